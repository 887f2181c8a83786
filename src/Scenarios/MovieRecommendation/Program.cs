using MovieRecommendation;
using Scenarios.Hosting;

return ScenarioHost.Run(args, new MovieRecommendationScenario());
