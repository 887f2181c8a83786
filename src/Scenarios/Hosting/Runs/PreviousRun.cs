namespace Scenarios.Hosting.Runs;

/// <summary>The run that <c>retrain</c> starts from. Its options are already laid under those named now, and its data put before the new.</summary>
/// <param name="Model">Its model, to be scored on the same held-out rows as the new one.</param>
/// <param name="Record">What it found.</param>
/// <param name="NewData">The files that were named now.</param>
/// <param name="WithBundled">True where the run read the bundled data, so that the new files come on top of it.</param>
public sealed record PreviousRun(ModelChoice Model, RunRecord Record, IReadOnlyList<string> NewData, bool WithBundled);
