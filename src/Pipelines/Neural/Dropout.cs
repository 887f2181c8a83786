using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>
/// In training sets each value to 0 with probability <paramref name="Rate"/> and divides the others by 1 − <paramref name="Rate"/>; predictions pass unchanged.
/// As the first layer it is the masking noise of a denoising autoencoder.
/// </summary>
/// <remarks>
/// N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, "Dropout: a simple way to prevent neural networks from overfitting", JMLR 15, 2014.
/// What is dropped depends on seed, layer, epoch and row alone, not on batches or threads. The rate is rounded to 1/65536.
/// </remarks>
/// <param name="Rate">0 or more, below 1.</param>
public sealed record Dropout(double Rate) : Layer
{
    internal override string Kind => "dropout";

    internal override LayerPass For(int inputs, int place) => new DropoutPass(inputs, Rate, place);

    internal override void Check() => Number(nameof(Dropout), nameof(Rate), Rate, Bounds.ClosedOpen(0, 1));

    internal override void Write(ModelWriter writer, string name) => writer.Number($"{name}/rate", Rate);
}
