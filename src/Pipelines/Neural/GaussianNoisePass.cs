using System.Numerics.Tensors;

namespace Pipelines.Neural;

/// <summary>x + deviation · ε, ε standard normal, in training alone.</summary>
internal sealed class GaussianNoisePass(int inputs, float deviation, int place) : LayerPass(inputs, inputs)
{
    /// <inheritdoc/>
    public override bool Predicts => false;

    /// <inheritdoc/>
    public override void Predict(float[] parameters, float[] statistics, Batch input, Batch output, int threads, CancellationToken cancellation) => input.All.CopyTo(output.All);

    /// <inheritdoc/>
    public override void Forward(TrainingStep step, Batch input, Batch output)
    {
        for (var r = 0; r < input.Rows; r++)
        {
            step.Normal(place, r, output[r]);
            TensorPrimitives.MultiplyAdd(output[r], deviation, input[r], output[r]);
        }
    }

    /// <inheritdoc/>
    public override void Backward(TrainingStep step, Batch input, Batch output, Batch gradient, Batch below, Activation inputActivation)
    {
        if (below.Rows > 0)
        {
            gradient.All.CopyTo(below.All);
            Slope.Apply(inputActivation, input, below);
        }
    }
}
