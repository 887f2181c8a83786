namespace Scenarios.Hosting;

/// <summary>A fact of a <see cref="ScenarioException"/> that is itself a text, said in the same language.</summary>
/// <param name="Key">Its key.</param>
public readonly record struct TextKey(string Key);
