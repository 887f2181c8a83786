using System.Numerics.Tensors;

namespace Pipelines.Neural;

/// <summary>Batch normalisation. Parameters: γ, then β. Statistics: the running mean, then the running variance. Notes: x̂ of each row, then 1 / sqrt(σ² + ε) of each column and room for two sums.</summary>
internal sealed class BatchNormPass(int inputs, Activation activation, float momentum, float epsilon) : LayerPass(inputs, inputs, activation)
{
    /// <inheritdoc/>
    public override int Offsets => 2 * Inputs;

    /// <inheritdoc/>
    public override int Statistics => 2 * Inputs;

    /// <inheritdoc/>
    public override int Notes(int rows) => (rows + 3) * Inputs;

    /// <inheritdoc/>
    public override void Initialize(Span<float> parameters, Span<float> statistics, long seed)
    {
        parameters.Slice(OffsetStart, Inputs).Fill(1);
        parameters.Slice(OffsetStart + Inputs, Inputs).Clear();
        statistics.Slice(StatisticStart, Inputs).Clear();
        statistics.Slice(StatisticStart + Inputs, Inputs).Fill(1);
    }

    /// <inheritdoc/>
    public override void Predict(float[] parameters, float[] statistics, Batch input, Batch output, int threads, CancellationToken cancellation)
    {
        var gain = parameters.AsSpan(OffsetStart, Inputs);
        var shift = parameters.AsSpan(OffsetStart + Inputs, Inputs);
        var mean = statistics.AsSpan(StatisticStart, Inputs);
        var variance = statistics.AsSpan(StatisticStart + Inputs, Inputs);
        for (var r = 0; r < input.Rows; r++)
        {
            var x = input[r];
            var y = output[r];
            for (var j = 0; j < x.Length; j++)
            {
                y[j] = ((x[j] - mean[j]) / MathF.Sqrt(variance[j] + epsilon) * gain[j]) + shift[j];
            }
        }
        Activate(Activation, output);
    }

    /// <inheritdoc/>
    public override void Forward(TrainingStep step, Batch input, Batch output)
    {
        var (n, d) = (input.Rows, Inputs);
        var notes = step.Notes[Place];
        var normed = new Batch(notes, n, d);
        Span<float> inverse = notes.AsSpan(n * d, d), mean = notes.AsSpan((n + 1) * d, d), variance = notes.AsSpan((n + 2) * d, d);
        ColumnSums.Of(input, mean);
        TensorPrimitives.Divide(mean, n, mean);
        variance.Clear();
        for (var r = 0; r < n; r++)
        {
            TensorPrimitives.Subtract(input[r], mean, normed[r]);
            TensorPrimitives.MultiplyAdd(normed[r], normed[r], variance, variance);
        }
        var runningMean = step.Statistics.AsSpan(StatisticStart, d);
        var runningVariance = step.Statistics.AsSpan(StatisticStart + d, d);
        for (var j = 0; j < d; j++)
        {
            inverse[j] = 1 / MathF.Sqrt((variance[j] / n) + epsilon);
            runningMean[j] += momentum * (mean[j] - runningMean[j]);
            runningVariance[j] += n > 1 ? momentum * ((variance[j] / (n - 1)) - runningVariance[j]) : 0;
        }
        var gain = step.Parameters.AsSpan(OffsetStart, d);
        var shift = step.Parameters.AsSpan(OffsetStart + d, d);
        for (var r = 0; r < n; r++)
        {
            TensorPrimitives.Multiply(normed[r], inverse, normed[r]);
            TensorPrimitives.MultiplyAdd(normed[r], gain, shift, output[r]);
        }
        Activate(Activation, output);
    }

    /// <inheritdoc/>
    public override void Backward(TrainingStep step, Batch input, Batch output, Batch gradient, Batch below, Activation inputActivation)
    {
        var (n, d) = (input.Rows, Inputs);
        var notes = step.Notes[Place];
        var normed = new Batch(notes, n, d);
        Span<float> inverse = notes.AsSpan(n * d, d), factor = notes.AsSpan((n + 1) * d, d), part = notes.AsSpan((n + 2) * d, d);
        var dGain = step.Gradients.AsSpan(OffsetStart, d);
        var dShift = step.Gradients.AsSpan(OffsetStart + d, d);
        ColumnSums.Of(gradient, dShift);
        dGain.Clear();
        for (var r = 0; r < n; r++)
        {
            TensorPrimitives.MultiplyAdd(gradient[r], normed[r], dGain, dGain);
        }
        if (below.Rows == 0)
        {
            return;
        }
        // dx = γ / sqrt(σ² + ε) · (dz − (Σ dz + x̂ Σ dz x̂) / n)
        TensorPrimitives.Multiply(step.Parameters.AsSpan(OffsetStart, d), inverse, factor);
        for (var r = 0; r < n; r++)
        {
            TensorPrimitives.MultiplyAdd(normed[r], dGain, dShift, part);
            TensorPrimitives.Divide(part, -n, part);
            TensorPrimitives.Add(gradient[r], part, part);
            TensorPrimitives.Multiply(part, factor, below[r]);
        }
        Slope.Apply(inputActivation, input, below);
    }
}
