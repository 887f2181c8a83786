using CustomerSegmentation.Data;
using Pipelines;
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
        using var stage = run.Stage("progress.trials", run.Texts[$"method.{method}"]);
        var control = stage.Control with { Progress = null };
        var first = Methods.Fit(method, _sample, numbers, options.Seed, final: false, control);
        var labels = first.Select(m => Methods.LabelsOf(m, _sample)).ToArray();
        var again = Again(method, numbers, stage.Control);
        var trials = new List<Trial>();
        for (var i = 0; i < first.Count; i++)
        {
            var (place, replicate) = (i, 0);
            var clusters = labels[i].Where(l => l >= 0).Distinct().Count();
            if (clusters == 0 || trials.Exists(t => t.Segments == clusters))
            {
                // Fewer different customers than segments: the same again.
                continue;
            }
            var stability = clusters == 1 && Methods.TakesNumber(method) ? null : ClusterStability.Of(labels[i], _ => again[replicate++][place], Stability, control);
            trials.Add(new(method, clusters, labels[i])
            {
                Stability = stability?.MeanAdjustedRand ?? 1,
                Jaccard = stability?.Jaccard ?? [1],
                SmallestShare = labels[i].Where(l => l >= 0).GroupBy(l => l).Min(g => g.Count()) / (double)labels[i].Length,
                Silhouette = clusters > 1 ? Silhouette.Of(_sample, labels[i], SilhouetteRows, options.Seed, control).Mean : double.NaN,
                Value = ValueOf(labels[i]),
            });
        }
        return trials;
    }

    private ClusterStabilityOptions Stability => new() { Replicates = options.Replicates, Seed = options.Seed };

    /// <summary>The labels of customers drawn anew, for each drawing and number. Every number sees the same drawings, and drawings are clustered side by side.</summary>
    private int[][][] Again(string method, IReadOnlyList<int> numbers, FitControl control)
    {
        var drawings = new List<int[]>();
        ClusterStability.Of(new int[_sample.Rows], drawn =>
        {
            drawings.Add(drawn);
            return new int[drawn.Length];
        }, Stability);
        var labels = new int[drawings.Count][][];
        var (alone, done) = (control with { Progress = null, Threads = 1 }, 0);
        Parallel.For(0, drawings.Count, new() { MaxDegreeOfParallelism = control.Threads, CancellationToken = control.Cancellation }, r =>
        {
            var sub = Take(_sample, drawings[r]);
            labels[r] = [.. Methods.Fit(method, sub, numbers, options.Seed + r + 1, final: false, alone).Select(m => Methods.LabelsOf(m, sub))];
            control.Step(Interlocked.Increment(ref done), drawings.Count);
        });
        return labels;
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
