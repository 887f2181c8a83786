using System.Diagnostics;
using Pipelines;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Neural;
using Pipelines.Reduction;

namespace DataEncoding.Study;

/// <summary>
/// An autoencoder without hidden layers and activations beside principal components of the same rows: how far the planes that both rebuild rows in are turned against each other. Theory says not at all
/// (P. Baldi, K. Hornik, "Neural networks and principal component analysis", 1989); this is what training reaches.
/// </summary>
/// <param name="Code">How many numbers the code has.</param>
/// <param name="Rows">How many rows both were fitted on.</param>
/// <param name="Angle">The largest principal angle between the planes, in radians.</param>
/// <param name="Seconds">What training the autoencoder took.</param>
/// <param name="PcaSeconds">What the components took.</param>
internal sealed record LinearPlane(int Code, int Rows, double Angle, double Seconds, double PcaSeconds)
{
    /// <summary>Planes turned by less than this are the same.</summary>
    public const double Same = 0.01;

    private const int Epochs = 1000;

    /// <summary>About a second of one core.</summary>
    private const double MostOperations = 2e10;

    /// <summary>Trains both on at most as many rows as a second allows, spread evenly; null where there are too few rows or columns to tell planes apart.</summary>
    /// <param name="train">The rows.</param>
    /// <param name="code">How many numbers the code of the run has; at most four are used, the axes of the largest variance.</param>
    /// <param name="seed">Of the first weights.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static LinearPlane? Of(Matrix train, int code, long seed, FitControl control)
    {
        code = Math.Min(4, Math.Min(code, train.Columns - 1));
        if (code < 1 || train.Rows < 2 * (code + 1))
        {
            return null;
        }
        var most = (int)Math.Clamp(MostOperations / (6.0 * 2 * code * train.Columns * Epochs), Math.Min(100, train.Rows), train.Rows);
        var rows = AttackCurve.Sample(train, most);
        var components = new Pca(new() { Components = code });
        _ = components.Fit(rows, control);
        var start = Stopwatch.GetTimestamp();
        var pca = components.Fit(rows, control);
        var pcaSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        // A plane is only defined where the next axis holds less.
        if (!(pca.ExplainedVariance[code - 1] > 1e-9 * pca.TotalVariance))
        {
            return null;
        }
        start = Stopwatch.GetTimestamp();
        var model = new Autoencoder(new()
        {
            Kind = AutoencoderKind.Plain,
            HiddenLayers = 0,
            CodeSize = code,
            WeightDecay = 0,
            ValidationShare = 0,
            Patience = 0,
            BatchSize = most,
            LearningRate = 0.02,
            Epochs = Epochs,
            Seed = seed,
        }).Fit(rows, control);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        // The rows of the decoder's weights are the directions of a linear code.
        var (weights, _) = model.Decoder.Learned(0);
        return new(code, most, SubspaceAngle.Largest(new Matrix(code, train.Columns, weights.ToArray()), pca.Components), seconds, pcaSeconds);
    }
}
