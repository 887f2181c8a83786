using DimensionalityReduction.Study;
using Pipelines.Reporting;

namespace DimensionalityReduction.Reporting;

/// <summary>The worst cases: rows that the components rebuild worst, and which of their columns are to blame.</summary>
internal static class FarRowsSection
{
    private const int Pictured = 8;

    public static void Add(ReportBuilder report, ReductionStudy study, TextTable texts)
    {
        var far = FarRow.Of(study);
        report.Section("far", texts["far.heading"], section =>
        {
            if (far.Count == 0)
            {
                section.Lead(texts["far.none"]);
                return;
            }
            section.Lead(texts["far.lead", far[0].Times]);
            if (study.Data.Image is { } image)
            {
                int[] rows = [.. far.Take(Math.Min(Pictured, PicturesSection.Fitting(image, 3))).Select(f => f.Row)];
                section.Chart(PicturesSection.Grid("far-pictures", texts["far.pictures"], study, image, rows, [.. rows.Select(r => texts["map.row", r + 1])], [study.Decision.Components], texts));
            }
            var target = study.Data.Schema.Target is { } column ? study.Data.Table[column.Name] : null;
            section.Table(table =>
            {
                table.Key("far").Caption(texts["far.table"]).Number(texts["far.row"], NumberFormat.Whole);
                if (target is not null)
                {
                    table.Text(target.Name);
                }
                table.Bar(texts["far.times"], NumberFormat.Fixed(1), texts["far.times.meaning"]).Text(texts["far.why"]);
                foreach (var row in far)
                {
                    var why = string.Join(texts["word.list"], row.Causes.Select(c => texts["far.cause", DisplayWidth.Cut(c.Column, 40), NumberFormat.Auto.Of(c.Value), NumberFormat.Auto.Of(c.Expected)]));
                    Cell[] cells = target is null ? [row.Row + 1L, row.Times, why] : [row.Row + 1L, target.IsMissing(row.Row) ? "" : target.Text(row.Row), row.Times, why];
                    table.Row(cells);
                }
            });
        });
    }
}
