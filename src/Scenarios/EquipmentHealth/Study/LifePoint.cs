using Pipelines.Anomaly.Health;

namespace EquipmentHealth.Study;

/// <summary>A moment in the life of a machine, and what was said of it by models that had not seen the machine.</summary>
/// <param name="Unit">Place of the machine.</param>
/// <param name="Row">Its row.</param>
/// <param name="Left">What it really had left, in hours or steps.</param>
/// <param name="Own">The estimate.</param>
/// <param name="Similar">What machines of like health had left.</param>
/// <param name="Mean">Mean of what machines of that age had left: what needs no sensor.</param>
internal sealed record LifePoint(int Unit, int Row, double Left, LifeEstimate Own, double Similar, double Mean);
