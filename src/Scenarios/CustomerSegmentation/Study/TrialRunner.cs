using CustomerSegmentation.Data;
using Pipelines.Data;
using Pipelines.Evaluation;
using Scenarios.Hosting;

namespace CustomerSegmentation.Study;

/// <summary>Measures methods with numbers of segments: how well they come out again, how small the smallest is, what they tell of the outcome.</summary>
internal sealed class TrialRunner(Matrix encoded, int[] rows, CustomerData data, StudyOptions options, RunContext run)
{
    private const int SilhouetteRows = 800;

    private readonly Matrix _sample = Take(encoded, rows);

    /// <summary>The trials of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="numbers">The numbers of segments, rising.</param>
    public IReadOnlyList<Trial> Of(string method, IReadOnlyList<int> numbers)
    {
        using var stage = run.Stage("progress.trials", new Scenarios.Hosting.TextKey($"method.{method}") is var key ? run.Texts[key.Key] : "");
        var control = stage.Control with { Progress = null };
        var first = Methods.Fit(method, _sample, numbers, options.Seed, final: false, control);
        // Every number sees the same drawings, so each is clustered once for all of them.
        var drawn = new Dictionary<int, IReadOnlyList<int[]>>();
        var trials = new List<Trial>();
        for (var i = 0; i < first.Count; i++)
        {
            var (place, replicate) = (i, 0);
            var labels = Methods.LabelsOf(first[i], _sample);
            var clusters = labels.Where(l => l >= 0).Distinct().Count();
            if (clusters == 0 || trials.Exists(t => t.Segments == clusters))
            {
                // Fewer different customers than segments: the same again.
                continue;
            }
            var stability = clusters == 1 && Methods.TakesNumber(method) ? null : ClusterStability.Of(labels, again =>
            {
                var number = replicate++;
                if (!drawn.TryGetValue(number, out var found))
                {
                    var sub = Take(_sample, again);
                    var most = Math.Min(numbers[^1], again.Length);
                    found = [.. Methods.Fit(method, sub, [.. numbers.Select(n => Math.Min(n, most))], options.Seed + number + 1, final: false, control).Select(m => Methods.LabelsOf(m, sub))];
                    drawn[number] = found;
                }
                return found[place];
            }, new() { Replicates = options.Replicates, Seed = options.Seed }, stage.Control);
            trials.Add(new(method, clusters, labels)
            {
                Stability = stability?.MeanAdjustedRand ?? 1,
                Jaccard = stability?.Jaccard ?? [1],
                SmallestShare = labels.Where(l => l >= 0).GroupBy(l => l).Min(g => g.Count()) / (double)labels.Length,
                Silhouette = clusters > 1 ? Silhouette.Of(_sample, labels, SilhouetteRows, options.Seed, control).Mean : double.NaN,
                Value = ValueOf(labels),
            });
        }
        return trials;
    }

    /// <summary>Rows of a matrix, in that order.</summary>
    public static Matrix Take(Matrix encoded, int[] rows)
    {
        var result = new Matrix(rows.Length, encoded.Columns);
        for (var i = 0; i < rows.Length; i++)
        {
            encoded[rows[i]].CopyTo(result[i]);
        }
        return result;
    }

    /// <summary>η² of the outcome, taking off what as many segments would tell by chance.</summary>
    private double ValueOf(int[] labels)
    {
        int[] known = [.. Enumerable.Range(0, rows.Length).Where(i => data.Outcome.Length > 0 && !double.IsNaN(data.Outcome[rows[i]]))];
        var clusters = known.Select(i => labels[i]).Distinct().Count();
        if (known.Length <= clusters + 1)
        {
            return double.NaN;
        }
        var eta = SegmentOutcomes.Of([.. known.Select(i => labels[i])], [.. known.Select(i => data.Outcome[rows[i]])]).EtaSquared;
        return 1 - ((1 - eta) * (known.Length - 1) / (known.Length - clusters));
    }
}
