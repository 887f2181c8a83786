using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>In training adds a normal random number to each value; predictions pass unchanged. As the first layer it makes an autoencoder a denoising one.</summary>
/// <remarks>The noise depends on seed, layer, epoch and row alone, not on batches or threads. P. Vincent, H. Larochelle, Y. Bengio, P. Manzagol, "Extracting and composing robust features with denoising
/// autoencoders", ICML 2008.</remarks>
/// <param name="Deviation">The noise's standard deviation, in the unit of the values; 0 or more.</param>
public sealed record GaussianNoise(double Deviation) : Layer
{
    internal override string Kind => "gaussian-noise";

    internal override LayerPass For(int inputs, int place) => new GaussianNoisePass(inputs, (float)Deviation, place);

    internal override void Check() => Number(nameof(GaussianNoise), nameof(Deviation), Deviation, Bounds.Closed(0, 1e6));

    internal override void Write(ModelWriter writer, string name) => writer.Number($"{name}/deviation", Deviation);
}
