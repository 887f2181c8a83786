using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Neural;

namespace Pipelines.Anomaly;

/// <summary>
/// How badly a row comes back from autoencoders that were trained on normal rows, column by column in the spread that held-out normal rows have there: about 1 for a usual row. It sees rows off a bent surface, where <see cref="PcaMonitor"/> knows planes only.
/// <code>
/// var model = new AutoencoderResidual().Fit(normal);
/// var scores = model.Score(rows);
/// </code>
/// </summary>
/// <remarks>
/// <para>
/// Columns are standardised, z = (x − mean) / deviation, unless <see cref="AutoencoderResidualOptions.Standardize"/> is off; then all are divided by one number, the root of their mean variance. A tenth of the rows, at least 20, drawn at random, is H: no member sees it.
/// Where there are fewer than 80 rows, none can be spared: all train, and H is all of them. Member m of M is an <see cref="Autoencoder"/> f_m of seed <see cref="AutoencoderResidualOptions.Seed"/> + m. The spread of column j is s_j² = (v_j + v) / 2, with v_j the mean of
/// (z_j − f_m(z)_j)² over the rows of H and the members, and v the mean of v_j over columns: a column that came back exactly counts twice the usual and no more, one that never comes back well counts little.
/// Score: mean over members and columns of (z_j − f_m(z)_j)² / s_j². The threshold is the held-out quantile (<see cref="ScoreThreshold.ByHeldOut(ReadOnlySpan{float}, double)"/>) of the scores of H.
/// </para>
/// <para>
/// Train it on normal rows: the more anomalies among them, the better these come back. A row that is far out along a usual direction may come back well: put <see cref="Mahalanobis"/> beside it. On 13 sets of ADBench, trained on half of the normal rows, the mean
/// ROC-AUC is 92.5 (five neighbours 94.4, Mahalanobis 89.9); where the anomalies are among the training rows it is 76.5 (isolation forest 85.3).
/// Cost: M times that of the <see cref="Autoencoder"/>, members side by side on as many threads; 2·M·p operations a row for p weights. Memory: 4·M·p bytes and two copies of the rows.
/// M. Sakurada, T. Yairi, "Anomaly detection using autoencoders with nonlinear dimensionality reduction", 2014. Departures: denoising, several members, and the spread of held-out residuals, which takes the place of one sum in the unit of the columns.
/// </para>
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class AutoencoderResidual(AutoencoderResidualOptions? options = null) : IEstimator<MatrixView, AutoencoderResidualModel>
{
    private const int LeastHeldOut = 20, LeastRows = 80;

    private readonly AutoencoderResidualOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    /// <exception cref="DataException">The data cannot be learned from, the code is wider than the rows, or the loss became NaN.</exception>
    public AutoencoderResidualModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(AutoencoderResidual));
        data.NeedFinite(nameof(AutoencoderResidual));
        control ??= FitControl.Default;
        var scale = ColumnStandard.Of(data, _options.Standardize, control);
        var rows = new Matrix(data.Rows, data.Columns);
        scale.Apply(data, rows.Values);
        var (train, held) = data.Rows < LeastRows ? (rows, rows) : Parts(rows);
        var members = new Autoencoder(OptionsOf(data.Columns)).FitSeeds(_options.Members, train, null, control);
        AutoencoderModel[] fitted = [.. members];
        var model = new AutoencoderResidualModel(scale, fitted, Spreads(fitted, held, control.Cancellation), 0);
        var scores = new float[held.Rows];
        model.ScoreStandard(held, scores);
        return model.WithThreshold(ScoreThreshold.ByHeldOut(scores, _options.FalseAlarmRate));
    }

    /// <summary>The rows that are trained on, and those that are not.</summary>
    private (Matrix Train, Matrix Held) Parts(MatrixView rows)
    {
        var order = new int[rows.Rows];
        for (var r = 0; r < order.Length; r++)
        {
            order[r] = r;
        }
        Rng.At(_options.Seed, int.MinValue).Shuffle<int>(order);
        var held = Math.Max(LeastHeldOut, rows.Rows / 10);
        return (rows.Take(order.AsSpan(held)), rows.Take(order.AsSpan(0, held)));
    }

    private AutoencoderOptions OptionsOf(int columns) => new()
    {
        Kind = _options.Kind,
        CodeSize = _options.CodeSize,
        HiddenLayers = _options.HiddenLayers,
        HiddenUnits = _options.HiddenUnits > 0 ? _options.HiddenUnits : Math.Clamp(4 * columns, 32, 256),
        Noise = _options.Noise,
        Epochs = _options.Epochs,
        BatchSize = _options.BatchSize,
        LearningRate = _options.LearningRate,
        Seed = _options.Seed,
    };

    /// <summary>s_j² of each column.</summary>
    private static double[] Spreads(AutoencoderModel[] members, Matrix held, CancellationToken cancellation)
    {
        var (sums, d) = (new double[held.Columns], held.Columns);
        var squares = new double[Math.Min(held.Rows, AutoencoderResidualModel.BlockRows) * d];
        foreach (var member in members)
        {
            for (var first = 0; first < held.Rows; first += AutoencoderResidualModel.BlockRows)
            {
                cancellation.ThrowIfCancellationRequested();
                var block = held.View[first..Math.Min(held.Rows, first + AutoencoderResidualModel.BlockRows)];
                AutoencoderResidualModel.Squares(member, block, squares);
                for (var r = 0; r < block.Rows; r++)
                {
                    TensorPrimitives.Add(sums, squares.AsSpan(r * d, d), sums);
                }
            }
        }
        TensorPrimitives.Divide(sums, (double)members.Length * held.Rows, sums);
        // What comes back exactly, as rows that are all alike do, leaves nothing to divide by but rounding.
        var mean = Math.Max(1e-9, TensorPrimitives.Sum<double>(sums) / d);
        TensorPrimitives.Add(sums, mean, sums);
        TensorPrimitives.Divide(sums, 2, sums);
        return sums;
    }
}
