namespace Pipelines.Reporting.Charts;

/// <summary>Lines over a common x axis, with bands, limits and shaded stretches.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Series">The lines.</param>
public sealed record LineChart(string Key, string Title, IReadOnlyList<LineSeries> Series) : Chart(Key, Title)
{
    /// <summary>The axis across.</summary>
    public ChartAxis X { get; init; } = new("");

    /// <summary>The axis up.</summary>
    public ChartAxis Y { get; init; } = new("");

    /// <summary>Lines from bottom to top, at values of x.</summary>
    public IReadOnlyList<ReferenceLine> XLines { get; init; } = [];

    /// <summary>Lines from left to right, at values of y.</summary>
    public IReadOnlyList<ReferenceLine> YLines { get; init; } = [];

    /// <summary>Shaded stretches of x.</summary>
    public IReadOnlyList<ShadedSpan> Spans { get; init; } = [];

    /// <summary>Height over width of the picture on a wide screen.</summary>
    public double Aspect { get; init; } = 0.45;

    internal override IEnumerable<string> Names => Series.Select(s => s.Name);

    /// <inheritdoc/>
    public override ReportTable ToTable(TextTable texts)
    {
        var xs = Series.SelectMany(s => s.X).Where(x => !double.IsNaN(x)).Distinct().Order().ToArray();
        var columns = new List<ReportColumn> { new(X.Label.Length > 0 ? X.Label : "x") { Align = Align.Right, Format = X.Format } };
        var values = new List<Dictionary<double, double>>();
        foreach (var series in Series)
        {
            Add(series.Name, series.Y);
            if (series.Low.Count > 0)
            {
                Add(texts["report.low_of", series.Name], series.Low);
                Add(texts["report.high_of", series.Name], series.High);
            }

            void Add(string name, IReadOnlyList<double> y)
            {
                columns.Add(new(name) { Align = Align.Right, Format = Y.Format });
                var at = new Dictionary<double, double>();
                for (var i = 0; i < Math.Min(series.X.Count, y.Count); i++)
                {
                    at[series.X[i]] = y[i];
                }
                values.Add(at);
            }
        }
        return ChartTable.Of(this, columns, xs.Length, i =>
            [X.Scale == AxisScale.Time ? new Cell(X.Text(xs[i]), xs[i]) : xs[i], .. values.Select(v => (Cell)v.GetValueOrDefault(xs[i], double.NaN))]);
    }
}
