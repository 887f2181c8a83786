using EquipmentHealth.Data;
using Pipelines;
using Pipelines.Clustering;
using Pipelines.Data;

namespace EquipmentHealth.Study;

/// <summary>Ways of running that nobody named: a sensor whose values in normal time fall into clear heaps, in which the machine stays for long.</summary>
/// <param name="Sensor">The sensor that tells them apart best.</param>
/// <param name="Levels">Its usual value in each, rising.</param>
/// <param name="Others">Other sensors that tell them apart too.</param>
/// <param name="Column">A column of texts or of few values that says which it is; empty where none does.</param>
internal sealed record HiddenRegimes(string Sensor, IReadOnlyList<double> Levels, IReadOnlyList<string> Others, string Column)
{
    private const int MostHeaps = 4, MostRows = 4000, LeastRows = 400, Blocks = 24, LeastStay = 10;

    /// <summary>So many more nats a held-out row than one heap gives, and so many deviations between neighbouring heaps: far beyond what skew, drift or a day's swing make.</summary>
    private const double LeastGain = 0.5, LeastGap = 6, LeastShare = 0.05;

    private const double Golden = 0.618033988749895;

    /// <summary>Share of the rows of a value that must lie in one heap for the column to say which.</summary>
    private const double Pure = 0.95;

    /// <summary>Looks for them; null where the evidence is not strong. Rows of one half of 24 blocks fit the mixtures, those of the other half judge them.</summary>
    /// <param name="log">The log.</param>
    /// <param name="normal">Normal rows of each machine.</param>
    /// <param name="seed">Seed of the mixtures' starts.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static HiddenRegimes? Find(SensorLog log, IReadOnlyList<int[]> normal, long seed, FitControl control)
    {
        var found = new List<(int Sensor, double Gain, double[] Levels, double[] Cuts)>();
        for (var s = 0; s < log.Sensors.Count; s++)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            if (Heaps(log, normal, s, seed, control) is { } heaps && Stays(log, normal, s, heaps.Cuts))
            {
                found.Add((s, heaps.Gain, heaps.Levels, heaps.Cuts));
            }
        }
        if (found.Count == 0)
        {
            return null;
        }
        // The sensor of most heaps, then the clearest: speed tells three set points where current may tell two.
        var best = found.OrderByDescending(f => f.Levels.Length).ThenByDescending(f => f.Gain).First();
        return new(log.Sensors[best.Sensor], best.Levels, [.. found.Where(f => f.Sensor != best.Sensor).OrderByDescending(f => f.Gain).Select(f => log.Sensors[f.Sensor])], Saying(log, normal, best.Sensor, best.Cuts));
    }

    private static (double Gain, double[] Levels, double[] Cuts)? Heaps(SensorLog log, IReadOnlyList<int[]> normal, int sensor, long seed, FitControl control)
    {
        var (fit, judge) = (new List<float>(), new List<float>());
        var values = new List<double>();
        for (var u = 0; u < log.Units.Count; u++)
        {
            var stride = Math.Max(1, log.Units.Count * normal[u].Length / MostRows);
            for (var i = 0; i < normal[u].Length; i += stride)
            {
                var value = log.Units[u].Values[sensor][normal[u][i]];
                values.Add(value);
                // By the golden ratio and not in turn: regimes may take turns in the same step.
                (Golden * ((long)i * Blocks / normal[u].Length) % 1 < 0.5 ? fit : judge).Add((float)value);
            }
        }
        if (fit.Count < LeastRows || judge.Count < LeastRows / 2)
        {
            return null;
        }
        var (mean, deviation) = (values.Average(), 0.0);
        deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Count);
        if (!(deviation > 0))
        {
            return null;
        }
        var (train, test) = (Column(fit), Column(judge));
        var one = Likelihood(1, out _);
        (double Gain, double[] Levels, double[] Cuts)? best = null;
        for (var heaps = 2; heaps <= MostHeaps; heaps++)
        {
            var gain = Likelihood(heaps, out var model) - one;
            var parts = Enumerable.Range(0, model.Clusters).Select(k => (Mean: model.Mean(k)[0], Spread: Math.Sqrt(model.Covariance(k)[0]), Share: model.Weights[k])).OrderBy(p => p.Mean).ToArray();
            // Never closer than rounding to the nearest thousandth: a set point repeats itself to the digit.
            bool Apart(int k) => parts[k + 1].Mean - parts[k].Mean >= LeastGap * Math.Max(1e-3, (parts[k].Spread + parts[k + 1].Spread) / 2);
            if (parts.Length == heaps && gain >= LeastGain && Array.TrueForAll(parts, p => p.Share >= LeastShare) && Enumerable.Range(0, heaps - 1).All(Apart))
            {
                best = (gain, [.. parts.Select(p => mean + (deviation * p.Mean))], [.. Enumerable.Range(0, heaps - 1).Select(k => mean + (deviation * (((parts[k].Mean * parts[k + 1].Spread) + (parts[k + 1].Mean * parts[k].Spread)) / (parts[k].Spread + parts[k + 1].Spread))))]);
            }
        }
        return best;

        Matrix Column(List<float> rows) => new(rows.Count, 1, [.. rows.Select(v => (float)((v - mean) / deviation))]);

        double Likelihood(int heaps, out GaussianMixtureModel model)
        {
            model = new GaussianMixture(new() { Components = heaps, Seed = seed, CovarianceFloor = 1e-5 }).Fit(train, control);
            var scores = new float[test.Rows];
            model.Score(test, scores);
            return -scores.Average(s => (double)Math.Min(s, 1e3f));
        }
    }

    /// <summary>True where a machine stays in a heap for long: what jumps to and fro is no way of running. Only a machine that knows several heaps counts; machines that differ are no regimes.</summary>
    private static bool Stays(SensorLog log, IReadOnlyList<int[]> normal, int sensor, double[] cuts)
    {
        var (rows, changes) = (0, 0);
        for (var u = 0; u < log.Units.Count; u++)
        {
            var own = normal[u].Select(r => HeapOf(log.Units[u].Values[sensor][r], cuts)).ToArray();
            var moves = own.Zip(own.Skip(1)).Count(p => p.First != p.Second);
            if (moves > 0)
            {
                rows += own.Length;
                changes += moves;
            }
        }
        return changes > 0 && rows >= LeastStay * changes;
    }

    /// <summary>The column whose values go with the heaps.</summary>
    private static string Saying(SensorLog log, IReadOnlyList<int[]> normal, int sensor, double[] cuts)
    {
        foreach (var candidate in log.Markers)
        {
            var counts = new Dictionary<(int Value, int Heap), int>();
            for (var u = 0; u < log.Units.Count; u++)
            {
                foreach (var row in normal[u])
                {
                    var key = (candidate.Codes[u][row], HeapOf(log.Units[u].Values[sensor][row], cuts));
                    counts[key] = counts.GetValueOrDefault(key) + 1;
                }
            }
            var values = counts.GroupBy(c => c.Key.Value).ToList();
            var pure = values.Sum(v => v.Max(c => c.Value)) / (double)Math.Max(1, counts.Values.Sum());
            if (values.Count > cuts.Length && values.Select(v => v.MaxBy(c => c.Value).Key.Heap).Distinct().Count() == cuts.Length + 1 && pure >= Pure)
            {
                return candidate.Name;
            }
        }
        return "";
    }

    private static int HeapOf(double value, double[] cuts)
    {
        var heap = 0;
        while (heap < cuts.Length && value > cuts[heap])
        {
            heap++;
        }
        return heap;
    }
}
