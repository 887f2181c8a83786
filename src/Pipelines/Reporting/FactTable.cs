using System.Globalization;

namespace Pipelines.Reporting;

/// <summary>The facts of a run as a table for people: labels where the texts have them, whole numbers with commas.</summary>
internal static class FactTable
{
    internal static ReportTable Of(TextTable texts, IReadOnlyList<Fact> facts) => new(
        [new(texts["report.fact"]), new(texts["report.value"])],
        [.. facts.Select(f => (IReadOnlyList<Cell>)[texts.Find("fact." + f.Key) ?? f.Key, CellOf(f)])])
    { Key = "facts", Limit = int.MaxValue };

    // A seed or year keeps its digits bare; from 10,000 on commas help.
    private static Cell CellOf(Fact fact) => !fact.Quoted && double.TryParse(fact.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? new(Math.Abs(number) < 10_000 || fact.Key.EndsWith("seed", StringComparison.Ordinal) ? fact.Value : NumberFormat.Auto.Of(number), number)
        : new(fact.Value == "null" && !fact.Quoted ? "\u2013" : fact.Value);
}
