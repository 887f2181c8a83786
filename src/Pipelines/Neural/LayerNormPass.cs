using System.Numerics.Tensors;
using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>Layer normalisation. Parameters: γ, then β. Notes: x̂ of each row, then 1 / sqrt(σ² + ε) of each row and one row of room.</summary>
internal sealed class LayerNormPass(int inputs, Activation activation, float epsilon) : LayerPass(inputs, inputs, activation)
{
    /// <inheritdoc/>
    public override int Offsets => 2 * Inputs;

    /// <inheritdoc/>
    public override int Notes(int rows) => ((rows + 1) * Inputs) + rows;

    /// <inheritdoc/>
    public override void Initialize(Span<float> parameters, Span<float> statistics, long seed)
    {
        parameters.Slice(OffsetStart, Inputs).Fill(1);
        parameters.Slice(OffsetStart + Inputs, Inputs).Clear();
    }

    /// <inheritdoc/>
    public override void Predict(float[] parameters, float[] statistics, Batch input, Batch output, int threads, CancellationToken cancellation)
    {
        for (var r = 0; r < input.Rows; r++)
        {
            Normalize(input[r], output[r]);
            Scale(parameters, output[r], output[r]);
        }
        Activate(Activation, output);
    }

    /// <inheritdoc/>
    public override void Forward(TrainingStep step, Batch input, Batch output)
    {
        var notes = step.Notes[Place];
        var normed = new Batch(notes, input.Rows, Inputs);
        for (var r = 0; r < input.Rows; r++)
        {
            notes[(input.Rows * Inputs) + r] = Normalize(input[r], normed[r]);
            Scale(step.Parameters, normed[r], output[r]);
        }
        Activate(Activation, output);
    }

    /// <inheritdoc/>
    public override void Backward(TrainingStep step, Batch input, Batch output, Batch gradient, Batch below, Activation inputActivation)
    {
        var (n, d) = (input.Rows, Inputs);
        var notes = step.Notes[Place];
        var normed = new Batch(notes, n, d);
        var room = notes.AsSpan((n * d) + n, d);
        var gain = step.Parameters.AsSpan(OffsetStart, d);
        var dGain = step.Gradients.AsSpan(OffsetStart, d);
        var dShift = step.Gradients.AsSpan(OffsetStart + d, d);
        ColumnSums.Of(gradient, dShift);
        dGain.Clear();
        for (var r = 0; r < n; r++)
        {
            TensorPrimitives.MultiplyAdd(gradient[r], normed[r], dGain, dGain);
            if (below.Rows == 0)
            {
                continue;
            }
            // dx = (g − (Σ g + x̂ Σ g x̂) / d) / sqrt(σ² + ε), g = γ dz
            TensorPrimitives.Multiply(gradient[r], gain, room);
            var sum = Sums.Of(room) / d;
            var along = (double)TensorPrimitives.Dot<float>(room, normed[r]) / d;
            var inverse = notes[(n * d) + r];
            var x = normed[r];
            var to = below[r];
            for (var j = 0; j < d; j++)
            {
                to[j] = (float)((room[j] - sum - (x[j] * along)) * inverse);
            }
        }
        if (below.Rows > 0)
        {
            Slope.Apply(inputActivation, input, below);
        }
    }

    private float Normalize(ReadOnlySpan<float> x, Span<float> to)
    {
        var (mean, squares) = Sums.Moments(x);
        var inverse = 1 / Math.Sqrt((squares / x.Length) + epsilon);
        for (var j = 0; j < x.Length; j++)
        {
            to[j] = (float)((x[j] - mean) * inverse);
        }
        return (float)inverse;
    }

    private void Scale(float[] parameters, ReadOnlySpan<float> normed, Span<float> to)
    {
        var gain = parameters.AsSpan(OffsetStart, Inputs);
        var shift = parameters.AsSpan(OffsetStart + Inputs, Inputs);
        for (var j = 0; j < to.Length; j++)
        {
            to[j] = (normed[j] * gain[j]) + shift[j];
        }
    }
}
