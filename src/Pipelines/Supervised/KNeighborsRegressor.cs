using Pipelines.Data;

namespace Pipelines.Supervised;

/// <summary>Predicts the mean target of the k nearest training rows.</summary>
/// <remarks>
/// E. Fix, J. L. Hodges, Discriminatory analysis: nonparametric discrimination, 1951; T. M. Cover, P. E. Hart, Nearest neighbor pattern classification, IEEE Transactions on Information Theory 13(1), 1967.
/// Reference: scikit-learn's KNeighborsRegressor with Euclidean distance. Departures: of rows equally far the one that came first is nearer, where scikit-learn leaves the choice to its search;
/// where there are fewer rows than <see cref="KNeighborsRegressorOptions.Neighbors"/>, all of them decide; a row's weight multiplies its vote, and rows of weight 0 are left out.
/// Columns count by their range, so scale them first. Fitting and predicting cost what the index does: see <see cref="Neighbors.KdTree"/> and <see cref="Neighbors.BruteForce"/>.
/// The model keeps, and saves, the training rows: 4 n (d + 2) bytes, and about as much again for the index.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class KNeighborsRegressor(KNeighborsRegressorOptions? options = null) : IEstimator<Examples, KNeighborsRegressorModel>
{
    private readonly KNeighborsRegressorOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public KNeighborsRegressorModel Fit(Examples data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        data.NeedExamples(nameof(KNeighborsRegressor));
        var training = TrainingRows.Of(data, _options.Neighbors, _options.Weighting, _options.Algorithm, control);
        control.Step(1, 1);
        return new(_options, training);
    }
}
