using Pipelines.Data;
using Pipelines.Neighbors;

namespace Pipelines.Anomaly;

/// <summary>How much thinner the surroundings of a row are than those of its neighbours: about 1 inside any cloud, however dense, and larger outside.</summary>
/// <remarks>
/// Reachability of a from b: max(d(a, b), distance of b to its k-th neighbour); density: 1 / (mean reachability of a row from its k neighbours + 1e-10); factor: mean density of the neighbours over the row's own.
/// M. Breunig, H.-P. Kriegel, R. Ng, J. Sander, "LOF: identifying density-based local outliers", 2000. Reference: LocalOutlierFactor(novelty=True) of scikit-learn 1.2.1, agreement to 1e-5. Departures: scores are not negated;
/// of rows equally far the one that came first is nearer; where all are within 1e-6 of each other, 1e-10 of that is added in place of 1e-10, so that no unit matters; where there are fewer rows than <see cref="LocalOutlierFactorOptions.Neighbors"/>, all others count.
/// Columns count by their range, so scale them first. Fitting and scoring cost what the index does: see <see cref="Neighbors.KdTree"/> and <see cref="Neighbors.BruteForce"/>. The model keeps, and saves, the training rows: 4 n (d + 5) bytes, and about as much again for the index.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class LocalOutlierFactor(LocalOutlierFactorOptions? options = null) : IEstimator<MatrixView, LocalOutlierFactorModel>
{
    private const float UsualThreshold = 1.5f;

    private readonly LocalOutlierFactorOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public LocalOutlierFactorModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(LocalOutlierFactor));
        data.NeedFinite(nameof(LocalOutlierFactor));
        control ??= FitControl.Default;
        var n = data.Rows;
        var index = NeighborIndex.Build(data.ToMatrix(), _options.Algorithm, control);
        var (radii, densities, own) = (new double[n], new double[n], new float[n]);
        if (n == 1)
        {
            (densities[0], own[0]) = (1 / LocalOutlierFactorModel.Least(radii), 1);
        }
        else
        {
            var k = Math.Min(_options.Neighbors, n - 1);
            var (indices, squares) = (new int[n * k], new float[n * k]);
            index.NearestOthers(k, indices, squares, control);
            for (var r = 0; r < n; r++)
            {
                var last = (r * k) + k - 1;
                radii[r] = NeighborBlocks.Distance(data, indices[last], data[r], squares[last]);
            }
            var least = LocalOutlierFactorModel.Least(radii);
            for (var r = 0; r < n; r++)
            {
                densities[r] = LocalOutlierFactorModel.Density(data, data[r], indices.AsSpan(r * k, k), squares.AsSpan(r * k, k), radii, least);
            }
            for (var r = 0; r < n; r++)
            {
                own[r] = LocalOutlierFactorModel.Factor(indices.AsSpan(r * k, k), densities[r], densities);
            }
        }
        control.Step(1, 1);
        return new(_options, index, radii, densities, own, _options.Contamination > 0 ? ScoreThreshold.ByContamination(own, _options.Contamination) : UsualThreshold);
    }
}
