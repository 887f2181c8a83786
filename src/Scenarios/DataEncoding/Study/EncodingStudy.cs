using System.Diagnostics;
using Pipelines;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Neural;
using Pipelines.Reduction;

namespace DataEncoding.Study;

/// <summary>Autoencoders of several seeds beside principal components of the same code size: everything measured on rows that neither was fitted on.</summary>
internal sealed record EncodingStudy
{
    private const int MostPairs = 500;

    /// <summary>The rows that models were fitted on.</summary>
    public required Matrix Train { get; init; }

    /// <summary>The rows that were held out.</summary>
    public required Matrix Test { get; init; }

    /// <summary>One model a seed.</summary>
    public required IReadOnlyList<AutoencoderModel> Models { get; init; }

    /// <summary>What each keeps.</summary>
    public required IReadOnlyList<CodeQuality> Qualities { get; init; }

    /// <summary>Seconds that training took for each seed.</summary>
    public required double Seconds { get; init; }

    /// <summary>The seed whose validation loss was lowest: the test rows have no say in it.</summary>
    public required int Chosen { get; init; }

    /// <summary>Principal components, as many as a code has numbers.</summary>
    public required PcaModel Pca { get; init; }

    /// <summary>What they keep.</summary>
    public required CodeQuality PcaQuality { get; init; }

    /// <summary>Seconds that they took.</summary>
    public required double PcaSeconds { get; init; }

    /// <summary>Mean squared error of a number where always the training means come back: what no code at all gives.</summary>
    public required double MeanError { get; init; }

    /// <summary>What the rows themselves tell of the class, and 0 error.</summary>
    public required CodeQuality Whole { get; init; }

    /// <summary>The codes of the chosen model, read by somebody without it.</summary>
    public required LinearInverter Attack { get; init; }

    /// <summary>Bytes against error of both.</summary>
    public required IReadOnlyList<RatePoint> Rates { get; init; }

    /// <summary>The model that is saved.</summary>
    public AutoencoderModel Model => Models[Chosen];

    /// <summary>Mean, least and largest test error over the seeds.</summary>
    public (double Mean, double Low, double High) Error => (Qualities.Average(q => q.Error), Qualities.Min(q => q.Error), Qualities.Max(q => q.Error));

    /// <summary>True where components lose no more than the autoencoders of any seed do: they are exact, and much faster.</summary>
    public bool PcaIsBetter => PcaQuality.Error <= Error.Low;

    /// <summary>Share of what there is to know of held-out rows that comes back, 1 minus error by that of the training means; 1 where the means are right already.</summary>
    public double Kept(double error) => MeanError > 0 ? 1 - (error / MeanError) : 1;

    /// <summary>Trains and measures.</summary>
    /// <param name="train">The rows to fit on.</param>
    /// <param name="trainClasses">Their classes; empty without any.</param>
    /// <param name="test">The rows held out.</param>
    /// <param name="testClasses">Their classes; empty without any.</param>
    /// <param name="layout">What the columns stand for; empty where all are numbers.</param>
    /// <param name="options">Of the autoencoders.</param>
    /// <param name="seeds">How many.</param>
    /// <param name="folder">For the size of models.</param>
    /// <param name="control">Progress of training, threads, cancellation.</param>
    /// <param name="hidden">Units of the hidden layers; null for those of the options.</param>
    public static EncodingStudy Run(Matrix train, float[] trainClasses, Matrix test, float[] testClasses, IReadOnlyList<EncodedColumn> layout, AutoencoderOptions options, int seeds, string folder, FitControl control, IReadOnlyList<int>? hidden = null)
    {
        var quiet = control with { Progress = null };
        var start = Stopwatch.GetTimestamp();
        var models = new Autoencoder(options) { Hidden = hidden }.FitSeeds(seeds, train, layout, control);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds / seeds;
        var chosen = Enumerable.Range(0, seeds).MinBy(s => models[s].Network.History.Min(h => double.IsNaN(h.Validation) ? h.Training : h.Validation));
        var components = new Pca(new() { Components = Math.Min(models[0].ResultColumns, Math.Min(train.Rows, train.Columns)) });
        // Twice, and the second counts: the first of a process pays for its compilation, which training has long done.
        _ = components.Fit(train, quiet);
        start = Stopwatch.GetTimestamp();
        var pca = components.Fit(train, quiet);
        var pcaSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        CodeQuality Quality(IInverseTransformer model) => CodeQuality.Of(model, train, trainClasses, test, testClasses, quiet, layout);
        var model = models[chosen];
        var pairs = AttackCurve.Sample(train, MostPairs);
        return new()
        {
            Train = train,
            Test = test,
            Models = models,
            Qualities = [.. models.Select(Quality)],
            Seconds = seconds,
            Chosen = chosen,
            Pca = pca,
            PcaQuality = Quality(pca),
            PcaSeconds = pcaSeconds,
            MeanError = CellErrors.Mean(test, CellErrors.Spread(train, layout).Means, layout),
            Whole = Quality(new Unchanged(train.Columns)),
            Attack = LinearInverter.Of(model.Transform(pairs), pairs, model.Transform(test), test, quiet),
            Rates = [.. RateDistortion.Of("pca", pca, train, test, layout, folder, control.Cancellation), .. RateDistortion.Of("autoencoder", model, train, test, layout, folder, control.Cancellation)],
        };
    }

    /// <summary>The rows themselves as their codes.</summary>
    private sealed class Unchanged(int columns) : IInverseTransformer
    {
        public int Columns => columns;

        public int ResultColumns => columns;

        public void Transform(MatrixView rows, Matrix result) => rows.Values.CopyTo(result.Values);

        public void Inverse(MatrixView rows, Matrix result) => rows.Values.CopyTo(result.Values);
    }
}
