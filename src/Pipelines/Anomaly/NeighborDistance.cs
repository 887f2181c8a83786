using Pipelines.Data;

namespace Pipelines.Anomaly;

/// <summary>Distance to the nearest training rows: what has no like is unusual. The strongest simple method where the training rows are normal.</summary>
/// <remarks>
/// Reference: NearestNeighbors of scikit-learn 1.2.1, Euclidean; the detector is also PyOD's KNN. Departure: where there are fewer rows than <see cref="NeighborDistanceOptions.Neighbors"/>, all of them count.
/// Columns count by their range, so scale them first. Anomalies that come in groups larger than the number of neighbours hide each other in unclean training rows.
/// Fitting and scoring cost what the index does: see <see cref="Neighbors.KdTree"/> and <see cref="Neighbors.BruteForce"/>. The model keeps, and saves, the training rows: 4 n d bytes, and about as much again for the index.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class NeighborDistance(NeighborDistanceOptions? options = null) : IEstimator<MatrixView, NeighborDistanceModel>
{
    private readonly NeighborDistanceOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public NeighborDistanceModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(NeighborDistance));
        data.NeedFinite(nameof(NeighborDistance));
        control ??= FitControl.Default;
        var model = new NeighborDistanceModel(_options, data.ToMatrix(), 0, control);
        var scores = new float[data.Rows];
        model.ScoreTraining(scores, control);
        control.Step(1, 1);
        return model.WithThreshold(ScoreThreshold.ByContamination(scores, _options.Contamination));
    }
}
