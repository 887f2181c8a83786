using Pipelines.Models;

namespace Pipelines.Anomaly.Health;

/// <summary>
/// Remaining life from machines that ran until they failed: the machine's last rows are laid over every history where they fit best, and what those machines had left, weighted by how well
/// they fit, is the answer with its interval.
/// </summary>
/// <remarks>
/// Similarity-based prognostics after Wang, Yu, Siegel and Lee, "A similarity-based prognostics approach for remaining useful life estimation of engineered systems" (2008). A curve is any health
/// or anomaly score that wears in one direction; smooth it first. For each history the place t with the least mean squared distance d² over the window is taken; its weight is
/// exp(−d² / (2 s²)), where s² is the least d² of all plus the noise of the histories (half the mean square of their row-to-row steps). The answer is the weighted median, the interval the weighted quantiles. Departures from
/// the paper: one place a history, no fitted curve shapes, no trimming by longest life. O(total rows x window) a prediction; memory the histories.
/// </remarks>
public sealed class RemainingLifeModel : IModel
{
    internal const string KindName = "remaining-life/1";

    private readonly double[] _values;
    private readonly int[] _ends;
    private readonly RemainingLifeOptions _options;

    private RemainingLifeModel(double[] values, int[] ends, RemainingLifeOptions options)
    {
        (_values, _ends, _options) = (values, ends, options);
        double squares = 0;
        var steps = 0;
        for (var h = 0; h < ends.Length; h++)
        {
            for (var i = StartOf(h) + 1; i < ends[h]; i++)
            {
                squares += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
                steps++;
            }
        }
        Noise = steps == 0 ? 0 : squares / steps / 2;
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>How many machines ran until they failed.</summary>
    public int Histories => _ends.Length;

    /// <summary>Half the mean square of the row-to-row steps of the histories: the variance of white noise of that size.</summary>
    public double Noise { get; }

    /// <summary>Keeps the histories.</summary>
    /// <param name="histories">One curve a machine, its last value just before failure; at least 2 values each, finite, at least 2 machines.</param>
    /// <param name="options">Window and level; null for the defaults.</param>
    /// <exception cref="OptionException">An option is out of range.</exception>
    /// <exception cref="DataException">Too few machines or values, or a value that is not finite.</exception>
    public static RemainingLifeModel Of(IReadOnlyList<double[]> histories, RemainingLifeOptions? options = null)
    {
        var o = (options ?? new()).Checked();
        if (histories.Count < 2)
        {
            throw new DataException("life.histories", $"Remaining life needs at least 2 machines that ran until they failed; got {histories.Count}. Add histories, or judge by the trend of health alone.");
        }
        var values = new List<double>();
        var ends = new int[histories.Count];
        for (var h = 0; h < ends.Length; h++)
        {
            Check(histories[h], h);
            values.AddRange(histories[h]);
            ends[h] = values.Count;
        }
        return new([.. values], ends, o);
    }

    /// <summary>Estimates the remaining life of a machine.</summary>
    /// <param name="curve">Its values so far, oldest first, at least 2, finite; only the last <see cref="RemainingLifeOptions.Window"/> are looked at.</param>
    /// <exception cref="DataException">Fewer than 2 values, or one that is not finite.</exception>
    public LifeEstimate Predict(ReadOnlySpan<double> curve) => Predict(curve, -1);

    /// <summary>The same without one of the histories: what to judge the model by, and to calibrate its intervals with.</summary>
    /// <param name="curve">Its values so far.</param>
    /// <param name="without">Which history to leave out, from 0; −1 for none.</param>
    /// <exception cref="DataException">Fewer than 2 values, or one that is not finite.</exception>
    public LifeEstimate Predict(ReadOnlySpan<double> curve, int without)
    {
        Check(curve, -1);
        var recent = curve[Math.Max(0, curve.Length - _options.Window)..];
        var (lives, distances) = (new double[Histories], new double[Histories]);
        var least = double.PositiveInfinity;
        for (var h = 0; h < lives.Length; h++)
        {
            (lives[h], distances[h]) = h == without ? (0, double.PositiveInfinity) : Best(recent, _values.AsSpan(StartOf(h), _ends[h] - StartOf(h)));
            least = Math.Min(least, distances[h]);
        }
        var scale = least + Noise;
        var weights = new double[lives.Length];
        double total = 0;
        for (var h = 0; h < weights.Length; h++)
        {
            // Relative to the best, so that the weights never all vanish.
            weights[h] = double.IsPositiveInfinity(distances[h]) ? 0 : distances[h] == least ? 1 : Math.Exp((least - distances[h]) / (2 * scale));
            total += weights[h];
        }
        Array.Sort(lives, weights);
        return new(Quantile(lives, weights, total, 0.5), Quantile(lives, weights, total, (1 - _options.Level) / 2), Quantile(lives, weights, total, (1 + _options.Level) / 2), _options.Level, Math.Sqrt(least));
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", _options);
        writer.Doubles("values", _values);
        writer.Ints("ends", _ends);
    }

    internal static RemainingLifeModel Read(ModelReader reader)
    {
        var (values, ends) = (reader.Doubles("values"), reader.Ints("ends"));
        var start = 0;
        foreach (var end in ends)
        {
            if (end < start + 2 || end > values.Length)
            {
                throw reader.Damaged("ends", "does not rise by 2 or more");
            }
            start = end;
        }
        return ends.Length >= 2 && start == values.Length && Array.TrueForAll(values, double.IsFinite) ? new(values, ends, reader.Options<RemainingLifeOptions>("options"))
            : throw reader.Damaged("values", "are not the finite values of at least 2 histories");
    }

    private int StartOf(int history) => history == 0 ? 0 : _ends[history - 1];

    /// <summary>Where the recent rows lie best on a history: what was left from there on, and the mean squared distance. A history shorter than them is compared over its own length.</summary>
    private static (double Left, double Distance) Best(ReadOnlySpan<double> recent, ReadOnlySpan<double> history)
    {
        var length = Math.Min(recent.Length, history.Length);
        var own = recent[(recent.Length - length)..];
        var (left, best) = (0, double.PositiveInfinity);
        for (var end = length; end <= history.Length; end++)
        {
            var there = history.Slice(end - length, length);
            double sum = 0;
            var most = best * length;
            for (var i = 0; i < length && sum < most; i++)
            {
                sum += (own[i] - there[i]) * (own[i] - there[i]);
            }
            if (sum < most)
            {
                (left, best) = (history.Length - end, sum / length);
            }
        }
        return (left, best);
    }

    private static double Quantile(double[] sorted, double[] weights, double total, double share)
    {
        double reached = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            reached += weights[i];
            if (reached >= share * total)
            {
                return sorted[i];
            }
        }
        return sorted[^1];
    }

    private static void Check(ReadOnlySpan<double> curve, int history)
    {
        if (curve.Length < 2)
        {
            throw new DataException("life.short", $"A curve needs at least 2 values; got {curve.Length} in history {history} (−1 is the machine asked about). Leave such a machine out.");
        }
        for (var i = 0; i < curve.Length; i++)
        {
            if (!double.IsFinite(curve[i]))
            {
                throw new DataException("life.finite", $"A curve must be finite; got {curve[i]} in history {history}, row {i} (−1 is the machine asked about). Leave rows without a score out.");
            }
        }
    }
}
