using Pipelines.Data;

namespace Pipelines.Recommendation;

/// <summary>Predicts mean + the user's bias + the item's bias: how generous the person is, how good the item. The strong simple baseline for stars.</summary>
/// <param name="options">Damping and sweeps; null for the defaults.</param>
/// <remarks>
/// Minimises sum (r_ui − mu − b_u − b_i)^2 + λ_i sum b_i^2 + λ_u sum b_u^2 with mu fixed at the mean, by exact minimisation over all item biases, then all user biases, in turn:
/// b_i = sum_u (r_ui − mu − b_u) / (n_i + λ_i), b_u = sum_i (r_ui − mu − b_i) / (n_u + λ_u). Cost O(ratings) a sweep, memory O(ratings + users + items).
/// Yehuda Koren, "Factor in the neighbors: scalable and accurate collaborative filtering", ACM TKDD 4(1), 2010, section 2.1; one sweep is the estimate given there and LensKit's
/// <c>BiasScorer</c>, more sweeps converge to the least-squares solution. Departure: several sweeps by default, because people do not choose items at random.
/// </remarks>
public sealed class DampedBiases(DampedBiasesOptions? options = null) : IEstimator<Ratings, DampedBiasesModel>
{
    private readonly DampedBiasesOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public DampedBiasesModel Fit(Ratings data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        control.Cancellation.ThrowIfCancellationRequested();
        var scale = RatingScale.Of(data);
        var byUser = data.Cells;
        SparseView byItem = byUser.Transpose();
        var users = new double[byUser.Rows];
        var items = new double[byItem.Rows];
        for (var sweep = 1; sweep <= _options.Sweeps; sweep++)
        {
            _ = Estimate(byItem, scale.Mean, _options.ItemDamping, users, items, control.Cancellation);
            var squares = Estimate(byUser, scale.Mean, _options.UserDamping, items, users, control.Cancellation);
            control.Step(sweep, _options.Sweeps, Math.Sqrt(squares / data.Count));
        }
        return new(_options, scale, Array.ConvertAll(users, b => (float)b), Array.ConvertAll(items, b => (float)b));
    }

    /// <summary>The best bias of each row given those of the columns; returns the squared error that remains.</summary>
    private static double Estimate(SparseView cells, double mean, double damping, double[] columnBiases, double[] rowBiases, CancellationToken cancellation)
    {
        double remaining = 0;
        for (var r = 0; r < cells.Rows; r++)
        {
            if ((r & 0xff) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            var row = cells[r];
            if (row.Count == 0)
            {
                continue;
            }
            double sum = 0, squares = 0;
            for (var i = 0; i < row.Count; i++)
            {
                var residual = row.Values[i] - mean - columnBiases[row.Indices[i]];
                sum += residual;
                squares += residual * residual;
            }
            var bias = sum / (row.Count + damping);
            rowBiases[r] = bias;
            remaining += squares - (2 * bias * sum) + (row.Count * bias * bias);
        }
        return Math.Max(0, remaining);
    }
}
