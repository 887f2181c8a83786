using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>y = activation(x W + b); the bias and the activation, and on the way back the derivative of the layer below, are applied to each finished piece of a product.</summary>
internal sealed class DensePass(int inputs, int outputs, Activation activation) : LayerPass(inputs, outputs, activation)
{
    /// <inheritdoc/>
    public override int Weights => Inputs * Outputs;

    /// <inheritdoc/>
    public override int Offsets => Outputs;

    /// <inheritdoc/>
    public override void Initialize(Span<float> parameters, Span<float> statistics, long seed)
    {
        var limit = Math.Sqrt(6.0 / (Activation is Activation.Relu or Activation.LeakyRelu ? Inputs : Inputs + Outputs));
        for (var i = 0; i < Inputs; i++)
        {
            var rng = Rng.At(seed, -1 - Place, i);
            foreach (ref var w in parameters.Slice(WeightStart + (i * Outputs), Outputs))
            {
                w = (float)(((2 * rng.NextDouble()) - 1) * limit);
            }
        }
    }

    /// <inheritdoc/>
    public override void Predict(float[] parameters, float[] statistics, Batch input, Batch output, int threads, CancellationToken cancellation)
    {
        var (x, w, y) = (input.Operand, GemmOperand.Of(parameters, Inputs, Outputs, WeightStart), output.Target);
        switch (Activation)
        {
            case Activation.Relu:
                Gemm.Multiply(x, w, y, new ActivationEpilogue<ReluActivation>(parameters, default, OffsetStart), false, threads, cancellation);
                break;
            case Activation.LeakyRelu:
                Gemm.Multiply(x, w, y, new ActivationEpilogue<LeakyReluActivation>(parameters, new(Slope.Leak), OffsetStart), false, threads, cancellation);
                break;
            case Activation.Tanh:
                Gemm.Multiply(x, w, y, new ActivationEpilogue<TanhActivation>(parameters, default, OffsetStart), false, threads, cancellation);
                break;
            case Activation.Sigmoid:
                Gemm.Multiply(x, w, y, new ActivationEpilogue<SigmoidActivation>(parameters, default, OffsetStart), false, threads, cancellation);
                break;
            default:
                Gemm.Multiply(x, w, y, new BiasEpilogue(parameters, OffsetStart), false, threads, cancellation);
                Activate(Activation, output);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Forward(TrainingStep step, Batch input, Batch output) => Predict(step.Parameters, step.Statistics, input, output, step.Threads, step.Cancellation);

    /// <inheritdoc/>
    public override void Backward(TrainingStep step, Batch input, Batch output, Batch gradient, Batch below, Activation inputActivation)
    {
        var dz = gradient.Operand;
        Gemm.Multiply(input.Operand.Transposed, dz, new(step.Gradients, Inputs, Outputs, WeightStart), false, step.Threads, step.Cancellation);
        ColumnSums.Of(gradient, step.Gradients.AsSpan(OffsetStart, Outputs));
        if (below.Rows == 0)
        {
            return;
        }
        var (back, dx) = (GemmOperand.Of(step.Parameters, Inputs, Outputs, WeightStart).Transposed, below.Target);
        switch (inputActivation)
        {
            case Activation.Relu:
                Gemm.Multiply(dz, back, dx, new SlopeEpilogue<ReluSlope>(input), false, step.Threads, step.Cancellation);
                break;
            case Activation.LeakyRelu:
                Gemm.Multiply(dz, back, dx, new SlopeEpilogue<LeakyReluSlope>(input), false, step.Threads, step.Cancellation);
                break;
            case Activation.Tanh:
                Gemm.Multiply(dz, back, dx, new SlopeEpilogue<TanhSlope>(input), false, step.Threads, step.Cancellation);
                break;
            case Activation.Sigmoid:
                Gemm.Multiply(dz, back, dx, new SlopeEpilogue<SigmoidSlope>(input), false, step.Threads, step.Cancellation);
                break;
            default:
                Gemm.Multiply(dz, back, dx, false, step.Threads, step.Cancellation);
                Slope.Apply(inputActivation, input, below);
                break;
        }
    }
}
