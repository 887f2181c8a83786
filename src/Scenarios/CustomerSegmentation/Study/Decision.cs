namespace CustomerSegmentation.Study;

/// <summary>Which method and how many segments, and why.</summary>
/// <param name="Chosen">The trial that was chosen.</param>
/// <param name="Reason">Why that number: <c>stable</c>, <c>value</c>, <c>unstable</c>, <c>named</c>, <c>density</c>, <c>optimized</c>.</param>
/// <param name="MethodReason">Why that method: <c>named</c>, <c>shape</c>, <c>simple</c>, <c>value</c>, <c>steady</c>, <c>parts</c>, <c>only</c>, <c>optimized</c>.</param>
internal sealed record Decision(Trial Chosen, string Reason, string MethodReason);
