using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Anomaly;

/// <summary>Trees that cut a few rows at random columns and values until each row is alone: what is alone after few cuts is unusual. The score is 2^(−mean depth / c), near 1 for anomalies, below .5 for normal rows.</summary>
/// <remarks>
/// Each tree is grown from <see cref="IsolationForestOptions.Samples"/> rows, no deeper than the logarithm of their number to base 2; a leaf that still holds m rows counts as c(m) further cuts, the mean depth of a search tree of m rows.
/// Cost: to fit, trees · samples · log samples, whatever the number of rows; to score, trees · log samples steps a row. Memory: 16 bytes a node, about 16 · 2 · samples · trees at most. No column's unit or monotone bend matters to where rows fall.
/// F. T. Liu, K. M. Ting, Z.-H. Zhou, "Isolation forest", ICDM 2008. Reference: IsolationForest of scikit-learn 1.2.1, same parameters; its own trees give its own scores here to 1e-6. Departures: scores are not negated; the random cuts are other ones;
/// cuts are rounded to float32; a column with any two different values can be cut, where there they have to differ by more than 1e-7; <see cref="IsolationForestOptions.Samples"/> is a number and not also a share.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class IsolationForest(IsolationForestOptions? options = null) : IEstimator<MatrixView, IsolationForestModel>
{
    private const int TreesOfAStep = 16;

    private readonly IsolationForestOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public IsolationForestModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(IsolationForest));
        data.NeedFinite(nameof(IsolationForest));
        control ??= FitControl.Default;
        var samples = Math.Min(_options.Samples, data.Rows);
        var features = Math.Clamp((int)(_options.Features * data.Columns), 1, data.Columns);
        var trees = new IsolationNode[_options.Trees][];
        var steps = (trees.Length + TreesOfAStep - 1) / TreesOfAStep;
        for (var step = 0; step < steps; step++)
        {
            var first = step * TreesOfAStep;
            Tiles.Run(Math.Min(TreesOfAStep, trees.Length - first), control.Threads, t => trees[first + t] = IsolationTree.Grow(data, samples, features, _options.Bootstrap, Rng.At(_options.Seed, 0, first + t)), control.Cancellation);
            control.Step(step + 1, steps);
        }
        var model = new IsolationForestModel(data.Columns, samples, IsolationForestModel.UsualThreshold, trees);
        if (_options.Contamination == 0)
        {
            return model;
        }
        var scores = new float[data.Rows];
        model.Score(data, scores, control);
        return model.WithThreshold(ScoreThreshold.ByContamination(scores, _options.Contamination));
    }
}
