using Pipelines.Reporting;
using Pipelines.Reporting.Charts;
using QualityInspection.Study;

namespace QualityInspection.Reporting;

/// <summary>Whether each measurement can keep its tolerance: the table, and small pictures of the values between their limits.</summary>
internal static class CapabilitySection
{
    private const int MostPictures = 6;

    public static void Add(ReportBuilder report, QualityStudy study, TextTable texts) => report.Section("capability", texts["capability.heading"], section =>
    {
        MeasurementStudy[] known = [.. study.Measurements.Where(m => m.Capability is not null).OrderBy(m => m.Capability!.Ppk)];
        if (known.Length == 0)
        {
            section.Lead(texts["capability.none", QualityOptions.Spec.Typed]);
            return;
        }
        section.Lead(texts["capability.lead", known.Count(m => m.Capability!.PpkInterval.Low >= Verdicts.Capable), known.Length, Verdicts.Capable]);
        var two = NumberFormat.Fixed(2);
        section.Table(table => table.Key("capability").Text(texts["word.measurement"]).Text(texts["word.tolerance"])
            .Number("Cp", two, texts["metric.cp.meaning"]).Number("Cpk", two, texts["metric.cpk.meaning"]).Number("Pp", two, texts["metric.pp.meaning"]).Number("Ppk", two, texts["metric.ppk.meaning"])
            .Number(texts["capability.expected"], NumberFormat.Whole, texts["metric.defect_ppm_expected.meaning"]).Number(texts["capability.observed"], NumberFormat.Whole, texts["metric.defect_ppm.meaning"])
            .Number(texts["capability.percentile"], two, texts["capability.percentile.meaning"]).Text(texts["capability.shape"])
            .Rows(known, m =>
            {
                var c = m.Capability!;
                return [m.Name, Measured.Tolerance(m.Spec, texts), Of(c.Cp, c.CpInterval), Of(c.Cpk, c.CpkInterval), Of(c.Pp, c.PpInterval), Of(c.Ppk, c.PpkInterval), c.ExpectedPpm, c.ObservedPpm, c.PercentilePpk,
                    texts[double.IsNaN(c.Normality.PValue) ? "shape.unknown" : c.Normality.PValue < 0.005 ? "shape.not" : "shape.normal"]];
            }));
        section.Paragraph(texts["capability.reading"]);
        var pictures = known.Take(MostPictures).Select(m => Picture(study, m, texts)).ToArray();
        for (var i = 0; i < pictures.Length; i += 2)
        {
            var (left, right) = (pictures[i], i + 1 < pictures.Length ? pictures[i + 1] : null);
            if (right is null)
            {
                section.Chart(left);
            }
            else
            {
                section.SideBySide((left.Title, s => s.Chart(left with { Title = "" })), (right.Title, s => s.Chart(right with { Title = "" })));
            }
        }

        Cell Of(double value, Pipelines.Evaluation.Interval interval) => new Cell(two.Of(value), value) { Note = double.IsNaN(value) ? "" : $"[{two.Of(interval.Low)}, {two.Of(interval.High)}]" };
    });

    private static Histogram Picture(QualityStudy study, MeasurementStudy m, TextTable texts)
    {
        var values = study.Data.Measurements[m.Index].Values;
        var lines = new List<ReferenceLine>();
        var spec = m.Spec!.Value;
        if (!double.IsNaN(spec.Lower))
        {
            lines.Add(new(spec.Lower, texts["line.lower"]));
        }
        if (!double.IsNaN(spec.Upper))
        {
            lines.Add(new(spec.Upper, texts["line.upper"]));
        }
        return Histogram.Of($"values-{m.Index}", texts["capability.picture", m.Name, m.Capability!.Ppk], values, 30) with { X = new(m.Name) { Format = Measured.Format(values) }, Y = new(texts["word.parts"]) { Format = NumberFormat.Whole }, Lines = lines };
    }
}
