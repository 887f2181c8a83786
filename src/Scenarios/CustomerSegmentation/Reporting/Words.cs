using CustomerSegmentation.Saved;
using CustomerSegmentation.Study;
using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Reporting;

namespace CustomerSegmentation.Reporting;

/// <summary>What segments are called and what sets them apart, in words.</summary>
internal sealed class Words(TextTable texts, SegmentFigures figures)
{
    private const double Noticeable = 0.3;
    private const int MostApart = 3;
    private readonly IReadOnlyList<string> _columns = figures.Study.Encoder.Names;
    private readonly SegmentTitles _titles = new(texts, figures.Study.Model);
    private readonly Dictionary<string, double[]> _sorted = new(StringComparer.Ordinal);

    /// <summary>Short: number and name.</summary>
    public string Name(Segment segment) => texts["segment.name", segment.Number, Plain(segment)];

    /// <summary>The suggested name: one of the eight usual ones, or what there is most and least of.</summary>
    public string Plain(Segment segment) => _titles[segment.Number];

    /// <summary>What to do with it.</summary>
    public string Action(Segment segment) => texts[segment.Name.Length == 0 ? "action.table" : $"action.{segment.Name}"];

    /// <summary>What sets it apart: the middle value against that of all, and how many standard deviations that is.</summary>
    public string Differences(Segment segment)
    {
        var parts = Apart(segment.Number).Take(MostApart).Select(c =>
        {
            var (column, z) = (_columns[c], figures.ZOf(segment.Number)[c]);
            var signed = (z > 0 ? "+" : "−") + NumberFormat.Fixed(1).Of(Math.Abs(z));
            return figures.Study.Data.Customers.Find(column) is NumberColumn
                ? texts["apart.number", Column(column), Text(Middle(column, segment.Number)), Text(Middle(column, 0)), signed]
                : texts["apart.share", Column(column), figures.Study.Model.MiddleOf(segment.Number)[c], Mean(c), signed];
        });
        return string.Join(texts["word.list"], parts) is { Length: > 0 } all ? all : texts["apart.nothing"];
    }

    /// <summary>A column's name for people.</summary>
    public string Column(string name) => _titles.Column(name);

    /// <summary>A number as people read it.</summary>
    public static string Text(double value)
    {
        var digits = Math.Abs(value) >= 100 ? 0 : Math.Abs(value) >= 10 ? 1 : 2;
        var shown = Math.Round(value, digits);
        while (digits > 0 && Math.Round(shown, digits - 1) == shown)
        {
            digits--;
        }
        return NumberFormat.Fixed(digits).Of(shown);
    }

    /// <summary>The middle value of a column of numbers in a segment; in all customers where it is 0.</summary>
    public double Middle(string column, int number)
    {
        var key = $"{number} {column}";
        if (!_sorted.TryGetValue(key, out var sorted))
        {
            var values = ((NumberColumn)figures.Study.Data.Customers[column]).Values;
            sorted = [.. values.Where((v, r) => !double.IsNaN(v) && (number == 0 || figures.Study.SegmentOf[r] == number)).Order()];
            _sorted[key] = sorted;
        }
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>An outcome: money, or a share.</summary>
    public string Outcome(double value) => figures.Study.Data.OutcomeIsShare ? NumberFormat.Percent(1).Of(value) : Text(value);

    private IEnumerable<int> Apart(int number)
    {
        var z = figures.ZOf(number);
        return Enumerable.Range(0, z.Count).Where(c => Math.Abs(z[c]) >= Noticeable).OrderByDescending(c => Math.Abs(z[c])).ThenBy(c => c);
    }

    private double Mean(int column)
    {
        var (sum, count) = (0.0, 0);
        foreach (var segment in figures.Study.Model.Segments)
        {
            sum += segment.Size * figures.Study.Model.MiddleOf(segment.Number)[column];
            count += segment.Size;
        }
        return sum / count;
    }
}
