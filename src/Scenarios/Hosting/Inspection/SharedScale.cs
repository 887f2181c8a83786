using Pipelines.Data;

namespace Scenarios.Hosting.Inspection;

/// <summary>
/// One scale for all columns, such as the grey of pixels or the answers of a questionnaire: at least half of them reach both its ends. Standardising them would blow up those that hardly vary.
/// </summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public sealed record SharedScale(double Low, double High)
{
    /// <summary>The scale of some columns; null where they share none.</summary>
    public static SharedScale? Of(IReadOnlyList<Column> columns)
    {
        if (columns.Count < 2 || columns.Any(c => c is not NumberColumn))
        {
            return null;
        }
        var ranges = columns.Select(c => RangeOf((NumberColumn)c)).ToArray();
        var (low, high) = (ranges.Min(r => r.Low), ranges.Max(r => r.High));
        return 2 * ranges.Count(r => r.Low == low && r.High == high) >= ranges.Length ? new(low, high) : null;
    }

    private static (double Low, double High) RangeOf(NumberColumn column)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in column.Values)
        {
            if (!double.IsNaN(value))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }
        return (low, high);
    }
}
