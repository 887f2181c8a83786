using System.Globalization;
using Pipelines.Quality;
using Pipelines.Reporting;
using QualityInspection.Study;

namespace QualityInspection.Reporting;

/// <summary>Numbers as they were measured: with the decimals of the gauge, and means with one more.</summary>
internal static class Measured
{
    private const int Most = 6, Looked = 500;

    /// <summary>The format of values.</summary>
    /// <param name="values">Values of one measurement.</param>
    /// <param name="more">Decimals more than the gauge shows.</param>
    public static NumberFormat Format(ReadOnlySpan<double> values, int more = 0)
    {
        var decimals = 0;
        foreach (var value in values[..Math.Min(Looked, values.Length)])
        {
            decimals = double.IsNaN(value) ? decimals : Math.Max(decimals, Decimals(value));
        }
        return NumberFormat.Fixed(Math.Min(Most, decimals) + more);
    }

    /// <summary>A tolerance: 19.95 to 20.05, at most 1.6; empty for none.</summary>
    public static string Tolerance(SpecLimits? spec, TextTable texts) => spec is not { } s ? ""
        : double.IsNaN(s.Lower) ? texts["tolerance.upper", Plain(s.Upper)] : double.IsNaN(s.Upper) ? texts["tolerance.lower", Plain(s.Lower)] : texts["tolerance.both", Plain(s.Lower), Plain(s.Upper)];

    /// <summary>Measurements that make a part odd, for a cell or a line.</summary>
    public static string Why(QualityStudy study, int part, int top, TextTable texts)
    {
        var table = new Pipelines.Data.Table([.. study.Data.Measurements]);
        var judged = study.Parts[part];
        var lines = study.Model.Contributions(table, part, study.Encoded).Where(c => !double.IsNaN(c.Deviations)).OrderByDescending(c => judged.IsOut && c.Measurement == judged.Worst)
            .Take(top).Select(c => texts["why.one", DisplayWidth.Cut(study.Model.Measurements[c.Measurement], 30), Plain(study.Data.Measurements[c.Measurement].Values[part]), c.Deviations, c.Share]);
        return string.Join(texts["word.list"], lines);
    }

    private static string Plain(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static int Decimals(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 || text.Contains('E', StringComparison.Ordinal) ? 0 : text.Length - point - 1;
    }
}
