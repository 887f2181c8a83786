namespace Pipelines.Neural;

/// <summary>(x − shift) · factor. Statistics: the shifts, then the factors.</summary>
internal sealed class ScalePass(int inputs) : LayerPass(inputs, inputs)
{
    /// <inheritdoc/>
    public override int Statistics => 2 * Inputs;

    /// <inheritdoc/>
    public override void Initialize(Span<float> parameters, Span<float> statistics, long seed)
    {
        statistics.Slice(StatisticStart, Inputs).Clear();
        statistics.Slice(StatisticStart + Inputs, Inputs).Fill(1);
    }

    /// <inheritdoc/>
    public override void Predict(float[] parameters, float[] statistics, Batch input, Batch output, int threads, CancellationToken cancellation)
    {
        var shift = statistics.AsSpan(StatisticStart, Inputs);
        var factor = statistics.AsSpan(StatisticStart + Inputs, Inputs);
        for (var r = 0; r < input.Rows; r++)
        {
            var x = input[r];
            var y = output[r];
            for (var j = 0; j < x.Length; j++)
            {
                y[j] = (x[j] - shift[j]) * factor[j];
            }
        }
    }

    /// <inheritdoc/>
    public override void Forward(TrainingStep step, Batch input, Batch output) => Predict(step.Parameters, step.Statistics, input, output, step.Threads, step.Cancellation);

    /// <inheritdoc/>
    public override void Backward(TrainingStep step, Batch input, Batch output, Batch gradient, Batch below, Activation inputActivation)
    {
        if (below.Rows == 0)
        {
            return;
        }
        var factor = step.Statistics.AsSpan(StatisticStart + Inputs, Inputs);
        for (var r = 0; r < below.Rows; r++)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(gradient[r], factor, below[r]);
        }
        Slope.Apply(inputActivation, input, below);
    }
}
