namespace Pipelines.Reporting.Charts;

/// <summary>Points by two numbers. More than 1,000 are thinned evenly, and the picture says so.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Points">The points.</param>
public sealed record ScatterChart(string Key, string Title, IReadOnlyList<ScatterPoint> Points) : Chart(Key, Title)
{
    /// <summary>The axis across.</summary>
    public ChartAxis X { get; init; } = new("");

    /// <summary>The axis up.</summary>
    public ChartAxis Y { get; init; } = new("");

    /// <summary>Lines from bottom to top, at values of x.</summary>
    public IReadOnlyList<ReferenceLine> XLines { get; init; } = [];

    /// <summary>Lines from left to right, at values of y.</summary>
    public IReadOnlyList<ReferenceLine> YLines { get; init; } = [];

    /// <summary>True to draw the line y = x.</summary>
    public bool Diagonal { get; init; }

    /// <summary>Arrows from the origin, in the units of the axes.</summary>
    public IReadOnlyList<ScatterArrow> Arrows { get; init; } = [];

    /// <summary>True to write labels beside the points where they do not overlap; tooltips have them always.</summary>
    public bool ShowLabels { get; init; }

    internal override IEnumerable<string> Names => Categories.Where(c => c.Length > 0);

    internal IReadOnlyList<string> Categories => [.. Points.Select(p => p.Category ?? "").Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override ReportTable ToTable(TextTable texts)
    {
        var (labelled, grouped) = (Points.Any(p => p.Label is { Length: > 0 }), Categories.Count > 1);
        var columns = new List<ReportColumn>();
        if (labelled)
        {
            columns.Add(new(texts["report.label"]));
        }
        if (grouped)
        {
            columns.Add(new(texts["report.group"]));
        }
        columns.Add(new(X.Label.Length > 0 ? X.Label : "x") { Align = Align.Right, Format = X.Format });
        columns.Add(new(Y.Label.Length > 0 ? Y.Label : "y") { Align = Align.Right, Format = Y.Format });
        return ChartTable.Of(this, columns, Points.Count, i =>
        {
            var point = Points[i];
            Cell x = X.Scale == AxisScale.Time ? new Cell(X.Text(point.X), point.X) : point.X, y = Y.Scale == AxisScale.Time ? new Cell(Y.Text(point.Y), point.Y) : point.Y;
            return (labelled, grouped) switch
            {
                (true, true) => [point.Label ?? "", point.Category ?? "", x, y],
                (true, false) => [point.Label ?? "", x, y],
                (false, true) => [point.Category ?? "", x, y],
                _ => [x, y],
            };
        });
    }
}
