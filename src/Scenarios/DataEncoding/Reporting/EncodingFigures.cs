using DataEncoding.Data;
using DataEncoding.Study;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Neural;
using Scenarios.Hosting.Runs;

namespace DataEncoding.Reporting;

/// <summary>All that a training run found, as screen, report and record show it.</summary>
internal sealed class EncodingFigures
{
    private EncodingFigures(EncodingData data, EncodingStudy study, AutoencoderOptions options, IReadOnlyList<int> hidden) => (Data, Study, Options, Hidden) = (data, study, options, hidden);

    /// <summary>What was read, and which rows were held out.</summary>
    public EncodingData Data { get; }

    /// <summary>What was measured. <see cref="EncodingStudy.Model"/> is the one that is saved: of the seed with the lowest validation loss.</summary>
    public EncodingStudy Study { get; }

    /// <summary>Options of the autoencoders; <see cref="AutoencoderOptions.CodeSize"/> is the one that came of it.</summary>
    public AutoencoderOptions Options { get; }

    /// <summary>Units of the hidden layers, from the rows to the code.</summary>
    public IReadOnlyList<int> Hidden { get; }

    /// <summary>How the model of the run that <c>retrain</c> started from does on the same held-out rows; null under <c>train</c>.</summary>
    public Comparison? Earlier { get; init; }

    /// <summary>How many seeds.</summary>
    public int Seeds => Study.Models.Count;

    /// <summary>Numbers a row has before: the columns as they are encoded.</summary>
    public int Width => Data.Encoder.Columns;

    /// <summary>Numbers a row becomes.</summary>
    public int Code => Study.Model.ResultColumns;

    /// <summary>True where codes were measured by a target.</summary>
    public bool Labelled => !double.IsNaN(Study.Whole.Nearest);

    /// <summary>Mean, least and largest share that comes back from codes, over the seeds.</summary>
    public (double Mean, double Low, double High) Kept => (Study.Kept(Study.Error.Mean), Study.Kept(Study.Error.High), Study.Kept(Study.Error.Low));

    /// <summary>The same of how often the nearest codes tell the class.</summary>
    public (double Mean, double Low, double High) Nearest => Spread(q => q.Nearest);

    /// <summary>The same of how often logistic regression on codes does.</summary>
    public (double Mean, double Low, double High) Linear => Spread(q => q.Linear);

    /// <summary>The held-out rows as the saved model gives them back.</summary>
    public Matrix Rebuilt { get; private init; } = new(0, 0);

    /// <summary>The held-out rows as principal components give them back.</summary>
    public Matrix PcaRebuilt { get; private init; } = new(0, 0);

    /// <summary>Mean squared error of each held-out row by the saved model.</summary>
    public double[] RowErrors { get; private init; } = [];

    /// <summary>The same by principal components.</summary>
    public double[] PcaRowErrors { get; private init; } = [];

    /// <summary>The metrics the run is judged by, of the saved model; retraining compares by the first.</summary>
    public IReadOnlyList<Metric> Metrics
    {
        get
        {
            var own = Study.Qualities[Study.Chosen];
            var metrics = new List<Metric>
            {
                new("mse", own.Error, Better.Lower),
                new("kept", Study.Kept(own.Error), Better.Higher),
                new("mse_seeds", Study.Error.Mean, Better.Lower),
                new("mse_pca", Study.PcaQuality.Error, Better.Lower),
                new("kept_pca", Study.Kept(Study.PcaQuality.Error), Better.Higher),
                new("mse_means", Study.MeanError, Better.Lower),
                new("code_size", Code, Better.Neither),
                new("attack_explained", Study.Attack.Explained, Better.Neither),
            };
            if (Labelled)
            {
                metrics.AddRange([new("knn_accuracy", own.Nearest, Better.Higher), new("knn_accuracy_pca", Study.PcaQuality.Nearest, Better.Higher), new("knn_accuracy_all", Study.Whole.Nearest, Better.Higher)]);
                metrics.AddRange([new("linear_accuracy", own.Linear, Better.Higher), new("linear_accuracy_pca", Study.PcaQuality.Linear, Better.Higher), new("linear_accuracy_all", Study.Whole.Linear, Better.Higher)]);
            }
            return metrics;
        }
    }

    /// <summary>Computes what screen and report share.</summary>
    /// <param name="data">What was read.</param>
    /// <param name="study">What was measured on it.</param>
    /// <param name="options">Options of the autoencoders.</param>
    /// <param name="hidden">Units of their hidden layers.</param>
    public static EncodingFigures Of(EncodingData data, EncodingStudy study, AutoencoderOptions options, IReadOnlyList<int> hidden)
    {
        var (rebuilt, pca) = (study.Model.Reconstruct(data.Test), study.Pca.Inverse(study.Pca.Transform(data.Test)));
        return new(data, study, options with { CodeSize = study.Model.ResultColumns }, hidden)
        {
            Rebuilt = rebuilt,
            PcaRebuilt = pca,
            RowErrors = CellErrors.OfRows(data.Test, rebuilt, data.Layout),
            PcaRowErrors = CellErrors.OfRows(data.Test, pca, data.Layout),
        };
    }

    /// <summary>The same with how an earlier model does.</summary>
    public EncodingFigures Beside(Comparison? earlier) => earlier is null ? this : new(Data, Study, Options, Hidden)
    {
        Earlier = earlier,
        Rebuilt = Rebuilt,
        PcaRebuilt = PcaRebuilt,
        RowErrors = RowErrors,
        PcaRowErrors = PcaRowErrors,
    };

    private (double, double, double) Spread(Func<CodeQuality, double> value) => (Study.Qualities.Average(value), Study.Qualities.Min(value), Study.Qualities.Max(value));
}
