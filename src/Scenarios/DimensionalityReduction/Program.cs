using DimensionalityReduction;
using Scenarios.Hosting;

return ScenarioHost.Run(args, new DimensionalityReductionScenario());
