namespace Scenarios.Tests.DimensionalityReduction;

/// <summary>DimensionalityReduction on what is bundled with it.</summary>
public sealed class BundledReductionRun() : DefaultRun("DimensionalityReduction");
