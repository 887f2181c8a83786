using DimensionalityReduction.Study;
using Pipelines.Reporting;

namespace DimensionalityReduction.Reporting;

/// <summary>What data: rows, columns, what was left out and why, and how it is measured without looking ahead.</summary>
internal static class DataSection
{
    private const int MostColumns = 30;

    public static void Add(ReportBuilder report, ReductionStudy study, TextTable texts)
    {
        var data = study.Data;
        report.Section("data", texts["data.heading"], section =>
        {
            section.Lead(texts["data.lead", data.Table.Rows, data.Features, study.Encoded.Columns]);
            var scaling = FirstScreen.Scaling(data, texts);
            section.Paragraph(string.Concat(scaling[..1].ToUpperInvariant(), scaling.AsSpan(1), texts["word.stop"]));
            section.Table(Rows(study, texts));
            if (data.Ignored.Count > 0)
            {
                section.Table(table => table.Key("ignored").Caption(texts["data.ignored"]).Text(texts["data.name"]).Text(texts["data.why"])
                    .Limit(MostColumns)
                    .Rows(data.Ignored, i => [i.Name, texts[$"ignored.{i.Reason}", i.Count]]));
            }
            if (data.Unreadable.Count > 0)
            {
                section.Table(table => table.Key("unreadable").Caption(texts["data.unreadable"]).Text(texts["data.where"]).Text(texts["data.why"])
                    .Limit(10, total: data.Unreadable.Count)
                    .Rows(data.Unreadable.Take(10), row => [$"{Path.GetFileName(row.File)}({row.Line})", texts.Of(row.Problem)]));
            }
        });
        report.Section("method", texts["method.heading"], section => section
            .Lead(texts["method.lead", study.Folds.Count, study.Options.Seed])
            .Bullets(texts["method.leak"], texts["method.missing"], study.Labelled ? texts["method.choice", ComponentDecision.Needed, study.Options.Margin] : texts["method.chance"], study.Labelled ? texts["method.optimism"] : texts["method.unlabelled"], texts["method.final"]));
    }

    private static ReportTable Rows(ReductionStudy study, TextTable texts)
    {
        var data = study.Data;
        var table = new TableBuilder().Key("rows").Text(texts["data.what"]).Number(texts["data.count"], NumberFormat.Whole);
        if (data.Whole is { } whole)
        {
            table.Row(texts["data.whole"], whole.Rows);
        }
        table.Row(texts["data.read"], (long)(data.Table.Rows + data.Unreadable.Count));
        AddIf(texts["data.unreadable.rows"], data.Unreadable.Count);
        table.Row(texts["data.used"], (long)data.Table.Rows);
        AddIf(texts["data.no-target"], study.Labelled ? data.Table.Rows - Present(study) : 0);
        table.Row(texts["data.tried"], (long)study.Rows.Length);
        AddIf(texts["data.missing"], data.MissingCells);
        return table.Build();

        void AddIf(string label, long count)
        {
            if (count > 0)
            {
                table.Row(label, count);
            }
        }
    }

    private static int Present(ReductionStudy study)
    {
        var target = study.Data.Table[study.Data.Schema.Target!.Name];
        return Enumerable.Range(0, target.Rows).Count(r => !target.IsMissing(r));
    }
}
