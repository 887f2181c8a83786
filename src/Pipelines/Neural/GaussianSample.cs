using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>
/// The code of a variational autoencoder: of its 2k inputs the first k are means μ and the others logarithms of variances; in training it gives k values z = μ + σ·ε, ε standard normal, and adds
/// <paramref name="Weight"/> times the Kullback-Leibler divergence from the standard normal distribution, −½ Σ (1 + log σ² − μ² − σ²), to the row's loss. Predictions give μ.
/// </summary>
/// <remarks>D. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR 2014. ε depends on seed, layer, epoch and row alone, not on batches or threads.</remarks>
/// <param name="Weight">Weight of the divergence (β), 0 or more. Default: 1, which fits a loss that sums over the outputs; divide by their number where the loss is a mean over them.</param>
public sealed record GaussianSample(double Weight = 1) : Layer
{
    internal override string Kind => "gaussian-sample";

    internal override LayerPass For(int inputs, int place) => inputs % 2 == 0
        ? new GaussianSamplePass(inputs, (float)Weight, place)
        : throw new DataException("network.pairs", $"NeuralNetwork's layer {place}, GaussianSample, must be given an even number of columns, a mean and a variance for each output; got {inputs}. Give the layer before it twice as many units as the code has.");

    internal override void Check() => Number(nameof(GaussianSample), nameof(Weight), Weight, Bounds.Closed(0, 1e6));

    internal override void Write(ModelWriter writer, string name) => writer.Number($"{name}/weight", Weight);
}
