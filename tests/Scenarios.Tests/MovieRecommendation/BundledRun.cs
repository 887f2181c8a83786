namespace Scenarios.Tests.MovieRecommendation;

/// <summary>MovieRecommendation on what is bundled with it.</summary>
public sealed class BundledRun() : DefaultRun("MovieRecommendation");
