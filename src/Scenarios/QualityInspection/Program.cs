using QualityInspection;
using Scenarios.Hosting;

return ScenarioHost.Run(args, new QualityInspectionScenario());
