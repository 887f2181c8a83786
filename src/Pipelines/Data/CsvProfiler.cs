using System.Globalization;

namespace Pipelines.Data;

/// <summary>Counts what a table that was read holds.</summary>
internal static class CsvProfiler
{
    public static CsvProfile Of(CsvData data, IReadOnlyList<CsvSurvey> surveys, CancellationToken cancellation)
    {
        var columns = new CsvColumnProfile[surveys.Count];
        for (var c = 0; c < columns.Length; c++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (column, facts) = (data.Table.Columns[c], data.Columns[c]);
            long missing = 0;
            for (var row = 0; row < column.Rows; row++)
            {
                missing += column.IsMissing(row) ? 1 : 0;
            }
            var (distinct, low, high) = column switch
            {
                NumberColumn numbers => Numbers(numbers),
                TimeColumn times => Times(times),
                TextColumn texts => (texts.Levels.Count, "", ""),
                _ => (0, "", ""),
            };
            columns[c] = new(column.Name, facts.Type, missing, Math.Min(distinct, CsvProfile.DistinctCap), distinct > CsvProfile.DistinctCap, low, high, surveys[c].Samples, facts.Facts);
        }
        return new(data.Sources, data.Table.Rows, data.Dropped, columns);
    }

    private static (int Distinct, string Low, string High) Numbers(NumberColumn column)
    {
        var seen = new HashSet<double>();
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in column.Values)
        {
            if (double.IsNaN(value))
            {
                continue;
            }
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
            if (seen.Count <= CsvProfile.DistinctCap)
            {
                seen.Add(value);
            }
        }
        return seen.Count == 0 ? (0, "", "") : (seen.Count, low.ToString("R", CultureInfo.InvariantCulture), high.ToString("R", CultureInfo.InvariantCulture));
    }

    private static (int Distinct, string Low, string High) Times(TimeColumn column)
    {
        var seen = new HashSet<long>();
        var (low, high) = (-1, -1);
        for (var row = 0; row < column.Rows; row++)
        {
            if (column.IsMissing(row))
            {
                continue;
            }
            low = low < 0 || column.Ticks[row] < column.Ticks[low] ? row : low;
            high = high < 0 || column.Ticks[row] > column.Ticks[high] ? row : high;
            if (seen.Count <= CsvProfile.DistinctCap)
            {
                seen.Add(column.Ticks[row]);
            }
        }
        return low < 0 ? (0, "", "") : (seen.Count, column.Text(low), column.Text(high));
    }
}
