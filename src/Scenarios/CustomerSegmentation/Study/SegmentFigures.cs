using Pipelines;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Reduction;

namespace CustomerSegmentation.Study;

/// <summary>What a report says of the segments: what sets each apart, how well it comes out again, what its members did next, and how plain RFM does.</summary>
internal sealed class SegmentFigures
{
    private const int SilhouetteRows = 1500;
    private const int Folds = 5;
    private readonly double[][] _z;

    /// <summary>The study.</summary>
    public required SegmentStudy Study { get; init; }

    /// <summary>The silhouette of a sample of customers.</summary>
    public required Silhouette Silhouette { get; init; }

    /// <summary>What each segment's members did next; null without an outcome.</summary>
    public SegmentOutcomes? Outcomes { get; private init; }

    /// <summary>The same for the eight groups of plain RFM; null without transactions or an outcome.</summary>
    public SegmentOutcomes? PlainGroups { get; private init; }

    /// <summary>Whom to choose first by segment, ranked on customers who are not measured; null without an outcome.</summary>
    public CumulativeGain? Gain { get; private init; }

    /// <summary>The same by the sum of RFM ranks.</summary>
    public CumulativeGain? PlainGain { get; private init; }

    /// <summary>For each customer the plain RFM group, 0 to 7; empty without transactions.</summary>
    public int[] Groups { get; private init; } = [];

    /// <summary>Two components of the encoded customers, for the map.</summary>
    public required PcaModel Map { get; init; }

    private SegmentFigures(double[][] z) => _z = z;

    /// <summary>How far a segment's mean lies from that of all customers in each encoded column, in standard deviations of all.</summary>
    /// <param name="number">The segment, from 1.</param>
    public IReadOnlyList<double> ZOf(int number) => _z[number - 1];

    /// <summary>The Jaccard stability of a segment in the study: that of the study's segment most of whose customers it has; NaN where it was not measured.</summary>
    public double StabilityOf(int number)
    {
        var trial = Study.Decision.Chosen;
        var counts = new Dictionary<int, int>();
        for (var i = 0; i < Study.Rows.Length; i++)
        {
            if (Study.SegmentOf[Study.Rows[i]] == number && trial.Labels[i] >= 0)
            {
                counts[trial.Labels[i]] = counts.GetValueOrDefault(trial.Labels[i]) + 1;
            }
        }
        if (counts.Count == 0)
        {
            return double.NaN;
        }
        int[] labels = [.. trial.Labels.Where(l => l >= 0).Distinct().Order()];
        var place = Array.IndexOf(labels, counts.MaxBy(c => c.Value).Key);
        return place < trial.Jaccard.Count ? trial.Jaccard[place] : double.NaN;
    }

    /// <summary>Measures.</summary>
    public static SegmentFigures Of(SegmentStudy study, FitControl control)
    {
        var data = study.Data;
        int[] known = [.. Enumerable.Range(0, study.SegmentOf.Length).Where(r => data.Outcome.Length > 0 && !double.IsNaN(data.Outcome[r]))];
        int[] segments = [.. known.Select(r => study.SegmentOf[r])];
        double[] outcomes = [.. known.Select(r => data.Outcome[r])];
        var measured = outcomes.Length > 1 && outcomes.Sum() > 0;
        var interval = new BootstrapOptions { Replicates = 500, Seed = study.Options.Seed, Method = BootstrapMethod.Percentile };
        var scores = data.Rfm?.Scores();
        int[] groups = scores is null ? [] : [.. Enumerable.Range(0, data.Ids.Count).Select(scores.GroupOf)];
        return new(Deviations(study))
        {
            Study = study,
            Silhouette = Silhouette.Of(study.Encoded, [.. study.SegmentOf.Select(s => s - 1)], SilhouetteRows, study.Options.Seed, control),
            Outcomes = measured ? SegmentOutcomes.Of(segments, outcomes, interval, control) : null,
            PlainGroups = measured && scores is not null ? SegmentOutcomes.Of([.. known.Select(r => groups[r])], outcomes) : null,
            Gain = measured ? CumulativeGain.Of(Crossed(segments, outcomes, study.Options.Seed), outcomes) : null,
            PlainGain = measured && scores is not null ? CumulativeGain.Of([.. known.Select(r => scores.RankSum[r])], outcomes) : null,
            Groups = groups,
            Map = new Pca(new() { Components = Math.Min(2, study.Encoded.Columns) }).Fit(study.Encoded, control),
        };
    }

    /// <summary>The mean outcome of each customer's segment among customers of other folds: nobody is ranked by what they did themselves.</summary>
    private static double[] Crossed(int[] segments, double[] outcomes, long seed)
    {
        var scores = new double[segments.Length];
        foreach (var fold in segments.Length < 2 * Folds ? [new Split([.. Enumerable.Range(0, segments.Length)], [.. Enumerable.Range(0, segments.Length)])] : Split.KFold(segments.Length, Folds, seed))
        {
            var (sums, counts) = (new double[segments.Max() + 1], new double[segments.Max() + 1]);
            foreach (var row in fold.Train)
            {
                sums[segments[row]] += outcomes[row];
                counts[segments[row]]++;
            }
            foreach (var row in fold.Test)
            {
                scores[row] = counts[segments[row]] > 0 ? sums[segments[row]] / counts[segments[row]] : 0;
            }
        }
        return scores;
    }

    private static double[][] Deviations(SegmentStudy study)
    {
        var (n, d) = (study.Encoded.Rows, study.Encoded.Columns);
        var (mean, square) = (new double[d], new double[d]);
        for (var r = 0; r < n; r++)
        {
            var row = study.Encoded[r];
            for (var c = 0; c < d; c++)
            {
                mean[c] += row[c] / (double)n;
            }
        }
        for (var r = 0; r < n; r++)
        {
            var row = study.Encoded[r];
            for (var c = 0; c < d; c++)
            {
                square[c] += (row[c] - mean[c]) * (row[c] - mean[c]) / n;
            }
        }
        return [.. study.Model.Segments.Select(s => study.Model.MiddleOf(s.Number).ToArray().Select((m, c) => square[c] > 0 ? (m - mean[c]) / Math.Sqrt(square[c]) : 0).ToArray())];
    }
}
