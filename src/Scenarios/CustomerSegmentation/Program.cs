using CustomerSegmentation;
using Scenarios.Hosting;

return ScenarioHost.Run(args, new CustomerSegmentationScenario());
