using Pipelines.Evaluation;

namespace QualityInspection.Study;

/// <summary>One way to put parts in order of inspection, measured on parts it had not learned from.</summary>
/// <param name="Key">Its name is the text <c>route.KEY</c>.</param>
/// <param name="Scores">Score of every part by a fold that had not seen it, higher sooner.</param>
/// <param name="Metrics">How well the order finds defects.</param>
/// <param name="Area">Interval of the area under the ROC curve.</param>
/// <param name="Precision">Interval of the average precision.</param>
internal sealed record Route(string Key, double[] Scores, AnomalyMetrics Metrics, Interval Area, Interval Precision)
{
    /// <summary>The order without labels: out of tolerance, then by the monitor.</summary>
    public const string Monitor = "monitor";

    /// <summary>The order learned from labels.</summary>
    public const string Classifier = "classifier";

    /// <summary>True where labels are needed for it.</summary>
    public bool Learned => Key is Classifier or "neighbours";
}
