namespace Pipelines.Reporting.Charts;

/// <summary>How often values occur.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Bins">The bins, ascending.</param>
public sealed record Histogram(string Key, string Title, IReadOnlyList<HistogramBin> Bins) : Chart(Key, Title)
{
    /// <summary>The axis of the values.</summary>
    public ChartAxis X { get; init; } = new("");

    /// <summary>The axis of the counts; it always shows zero.</summary>
    public ChartAxis Y { get; init; } = new("");

    /// <summary>Lines at values, such as a mean or a limit.</summary>
    public IReadOnlyList<ReferenceLine> Lines { get; init; } = [];

    internal override IEnumerable<string> Names => X.Label.Length > 0 ? [X.Label] : [];

    /// <summary>A histogram with bins whose ends are round numbers. NaN and what is beyond 1e300 either way are not counted.</summary>
    /// <param name="key">Stable name.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="values">The values.</param>
    /// <param name="bins">About how many bins, from 1 to 200.</param>
    public static Histogram Of(string key, string title, ReadOnlySpan<double> values, int bins = 20)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var value in values)
        {
            if (Math.Abs(value) <= 1e300)
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }
        if (low > high)
        {
            return new(key, title, []);
        }
        // Values that differ only in their last digits are one bin.
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        var step = high - low <= Math.Max(largest * 1e-9, 1e-290) ? Ticks.StepFor(Math.Max(largest, 1), 10) : Ticks.StepFor(high - low, Math.Clamp(bins, 1, 200));
        var start = Math.Floor(low / step);
        var counts = new double[Math.Max(1, (int)Math.Ceiling((high / step) - start))];
        foreach (var value in values)
        {
            if (Math.Abs(value) <= 1e300)
            {
                counts[Math.Clamp((int)Math.Floor((value / step) - start), 0, counts.Length - 1)]++;
            }
        }
        return new(key, title, [.. counts.Select((count, i) => new HistogramBin(Ticks.At(start + i, step), Ticks.At(start + i + 1, step), count))]);
    }

    /// <inheritdoc/>
    public override ReportTable ToTable(TextTable texts)
    {
        ReportColumn[] columns =
        [
            new(texts["report.from"]) { Align = Align.Right, Format = X.Format },
            new(texts["report.to"]) { Align = Align.Right, Format = X.Format },
            new(Y.Label.Length > 0 ? Y.Label : texts["report.count"]) { Align = Align.Right, Format = Y.Format },
        ];
        return ChartTable.Of(this, columns, Bins.Count, i => [CellOf(Bins[i].Low), CellOf(Bins[i].High), Bins[i].Count]);
    }

    private Cell CellOf(double x) => X.Scale == AxisScale.Time ? new Cell(X.Text(x), x) : x;
}
