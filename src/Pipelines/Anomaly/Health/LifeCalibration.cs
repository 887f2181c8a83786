using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Anomaly.Health;

/// <summary>What predictions of remaining life were worth on machines they were not made from: by how much machines really outlived them, level of prediction by level, as a correction with an interval.</summary>
/// <remarks>
/// Predictions are cut into heaps of as many rows, equal ones never apart; in each the errors (true − predicted) give a lower quantile, the median and an upper quantile, in which every machine has the same weight. Between the
/// middles of the heaps the three are interpolated. The quantiles are those of split conformal prediction with groups (Lee, Barber and Willett, "Distribution-free inference with hierarchical data",
/// 2023), one side each: a machine more is counted, whose error nobody knows, so that few machines give the widest errors seen. Errors are far from alike over a life: cycles before a failure
/// they are small, and a machine that shows no wear yet may last almost any time, which one width for all cannot say. O(n log n).
/// </remarks>
public sealed record LifeCalibration
{
    private const int MostHeaps = 8, LeastRows = 10;

    private readonly double[] _at, _low, _middle, _high;

    private LifeCalibration(double[] at, double[] low, double[] middle, double[] high, double level) => (_at, _low, _middle, _high, Level) = (at, low, middle, high, level);

    /// <summary>Share of lives that the interval is to hold.</summary>
    public double Level { get; }

    /// <summary>Calibrates.</summary>
    /// <param name="predictions">Predictions for machines that were not learned from, finite, at least 1.</param>
    /// <param name="lives">What those machines really had left, finite, as many.</param>
    /// <param name="machines">Which machine each row is of.</param>
    /// <param name="level">Share of lives to hold, between 0 and 1.</param>
    /// <exception cref="DataException">No rows, lengths that differ, or numbers that are not finite.</exception>
    public static LifeCalibration Of(ReadOnlySpan<double> predictions, ReadOnlySpan<double> lives, ReadOnlySpan<int> machines, double level = 0.9)
    {
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1, such as 0.9.");
        }
        MatrixChecks.NeedLength(lives.Length, predictions.Length, nameof(LifeCalibration), nameof(lives));
        MatrixChecks.NeedLength(machines.Length, predictions.Length, nameof(LifeCalibration), nameof(machines));
        var rows = new (double Prediction, double Error, int Machine)[predictions.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = double.IsFinite(predictions[i]) && double.IsFinite(lives[i]) ? (predictions[i], lives[i] - predictions[i], machines[i])
                : throw new DataException("life.calibration", $"Predictions and lives must be finite; got {predictions[i]} and {lives[i]} in row {i}. Leave rows without a prediction out.");
        }
        if (rows.Length == 0)
        {
            throw new DataException("life.kept-back", $"A calibration needs predictions for machines that were not learned from; got {rows.Length}. Keep some machines back.");
        }
        Array.Sort(rows, static (a, b) => (a.Prediction, a.Machine, a.Error).CompareTo((b.Prediction, b.Machine, b.Error)));
        var heaps = Math.Clamp(rows.Length / LeastRows, 1, MostHeaps);
        var (at, low, middle, high) = (new List<double>(heaps), new List<double>(heaps), new List<double>(heaps), new List<double>(heaps));
        for (int h = 1, from = 0; from < rows.Length; h++)
        {
            var to = (int)((long)rows.Length * h / heaps);
            if (to < rows.Length && to - from < LeastRows)
            {
                continue;
            }
            // Never cut where predictions are the same, as at the cap they are for all machines without wear: rows there are in the order of machines, and a heap of a few would speak for all.
            while (to < rows.Length && rows[to].Prediction == rows[to - 1].Prediction)
            {
                to++;
            }
            to = rows.Length - to < LeastRows ? rows.Length : to;
            var heap = rows.AsSpan(from..to);
            double sum = 0;
            foreach (var row in heap)
            {
                sum += row.Prediction;
            }
            at.Add(sum / heap.Length);
            var (least, median, most) = Quantiles(heap, level);
            low.Add(least);
            middle.Add(median);
            high.Add(most);
            from = to;
        }
        return new([.. at], [.. low], [.. middle], [.. high], level);
    }

    /// <summary>The estimate for a prediction.</summary>
    public LifeEstimate Around(double prediction) =>
        new(Math.Max(0, prediction + Between(_middle, prediction)), Math.Max(0, prediction + Between(_low, prediction)), Math.Max(0, prediction + Between(_high, prediction)), Level, double.NaN);

    internal void Write(ModelWriter writer, string at)
    {
        writer.Number($"{at}-level", Level);
        writer.Doubles($"{at}-at", _at);
        writer.Doubles($"{at}-low", _low);
        writer.Doubles($"{at}-middle", _middle);
        writer.Doubles($"{at}-high", _high);
    }

    internal static LifeCalibration Read(ModelReader reader, string name)
    {
        var (at, level) = (reader.Doubles($"{name}-at"), reader.Number($"{name}-level"));
        var (low, middle, high) = (reader.Doubles($"{name}-low", at.Length), reader.Doubles($"{name}-middle", at.Length), reader.Doubles($"{name}-high", at.Length));
        foreach (var numbers in (double[][])[at, low, middle, high])
        {
            if (numbers.Length == 0 || !Array.TrueForAll(numbers, double.IsFinite))
            {
                throw reader.Damaged(name, "is not a table of finite numbers");
            }
        }
        for (var i = 1; i < at.Length; i++)
        {
            if (at[i] < at[i - 1])
            {
                throw reader.Damaged($"{name}-at", "does not rise");
            }
        }
        return level is > 0 and < 1 ? new(at, low, middle, high, level) : throw reader.Damaged($"{name}-level", "is not between 0 and 1");
    }

    private double Between(double[] values, double prediction)
    {
        var next = 0;
        while (next < _at.Length && _at[next] < prediction)
        {
            next++;
        }
        if (next == 0 || next == _at.Length)
        {
            return values[Math.Min(next, _at.Length - 1)];
        }
        var part = (prediction - _at[next - 1]) / (_at[next] - _at[next - 1]);
        return values[next - 1] + (part * (values[next] - values[next - 1]));
    }

    private static (double Low, double Middle, double High) Quantiles(ReadOnlySpan<(double Prediction, double Error, int Machine)> heap, double level)
    {
        var sizes = new Dictionary<int, int>();
        foreach (var row in heap)
        {
            sizes[row.Machine] = sizes.GetValueOrDefault(row.Machine) + 1;
        }
        var (errors, weights) = (new double[heap.Length], new double[heap.Length]);
        for (var i = 0; i < errors.Length; i++)
        {
            (errors[i], weights[i]) = (heap[i].Error, 1.0 / sizes[heap[i].Machine]);
        }
        Array.Sort(errors, weights);
        // Of m machines and one more, so many on each side at most.
        double m = sizes.Count, tail = Math.Max(0, ((m + 1) * (1 - level) / 2) - 1);
        return (At(tail), At(m / 2), At(m - tail));

        double At(double weight)
        {
            double reached = 0;
            for (var i = 0; i < errors.Length; i++)
            {
                reached += weights[i];
                if (reached > weight - 1e-9 && reached > 0)
                {
                    return errors[i];
                }
            }
            return errors[^1];
        }
    }
}
