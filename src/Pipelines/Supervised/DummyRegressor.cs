using Pipelines.Data;

namespace Pipelines.Supervised;

/// <summary>Predicts the same number for every row: the trivial baseline that any regressor has to beat.</summary>
/// <remarks>
/// O(n) time for the mean, O(n log n) for the median. Reference: scikit-learn's DummyRegressor. With weights the median is the lower weighted one, as there: the smallest target at which half of the weight is
/// reached; without weights it is the mean of the two in the middle where their number is even.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class DummyRegressor(DummyRegressorOptions? options = null) : IEstimator<Examples, DummyRegressorModel>
{
    private readonly DummyRegressorOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public DummyRegressorModel Fit(Examples data, FitControl? control = null)
    {
        data.NeedExamples(nameof(DummyRegressor));
        var prediction = _options.Strategy switch
        {
            DummyRegression.Mean => Mean(data.Targets.Span, data.Weights.Span),
            DummyRegression.Median => Median(data.Targets.ToArray(), data.Weights.Span),
            _ => _options.Constant,
        };
        (control ?? FitControl.Default).Step(1, 1);
        return new(data.Rows.Columns, (float)prediction);
    }

    private static double Mean(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            sum += weight * (double)targets[i];
            total += weight;
        }
        return sum / total;
    }

    private static double Median(float[] targets, ReadOnlySpan<float> weights)
    {
        if (weights.IsEmpty)
        {
            Array.Sort(targets);
            return (targets[(targets.Length - 1) / 2] + (double)targets[targets.Length / 2]) / 2;
        }
        var sorted = weights.ToArray();
        Array.Sort(targets, sorted);
        double total = 0, reached = 0;
        foreach (var weight in sorted)
        {
            total += weight;
        }
        var i = 0;
        while ((reached += sorted[i]) < total / 2 || sorted[i] == 0)
        {
            i++;
        }
        return targets[i];
    }
}
