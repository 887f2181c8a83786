namespace Scenarios.Hosting.Inspection;

/// <summary>A column that a scenario does not use.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why: <c>constant</c>, <c>empty</c>, <c>id</c>, <c>levels</c>, <c>time</c>, or one of the scenario's own; the text <c>ignored.REASON</c> says it.</param>
/// <param name="Count">How many different values it has.</param>
public sealed record IgnoredColumn(string Name, string Reason, int Count);
