using Pipelines.Neural;

namespace DataEncoding.Study;

/// <summary>The loss of the validation rows epoch by epoch over several seeds: the mean, and the lowest and highest. A seed that stopped early keeps its last loss.</summary>
/// <param name="Mean">One value an epoch.</param>
/// <param name="Low">The lowest of the seeds.</param>
/// <param name="High">The highest of the seeds.</param>
internal sealed record LossCurve(double[] Mean, double[] Low, double[] High)
{
    /// <summary>The curves of some models.</summary>
    /// <param name="models">Trained from different seeds.</param>
    /// <param name="value">Which loss of an epoch.</param>
    public static LossCurve Of(IReadOnlyList<AutoencoderModel> models, Func<EpochLoss, double> value)
    {
        var epochs = models.Max(m => m.Network.History.Count);
        var (mean, low, high) = (new double[epochs], new double[epochs], new double[epochs]);
        for (var e = 0; e < epochs; e++)
        {
            (low[e], high[e]) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var model in models)
            {
                var history = model.Network.History;
                var loss = value(history[Math.Min(e, history.Count - 1)]);
                (mean[e], low[e], high[e]) = (mean[e] + (loss / models.Count), Math.Min(low[e], loss), Math.Max(high[e], loss));
            }
        }
        return new(mean, low, high);
    }
}
