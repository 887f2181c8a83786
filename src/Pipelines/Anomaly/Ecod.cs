using Pipelines.Data;

namespace Pipelines.Anomaly;

/// <summary>How far out in the tails of its columns a row is, by their empirical distributions: no parameter, no distance, and each column's part can be read.</summary>
/// <remarks>
/// For each column −log of the share of training rows at or below the value, and of those at or above: the larger of both, or their sum where the column is not skewed at all; summed over columns.
/// Columns are looked at one by one: rows that are odd only in how columns go together are not seen. Beyond the largest training value all values are equally far out.
/// Cost: d n log n to fit, d log n a row; memory 4 n d bytes, which the model keeps.
/// Z. Li, Y. Zhao, X. Hu, N. Botta, C. Ionescu, G. Chen, "ECOD: unsupervised outlier detection using empirical cumulative distribution functions", 2022. Reference: ECOD of PyOD, which takes the larger tail column by column, where the paper
/// takes the largest of three sums over columns; on 13 sets of ADBench that is better, mean ROC-AUC 80.7 against 78.3. Departures: scores come from the training rows alone, so that a row has the same score alone or in a batch, where PyOD pools the rows that
/// are scored with them; a value outside the training range counts half a row.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class Ecod(EcodOptions? options = null) : IEstimator<MatrixView, EcodModel>
{
    private readonly EcodOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public EcodModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(Ecod));
        data.NeedFinite(nameof(Ecod));
        control ??= FitControl.Default;
        var sorted = new Matrix(data.Columns, data.Rows);
        var skews = new int[data.Columns];
        Numerics.Tiles.Run(data.Columns, control.Threads, c =>
        {
            var column = sorted[c];
            for (var r = 0; r < column.Length; r++)
            {
                column[r] = data[r][c];
            }
            column.Sort();
            skews[c] = SkewSign(column);
        }, control.Cancellation);
        var model = new EcodModel(sorted, skews, 0);
        var scores = new float[data.Rows];
        model.Score(data, scores);
        control.Step(1, 1);
        return model.WithThreshold(ScoreThreshold.ByContamination(scores, _options.Contamination));
    }

    /// <summary>The sign of Σ (x − mean)³; 0 where rounding decides.</summary>
    private static int SkewSign(ReadOnlySpan<float> column)
    {
        var (mean, cubes, size) = (0.0, 0.0, 0.0);
        foreach (var value in column)
        {
            mean += value;
        }
        mean /= column.Length;
        foreach (var value in column)
        {
            var cube = (value - mean) * (value - mean) * (value - mean);
            cubes += cube;
            size += Math.Abs(cube);
        }
        return Math.Abs(cubes) > 1e-9 * size ? Math.Sign(cubes) : 0;
    }
}
