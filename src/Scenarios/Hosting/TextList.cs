using Pipelines.Reporting;

namespace Scenarios.Hosting;

/// <summary>Joins texts as the language does: with a comma and a blank, or with a full-width comma.</summary>
public static class TextList
{
    /// <summary>The items in a row; empty where there are none.</summary>
    public static string Join(TextTable texts, IEnumerable<string> items) => items.Aggregate("", (list, item) => list.Length == 0 ? item : texts["list.two", list, item]);
}
