using DimensionalityReduction.Data;
using DimensionalityReduction.Study;
using Pipelines.Evaluation;
using Pipelines.Reporting;

namespace DimensionalityReduction.Reporting;

/// <summary>How scores and names are written: accuracy in per cent, R² as it is.</summary>
internal sealed class Words(TextTable texts, TargetTask task)
{
    /// <summary>How a score is written.</summary>
    public NumberFormat Format => task == TargetTask.Classes ? NumberFormat.Percent(1) : NumberFormat.Fixed(3);

    /// <summary>accuracy, or R².</summary>
    public string Score => texts[task == TargetTask.Classes ? "metric.accuracy" : "metric.r2"];

    /// <summary>The name of an algorithm.</summary>
    public string Name(Algorithm algorithm) => texts[$"algorithm.{algorithm.Key}"];

    /// <summary>Its name where there is little room.</summary>
    public string Short(Algorithm algorithm) => texts[$"algorithm.{algorithm.Key}.short"];

    /// <summary>The score inside a sentence: accuracy, or R².</summary>
    public string ScoreInside => texts[task == TargetTask.Classes ? "word.accuracy" : "metric.r2"];

    /// <summary>A score.</summary>
    public string Of(double score) => Format.Of(score);

    /// <summary>A difference of scores with its sign: points of accuracy, or R².</summary>
    public string Change(double difference)
    {
        var text = task == TargetTask.Classes ? NumberFormat.Fixed(1).Of(100 * difference) : NumberFormat.Fixed(3).Of(difference);
        return difference > 0 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? "+" + text : text;
    }

    /// <summary>The difference with its interval.</summary>
    public string Change(double difference, Interval interval) => double.IsFinite(interval.Low) && interval.High > interval.Low ? $"{Change(difference)} [{Change(interval.Low)}, {Change(interval.High)}]" : Change(difference);

    /// <summary>The margin in words.</summary>
    public string Margin(double margin) => task == TargetTask.Classes ? (margin == 0.01 ? texts["word.point"] : texts["word.points", NumberFormat.Auto.Of(100 * margin)]) : texts["word.r2", margin];

    /// <summary>Seconds of very small and of ordinary size.</summary>
    public static string Time(double seconds) => seconds < 1e-3 ? NumberFormat.Fixed(1).Of(seconds * 1e6) + " µs" : seconds < 0.1 ? NumberFormat.Fixed(1).Of(seconds * 1e3) + " ms" : NumberFormat.Seconds.Of(seconds);

    /// <summary>A factor: 3.3×.</summary>
    public static string Times(double factor) => NumberFormat.Fixed(factor < 20 ? 1 : 0).Of(factor) + "×";
}
