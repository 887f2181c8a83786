using EquipmentHealth;
using Scenarios.Hosting;

return ScenarioHost.Run(args, new EquipmentHealthScenario());
