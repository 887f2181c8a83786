using System.Numerics.Tensors;

namespace Pipelines.Neural;

/// <summary>Dropout. Notes: the factor of each value, 0 or 1 / (1 − rate).</summary>
internal sealed class DropoutPass(int inputs, double rate, int place) : LayerPass(inputs, inputs)
{
    private const int Levels = 1 << 16;

    private readonly int _dropped = Math.Min(Levels - 1, (int)Math.Round(rate * Levels));

    /// <inheritdoc/>
    public override bool Predicts => false;

    /// <inheritdoc/>
    public override int Notes(int rows) => rows * Inputs;

    /// <inheritdoc/>
    public override void Predict(float[] parameters, float[] statistics, Batch input, Batch output, int threads, CancellationToken cancellation) => input.All.CopyTo(output.All);

    /// <inheritdoc/>
    public override void Forward(TrainingStep step, Batch input, Batch output)
    {
        var factors = new Batch(step.Notes[place], input.Rows, Inputs);
        var keep = (float)Levels / (Levels - _dropped);
        for (var r = 0; r < input.Rows; r++)
        {
            var rng = step.RngFor(place, r);
            var row = factors[r];
            // Two decisions a draw.
            for (var j = 0; j < row.Length; j += 2)
            {
                var draw = rng.NextUInt32();
                row[j] = (draw & 0xFFFF) < (uint)_dropped ? 0 : keep;
                if (j + 1 < row.Length)
                {
                    row[j + 1] = (draw >> 16) < (uint)_dropped ? 0 : keep;
                }
            }
        }
        TensorPrimitives.Multiply(input.All, factors.All, output.All);
    }

    /// <inheritdoc/>
    public override void Backward(TrainingStep step, Batch input, Batch output, Batch gradient, Batch below, Activation inputActivation)
    {
        if (below.Rows > 0)
        {
            TensorPrimitives.Multiply(gradient.All, new Batch(step.Notes[place], input.Rows, Inputs).All, below.All);
            Slope.Apply(inputActivation, input, below);
        }
    }
}
