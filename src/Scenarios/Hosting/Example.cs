namespace Scenarios.Hosting;

/// <summary>A command line worth copying, shown in help.</summary>
/// <param name="Arguments">What follows the executable's name: <c>recommend --user 42 --top 10</c>.</param>
/// <param name="TextKey">Key of what it does.</param>
public sealed record Example(string Arguments, string TextKey);
