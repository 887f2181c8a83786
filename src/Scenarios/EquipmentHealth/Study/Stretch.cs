using Pipelines.Data;

namespace EquipmentHealth.Study;

/// <summary>A stretch of time worth an engineer's judgement.</summary>
/// <param name="Result">The machine.</param>
/// <param name="Time">From when to when.</param>
/// <param name="Why">Why it is worth it: <c>alarm</c>, <c>near</c> or <c>random</c>.</param>
/// <param name="Peak">Its highest score, in limits; near the limit, the highest limit that would have raised an alarm.</param>
/// <param name="Row">Where that is.</param>
internal sealed record Stretch(UnitResult Result, TimeRange Time, string Why, double Peak, int Row);
