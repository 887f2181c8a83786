using CustomerSegmentation.Data;
using Pipelines;
using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Scenarios.Hosting;

namespace CustomerSegmentation.Study;

/// <summary>Everything that was tried, and the segments that were chosen by it.</summary>
internal sealed record SegmentStudy
{
    /// <summary>What was read.</summary>
    public required CustomerData Data { get; init; }

    /// <summary>What it was made with.</summary>
    public required StudyOptions Options { get; init; }

    /// <summary>The encoder of all customers.</summary>
    public required TableEncoderModel Encoder { get; init; }

    /// <summary>All customers as numbers.</summary>
    public required Matrix Encoded { get; init; }

    /// <summary>The customers that methods and numbers were tried on, as places.</summary>
    public required int[] Rows { get; init; }

    /// <summary>The trials, method after method.</summary>
    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>What was chosen, and why.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The saved model, fitted on all customers.</summary>
    public required SegmentationModel Model { get; init; }

    /// <summary>The segment of each customer, from 1; 0 for none.</summary>
    public required int[] SegmentOf { get; init; }

    /// <summary>How many segments there are.</summary>
    public int Segments => Model.Segments.Count;

    /// <summary>Tries, chooses, and fits on all customers.</summary>
    public static SegmentStudy Run(CustomerData data, StudyOptions options, RunContext run)
    {
        var encoder = new TableEncoder(data.Encoding).Fit(data.Schema.Features(data.Customers));
        var encoded = new Matrix(data.Customers.Rows, encoder.Columns);
        encoder.Encode(data.Schema.Features(data.Customers), encoded);
        Check(data, options);
        options = options.StudyRows > 0 ? options : options with { StudyRows = data.Rfm is null ? 2500 : 10_000 };
        var rows = Sample(encoded.Rows, options);
        var runner = new TrialRunner(encoded, encoder.Layout, rows, data, options, run);
        int[] numbers = options.Segments > 0 ? [Math.Min(options.Segments, rows.Length)] : [.. Enumerable.Range(2, Math.Max(1, Math.Min(options.MostSegments, rows.Length / 2) - 1))];
        string[] methods = options.Method == "auto" ? Methods.Tried(data.Rfm is not null, encoder.Layout, numbers.Length) : [options.Method];
        IReadOnlyList<Trial>[] trials = [.. methods.Select(m => runner.Of(m, numbers))];
        if (trials.All(t => t.Count == 0))
        {
            throw new ScenarioException(ExitCode.Data, "study.all-noise", encoded.Rows, SegmentOptions.Method.Typed);
        }
        if (options.Optimize is { } metric && trials.All(t => t.All(trial => double.IsNaN(new TrialMetrics(trial).Of(metric)))))
        {
            throw new ScenarioException(ExitCode.Usage, "study.no-metric", SegmentOptions.Optimize.Typed, metric);
        }
        var decision = Chooser.Of(trials, options);
        IClusterer clusterer;
        using (var stage = run.Stage("progress.fit"))
        {
            clusterer = Methods.Fit(decision.Chosen.Method, encoded, encoder.Layout, [Math.Min(decision.Chosen.Segments, encoded.Rows)], options.Seed, final: true, stage.Control, decision.Chosen.Model)[0];
        }
        var clusters = Methods.LabelsOf(clusterer, encoded);
        if (clusterer.Clusters == 0)
        {
            throw new ScenarioException(ExitCode.Data, "study.all-noise", encoded.Rows, SegmentOptions.Method.Typed);
        }
        var order = OrderOf(clusters, clusterer.Clusters, data.Value);
        var rule = data.Rfm is null ? null : RfmRule.Of(data.RfmColumns!, data.Rfm);
        string[] names = [.. order.Select(c => SegmentNames.Of(data, rule, clusters, c))];
        var pipeline = new TabularPipeline<IClusterer>(data.Schema, encoder, clusterer);
        var model = SegmentationModel.Of(pipeline, encoded, clusters, order, names, rule);
        var numberOf = new int[clusterer.Clusters];
        for (var i = 0; i < order.Length; i++)
        {
            numberOf[order[i]] = i + 1;
        }
        return new()
        {
            Data = data,
            Options = options,
            Encoder = encoder,
            Encoded = encoded,
            Rows = rows,
            Trials = [.. trials.SelectMany(t => t)],
            Decision = decision,
            Model = model,
            SegmentOf = Array.ConvertAll(clusters, c => c < 0 ? 0 : numberOf[c]),
        };
    }

    private static void Check(CustomerData data, StudyOptions options)
    {
        var (n, wanted) = (data.Customers.Rows, Math.Max(2, options.Segments));
        if (n < wanted)
        {
            throw new ScenarioException(ExitCode.Data, "study.few", n, wanted, SegmentOptions.Segments.Typed);
        }
    }

    /// <summary>The clusters in the order of their numbers: by what a customer of theirs is worth, the most first, or by size.</summary>
    private static int[] OrderOf(int[] clusters, int count, double[] value)
    {
        var (sums, sizes) = (new double[count], new int[count]);
        for (var r = 0; r < clusters.Length; r++)
        {
            if (clusters[r] >= 0)
            {
                sums[clusters[r]] += value.Length > 0 ? value[r] : 0;
                sizes[clusters[r]]++;
            }
        }
        return [.. Enumerable.Range(0, count).Where(c => sizes[c] > 0).OrderByDescending(c => value.Length > 0 ? sums[c] / Math.Max(1, sizes[c]) : sizes[c]).ThenBy(c => c)];
    }

    /// <summary>At most so many customers, drawn at random.</summary>
    private static int[] Sample(int count, StudyOptions options)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        if (count <= options.StudyRows)
        {
            return rows;
        }
        Rng.At(options.Seed, 3).Shuffle(rows.AsSpan());
        rows = rows[..options.StudyRows];
        Array.Sort(rows);
        return rows;
    }
}
