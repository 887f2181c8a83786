namespace Pipelines.Models;

/// <summary>A column of the data a model was trained on.</summary>
/// <param name="Name">As in the file's header.</param>
/// <param name="Type">What it holds: <c>number</c>, <c>text</c> or <c>time</c>.</param>
/// <param name="Role">What it was used for: <c>feature</c>, <c>target</c>, <c>user</c>, <c>item</c>, <c>rating</c>, <c>time</c>, <c>ignored</c>, ...</param>
public sealed record ModelColumn(string Name, string Type, string Role);
