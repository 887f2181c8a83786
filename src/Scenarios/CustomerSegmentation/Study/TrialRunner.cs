using CustomerSegmentation.Data;
using Pipelines;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models.Encoders;
using Scenarios.Hosting;

namespace CustomerSegmentation.Study;

/// <summary>Measures methods with numbers of segments: how well they come out again, how small the smallest is, what they tell of the outcome.</summary>
internal sealed class TrialRunner(Matrix encoded, IReadOnlyList<EncodedColumn> layout, int[] rows, CustomerData data, StudyOptions options, RunContext run)
{
    private const int SilhouetteRows = 800;
    private const double Part = 0.8;

    private readonly Matrix _sample = Take(encoded, rows);

    /// <summary>The trials of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="numbers">The numbers of segments, rising.</param>
    public IReadOnlyList<Trial> Of(string method, IReadOnlyList<int> numbers)
    {
        using var stage = run.Stage("progress.trials", run.Texts[$"method.{method}"]);
        var control = stage.Control with { Progress = null };
        var first = Methods.Fit(method, _sample, layout, numbers, options.Seed, final: false, control);
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
                Model = first[i],
                Stability = stability?.MeanAdjustedRand ?? 1,
                Jaccard = stability?.Jaccard ?? [1],
                SmallestShare = labels[i].Where(l => l >= 0).GroupBy(l => l).Min(g => g.Count()) / (double)labels[i].Length,
                Silhouette = clusters > 1 ? Silhouette.Of(_sample, labels[i], SilhouetteRows, options.Seed, control).Mean : double.NaN,
                Value = ValueOf(labels[i]),
            });
        }
        // What methods are compared by where the number is given; it chooses no number.
        return options is { Method: "auto", Segments: > 0 } && trials is [{ Segments: > 1 } only] && Methods.TakesNumber(method) ? [only with { PartAgreement = PartsOf(method, only, numbers, control) }] : trials;
    }

    /// <summary>How far the segments of four fifths of the customers, found alone, agree with those of all: the mean over drawings.</summary>
    /// <remarks>Drawn without repetition: a customer drawn twice is a dense spot, and those not drawn are gaps, both of which break the chains by which segments of odd shape are found.</remarks>
    private double PartsOf(string method, Trial trial, IReadOnlyList<int> numbers, FitControl control)
    {
        var agreement = new double[(options.Replicates + 1) / 2];
        var alone = control with { Progress = null, Threads = 1 };
        Parallel.For(0, agreement.Length, new() { MaxDegreeOfParallelism = control.Threads, CancellationToken = control.Cancellation }, r =>
        {
            int[] drawn = [.. Enumerable.Range(0, _sample.Rows)];
            Rng.At(options.Seed, 5, r).Shuffle(drawn.AsSpan());
            drawn = drawn[..Math.Max(numbers[^1], (int)(Part * drawn.Length))];
            Array.Sort(drawn);
            var sub = Take(_sample, drawn);
            var labels = Methods.LabelsOf(Methods.Fit(method, sub, layout, numbers, options.Seed + r + 1, final: false, alone)[^1], sub);
            agreement[r] = ClusterAgreement.AdjustedRandIndex(Array.ConvertAll(drawn, i => trial.Labels[i]), labels);
        });
        return agreement.Average();
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
            labels[r] = [.. Methods.Fit(method, sub, layout, numbers, options.Seed + r + 1, final: false, alone).Select(m => Methods.LabelsOf(m, sub))];
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
