using Pipelines.Evaluation;

namespace Scenarios.Hosting.Runs;

/// <summary>How the model of <see cref="PreviousRun"/> scores on the rows that the new model was scored on.</summary>
/// <param name="Metrics">Its metrics, with the keys of the new model's.</param>
/// <param name="PValue">How likely a difference like that of the first metric is by chance, from a paired test; null where none was made.</param>
public sealed record Comparison(IReadOnlyList<Metric> Metrics, double? PValue = null)
{
    /// <summary>True where the new model should take the old one's place: its deciding metric is better, and not by chance.</summary>
    internal bool Replaces(Metric deciding)
    {
        var old = Metrics.FirstOrDefault(m => m.Key == deciding.Key);
        return old.Key is not null && (PValue is null or < 0.05) && deciding.Beats(old.Value);
    }

    /// <summary>True where the old model is the better one, and not by chance.</summary>
    internal bool IsBetterThan(Metric deciding)
    {
        var old = Metrics.FirstOrDefault(m => m.Key == deciding.Key);
        return old.Key is not null && (PValue is null or < 0.05) && old.Beats(deciding.Value);
    }
}
