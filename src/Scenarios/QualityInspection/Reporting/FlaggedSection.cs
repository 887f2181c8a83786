using Pipelines.Reporting;
using QualityInspection.Study;

namespace QualityInspection.Reporting;

/// <summary>Which parts to inspect first, and what is unusual about each.</summary>
internal static class FlaggedSection
{
    private const int Most = 25, MostOdd = 15;

    public static void Add(ReportBuilder report, QualityStudy study, TextTable texts) => report.Section("flagged", texts["flagged.heading"], section =>
    {
        int[] flagged = [.. study.Order.Where(p => study.Decisions[p].Flagged)];
        if (flagged.Length == 0)
        {
            section.Lead(texts["flagged.none"]);
            return;
        }
        section.Lead(texts["flagged.lead", flagged.Length, study.Parts.Length]);
        section.Table(Table("flagged", texts["flagged.table"], [.. flagged.Take(Most)], flagged.Length));
        // Those are what nobody sees without the measurements together.
        int[] odd = [.. flagged.Where(p => !study.Parts[p].IsOut)];
        if (odd.Length > 0 && study.Data.Specs.Any(s => s is not null))
        {
            section.Table(Table("odd", texts["flagged.odd"], [.. odd.Take(MostOdd)], odd.Length));
        }

        ReportTable Table(string key, string caption, int[] shown, int total)
        {
            var data = study.Data;
            var table = new TableBuilder().Key(key).Caption(caption).Text(texts["word.part"]);
            if (data.Batch is not null)
            {
                table.Text(data.Batch);
            }
            table.Text(texts["flagged.reason"]).Number(texts["flagged.times"], NumberFormat.Fixed(1), texts["flagged.times.meaning"]);
            if (study.Model.Classifier is not null)
            {
                table.Number(texts["flagged.probability"], NumberFormat.Percent(0), texts["flagged.probability.meaning"]);
            }
            table.Text(texts["flagged.why"]);
            if (data.Target is not null)
            {
                table.Text(data.Target);
            }
            table.Limit(shown.Length, "predictions.csv", total);
            foreach (var p in shown)
            {
                List<Cell> cells = [data.NameOf(p)];
                if (data.Batch is not null)
                {
                    cells.Add(data.Table[data.Batch].Text(p));
                }
                cells.AddRange([texts[$"reason.{Words.Key(study.Decisions[p].Reason)}"], study.Parts[p].Ratio]);
                if (study.Model.Classifier is not null)
                {
                    cells.Add(study.Parts[p].Probability);
                }
                cells.Add(Measured.Why(study, p, 3, texts));
                if (data.Labels is { } labels)
                {
                    cells.Add(labels.Causes[p]);
                }
                table.Row([.. cells]);
            }
            return table.Build();
        }
    });
}
