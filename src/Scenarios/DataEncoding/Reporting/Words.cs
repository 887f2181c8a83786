using Pipelines.Reporting;

namespace DataEncoding.Reporting;

/// <summary>How figures are written: alike on screen and in the report.</summary>
internal static class Words
{
    /// <summary>A mean squared error: three significant digits.</summary>
    public static string Error(double value) => double.IsNaN(value) ? "–" : value < 1e-9 ? "0" : NumberFormat.Fixed(Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 9)).Of(value);

    /// <summary>Least and largest over the seeds, in brackets; nothing of one seed.</summary>
    public static string Range(double low, double high, int seeds, Func<double, string> of) => seeds > 1 ? $"[{of(low)}–{of(high)}]" : "";

    /// <summary>A share.</summary>
    public static string Share(double value) => NumberFormat.Percent(1).Of(value);

    /// <summary>A metric by its key.</summary>
    public static string Metric(Pipelines.Evaluation.Metric metric) => metric.Key switch
    {
        var key when key.StartsWith("mse", StringComparison.Ordinal) => Error(metric.Value),
        "code_size" => NumberFormat.Whole.Of(metric.Value),
        _ => Share(metric.Value),
    };

    /// <summary>A time.</summary>
    public static string Seconds(double value) => value < 0.01 ? NumberFormat.Fixed(value < 0.001 ? 2 : 1).Of(1000 * value) + " ms" : NumberFormat.Seconds.Of(value);
}
