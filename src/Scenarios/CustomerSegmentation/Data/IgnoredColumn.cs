namespace CustomerSegmentation.Data;

/// <summary>A column that is not used.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why: <c>constant</c>, <c>empty</c>, <c>id</c>, <c>levels</c>, <c>time</c>; the text <c>ignored.REASON</c> says it.</param>
/// <param name="Count">How many different values it has.</param>
internal sealed record IgnoredColumn(string Name, string Reason, int Count);
