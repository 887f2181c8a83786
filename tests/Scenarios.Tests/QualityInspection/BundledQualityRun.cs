namespace Scenarios.Tests.QualityInspection;

/// <summary>QualityInspection on what is bundled with it.</summary>
public sealed class BundledQualityRun() : DefaultRun("QualityInspection");
