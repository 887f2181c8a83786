using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting;

/// <summary>Builds the content of a section, or of one column of a <see cref="Reporting.SideBySide"/>, top to bottom.</summary>
public sealed class SectionBuilder
{
    private readonly TextTable _texts;
    private readonly List<Block> _blocks = [];
    private string _lead = "";

    internal SectionBuilder(TextTable texts) => _texts = texts;

    /// <summary>Sets the sentences that open the section.</summary>
    public SectionBuilder Lead(string lead)
    {
        _lead = lead;
        return this;
    }

    /// <summary>Adds a paragraph.</summary>
    public SectionBuilder Paragraph(string text) => Add(new Paragraph(text));

    /// <summary>Adds a note.</summary>
    public SectionBuilder Note(string text) => Add(new Callout(CalloutKind.Note, text));

    /// <summary>Adds a warning.</summary>
    public SectionBuilder Warning(string text) => Add(new Callout(CalloutKind.Warning, text));

    /// <summary>Adds a list.</summary>
    public SectionBuilder Bullets(params ReadOnlySpan<string> items) => Add(new BulletList(items.ToArray()));

    /// <summary>Adds a numbered list.</summary>
    public SectionBuilder Numbered(params ReadOnlySpan<string> items) => Add(new BulletList(items.ToArray()) { Ordered = true });

    /// <summary>Adds lines to copy.</summary>
    public SectionBuilder Code(string code) => Add(new CodeBlock(code));

    /// <summary>Adds a table.</summary>
    public SectionBuilder Table(ReportTable table) => Add(table);

    /// <summary>Adds a table built in place.</summary>
    public SectionBuilder Table(Action<TableBuilder> build)
    {
        var table = new TableBuilder();
        build(table);
        return Add(table.Build());
    }

    /// <summary>Adds the table of models by metrics, the best of each column marked.</summary>
    /// <param name="models">The models' metrics.</param>
    /// <param name="keys">The metrics to show, in this order; none for all.</param>
    public SectionBuilder Metrics(IReadOnlyList<MetricSet> models, params ReadOnlySpan<string> keys) => Add(MetricTable.Of(_texts, models, keys));

    /// <summary>Adds a chart.</summary>
    public SectionBuilder Chart(Chart chart) => Add(chart);

    /// <summary>Adds columns beside each other, each with its heading and content.</summary>
    public SectionBuilder SideBySide(params ReadOnlySpan<(string Heading, Action<SectionBuilder> Build)> columns) => SideBySide("", columns);

    /// <summary>Adds columns beside each other under one heading.</summary>
    public SectionBuilder SideBySide(string heading, params ReadOnlySpan<(string Heading, Action<SectionBuilder> Build)> columns)
    {
        var built = new SideColumn[columns.Length];
        for (var c = 0; c < built.Length; c++)
        {
            var content = new SectionBuilder(_texts);
            columns[c].Build(content);
            built[c] = new(columns[c].Heading, [.. content._blocks]);
        }
        return Add(new SideBySide(built) { Heading = heading });
    }

    /// <summary>Adds any block.</summary>
    public SectionBuilder Add(Block block)
    {
        _blocks.Add(block);
        return this;
    }

    internal Section Build(string key, string heading) => new(key, heading, [.. _blocks]) { Lead = _lead };
}
