using DataEncoding;
using Scenarios.Hosting;

return ScenarioHost.Run(args, new DataEncodingScenario());
