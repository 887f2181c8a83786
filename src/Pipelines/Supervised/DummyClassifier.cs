using Pipelines.Data;

namespace Pipelines.Supervised;

/// <summary>Predicts the same class for every row, the most frequent one: the trivial baseline that any classifier has to beat.</summary>
/// <remarks>
/// O(n) time, O(classes) memory. Reference: scikit-learn's DummyClassifier(strategy="prior" or "most_frequent"). Of equally frequent classes the first is chosen, as there.
/// Classes are the indices 0 to the largest target; one that no row has gets probability 0.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class DummyClassifier(DummyClassifierOptions? options = null) : IEstimator<Examples, DummyClassifierModel>
{
    private readonly DummyClassifierOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public DummyClassifierModel Fit(Examples data, FitControl? control = null)
    {
        data.NeedExamples(nameof(DummyClassifier));
        var counts = new double[data.NeedClasses(nameof(DummyClassifier))];
        double total = 0;
        for (var r = 0; r < data.Targets.Length; r++)
        {
            var weight = data.Weights.IsEmpty ? 1 : data.Weights.Span[r];
            counts[(int)data.Targets.Span[r]] += weight;
            total += weight;
        }
        var probabilities = new float[counts.Length];
        if (_options.Strategy == DummyClassification.Prior)
        {
            for (var c = 0; c < counts.Length; c++)
            {
                probabilities[c] = (float)(counts[c] / total);
            }
        }
        else
        {
            probabilities[Array.IndexOf(counts, counts.Max())] = 1;
        }
        (control ?? FitControl.Default).Step(1, 1);
        return new(data.Rows.Columns, probabilities);
    }
}
