using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>
/// Brings each column to mean 0 and deviation 1 over the rows of a batch, then scales and shifts it by learned numbers: y = activation(γ (x − μ) / sqrt(σ² + ε) + β).
/// Predictions use running averages of μ and σ² instead, so that a row's answer does not depend on the rows beside it.
/// </summary>
/// <remarks>S. Ioffe, C. Szegedy, "Batch normalization: accelerating deep network training by reducing internal covariate shift", ICML 2015. As in torch, the batch is scaled by its own σ² (divided by n)
/// and the running average takes the sample's (divided by n − 1); a batch of one row leaves the running averages of σ² as they are.</remarks>
/// <param name="Activation">What follows. Default: nothing.</param>
public sealed record BatchNorm(Activation Activation = Activation.None) : Layer
{
    /// <summary>How much of each batch enters the running averages, above 0, at most 1. Default: 0.1.</summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>Added to the variance, so that a constant column does not divide by 0; above 0. Default: 0.00001.</summary>
    public double Epsilon { get; init; } = 1e-5;

    internal override string Kind => "batch-norm";

    internal override Layer WithoutActivation => this with { Activation = Activation.None };

    internal override Activation Output => Activation;

    internal override LayerPass For(int inputs, int place) => new BatchNormPass(inputs, Activation, (float)Momentum, (float)Epsilon);

    internal override void Check()
    {
        Number(nameof(BatchNorm), nameof(Momentum), Momentum, Bounds.OpenClosed(0, 1));
        Number(nameof(BatchNorm), nameof(Epsilon), Epsilon, Bounds.OpenClosed(0, 1));
        Defined(nameof(BatchNorm), Activation);
    }

    internal override void Write(ModelWriter writer, string name)
    {
        writer.Number($"{name}/momentum", Momentum);
        writer.Number($"{name}/epsilon", Epsilon);
        WriteActivation(writer, name, Activation);
    }
}
