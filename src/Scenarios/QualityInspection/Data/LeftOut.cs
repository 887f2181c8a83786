namespace QualityInspection.Data;

/// <summary>A column that is not measured by.</summary>
/// <param name="Name">The column.</param>
/// <param name="Reason">The text <c>left.REASON</c>.</param>
internal readonly record struct LeftOut(string Name, string Reason);
