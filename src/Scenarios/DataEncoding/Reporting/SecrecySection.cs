using DataEncoding.Study;
using Pipelines.Data;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace DataEncoding.Reporting;

/// <summary>Codes are no encryption: what somebody without the model reads from them, and what a cipher protects and does not.</summary>
internal static class SecrecySection
{
    /// <summary>Less than this share is nothing to speak of.</summary>
    public const double Little = 0.05;

    public static void Add(ReportBuilder report, EncodingFigures figures, StudyDetails details, TextTable texts) =>
        report.Section("secrecy", texts["secrecy.heading"], section =>
        {
            var (study, data) = (figures.Study, figures.Data);
            section.Lead(texts[study.Attack.Explained >= Little ? "secrecy.lead" : "secrecy.lead.little", study.Attack.Pairs, Math.Max(0, study.Attack.Explained), study.Test.Rows]);
            section.Chart(Curve(study, details, texts));
            var (first, last) = (details.Attacks[0], details.Attacks[^1]);
            if (RowPictures.Of(data, texts) is { } pictures)
            {
                List<(string, Matrix)> lines = [(texts["rows.original"], data.Test), (texts["secrecy.owner"], figures.Rebuilt), (texts["secrecy.stranger", last.Pairs], last.Rows)];
                if (first.Pairs < last.Pairs)
                {
                    lines.Insert(2, (texts["secrecy.stranger", first.Pairs], first.Rows));
                }
                section.Chart(pictures.Grid("attack-pictures", texts["secrecy.pictures"], texts["secrecy.pictures.caption", last.Pairs], new HeldOutRows(data, texts).Examples(pictures.Fitting(lines.Count)), [.. lines]));
            }
            else
            {
                var typical = Enumerable.Range(0, figures.RowErrors.Length).OrderBy(r => figures.RowErrors[r]).ElementAt(figures.RowErrors.Length / 2);
                section.Table(RowTable.Of("attack-row", texts["secrecy.row", data.TestRows[typical] + 1], typical, figures, texts, (texts["secrecy.owner"], figures.Rebuilt), (texts["secrecy.stranger", last.Pairs], last.Rows)));
            }
            section.Warning(texts["secrecy.warning"]);
            section.SideBySide(
                (texts["secrecy.protects"], s => s.Bullets(texts["secrecy.content"], texts["secrecy.change"], texts["secrecy.guess"])),
                (texts["secrecy.not"], s => s.Bullets(texts["secrecy.length"], texts["secrecy.access"], texts["secrecy.lost"], texts["secrecy.open"], texts["secrecy.copies"])));
        });

    private static LineChart Curve(EncodingStudy study, StudyDetails details, TextTable texts) =>
        new("attack", texts["secrecy.title"], [new(texts["secrecy.read"], [.. details.Attacks.Select(a => (double)a.Pairs)], [.. details.Attacks.Select(a => Math.Max(0, a.Explained))])])
        {
            X = new(texts["secrecy.pairs"]) { Format = NumberFormat.Whole },
            Y = new(texts["word.kept"]) { Format = NumberFormat.Percent(0), Low = 0, High = 1 },
            YLines = [new(study.Kept(study.Qualities[study.Chosen].Error), texts["secrecy.decoder"])],
            Caption = texts["secrecy.caption"],
            Aspect = 0.34,
        };
}
