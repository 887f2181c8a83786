using Pipelines.Data;

namespace Pipelines.Reduction;

/// <summary>
/// Principal components of rows that do not fit into memory, exactly and in one pass: it keeps only their number, mean and scatter matrix, and finds the same axes, bit for bit, as <see cref="Pca"/> does
/// by <see cref="PcaSolver.Covariance"/> on the same rows in memory.
/// </summary>
/// <remarks>
/// Cost n d² + 8 d³ operations; memory about 36 d² bytes and four blocks of 3072 rows, whatever n is: 240 MB at 2,000 columns. With two threads or more the next block is read while one is summed. Beyond some 5,000 columns take <see cref="RandomProjection"/> first.
/// Each block is centred by its own mean, so neither a large mean nor one that drifts costs digits; blocks are joined as in Chan, Golub and LeVeque,
/// "Updating formulae and a pairwise algorithm for computing sample variances", 1979. How a source cuts its rows into reads changes nothing.
/// Departure from IncrementalPCA of scikit-learn 1.2.1 (Ross, Lim, Lin and Yang, "Incremental learning for robust visual tracking", 2008): that keeps k singular vectors from block to block and loses what each block
/// has beyond them, so its result is approximate and depends on the order of rows and the size of blocks; this is exact, at the price of d² memory.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class IncrementalPca(IncrementalPcaOptions? options = null) : IEstimator<IRowSource, PcaModel>
{
    private readonly IncrementalPcaOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public PcaModel Fit(IRowSource data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        new Matrix(data.Columns > 0 ? 1 : 0, data.Columns).View.NeedRows(nameof(IncrementalPca));
        var sums = new ScatterMatrix(data.Columns);
        using (var blocks = new RowBlocks(data, ScatterMatrix.BlockRows, control.Threads > 1))
        {
            while (blocks.Next() is { Rows: > 0 } rows)
            {
                rows.NeedFinite(nameof(IncrementalPca), sums.Rows);
                sums.Add(rows.Values, control.Threads, control.Cancellation);
            }
        }
        if (sums.Rows == 0)
        {
            new Matrix(0, data.Columns).View.NeedRows(nameof(IncrementalPca));
        }
        PcaModel.NeedComponents(nameof(IncrementalPca), _options.Components, sums.Rows, data.Columns);
        var model = PcaModel.Of(PrincipalAxes.Of(sums, control), _options.Components, _options.Variance, _options.Whiten);
        control.Step(1, 1);
        return model;
    }
}
