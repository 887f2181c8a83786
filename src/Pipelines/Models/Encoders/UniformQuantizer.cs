using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>Rounds every column to levels at equal distances over its training range, so that a value takes a few bits: the codes of PCA or of an autoencoder become small enough to store.</summary>
/// <remarks>
/// One pass, O(n d) time, O(d) memory. The levels include the least and the largest training value; with 2^b levels no training value moves by more than (largest − least) / (2 (2^b − 1)).
/// Values beyond the range take its end. Uniform levels lose little to optimal ones once their bytes are compressed: H. Gish, J. Pierce, "Asymptotically efficient quantizing", IEEE Transactions on Information Theory 14(5), 1968.
/// Reference: scikit-learn's KBinsDiscretizer(strategy="uniform", encode="ordinal"). Departure: levels stand at the ends and between them, where bins have their centres, so that the ends come back exactly.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class UniformQuantizer(UniformQuantizerOptions? options = null) : IEstimator<MatrixView, UniformQuantizerModel>
{
    private readonly UniformQuantizerOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public UniformQuantizerModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(UniformQuantizer));
        data.NeedFinite(nameof(UniformQuantizer));
        control ??= FitControl.Default;
        var (least, largest) = ColumnStatistics.Ranges(data.Rows, data.Columns, ColumnStatistics.Reader(data), control.Cancellation);
        var steps = new double[data.Columns];
        for (var c = 0; c < steps.Length; c++)
        {
            steps[c] = (largest[c] - least[c]) / ((1 << _options.Bits) - 1);
        }
        control.Step(1, 1);
        return new(_options.Bits, least, steps);
    }
}
