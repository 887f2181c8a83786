using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>
/// Brings each row to mean 0 and deviation 1, then scales and shifts its columns by learned numbers: y = activation(γ (x − μ) / sqrt(σ² + ε) + β), μ and σ² over the row.
/// The same in training and prediction, and whatever the batch.
/// </summary>
/// <remarks>J. Ba, J. Kiros, G. Hinton, "Layer normalization", 2016.</remarks>
/// <param name="Activation">What follows. Default: nothing.</param>
public sealed record LayerNorm(Activation Activation = Activation.None) : Layer
{
    /// <summary>Added to the variance, so that a constant row does not divide by 0; above 0. Default: 0.00001.</summary>
    public double Epsilon { get; init; } = 1e-5;

    internal override string Kind => "layer-norm";

    internal override Layer WithoutActivation => this with { Activation = Activation.None };

    internal override Activation Output => Activation;

    internal override LayerPass For(int inputs, int place) => new LayerNormPass(inputs, Activation, (float)Epsilon);

    internal override void Check()
    {
        Number(nameof(LayerNorm), nameof(Epsilon), Epsilon, Bounds.OpenClosed(0, 1));
        Defined(nameof(LayerNorm), Activation);
    }

    internal override void Write(ModelWriter writer, string name)
    {
        writer.Number($"{name}/epsilon", Epsilon);
        WriteActivation(writer, name, Activation);
    }
}
