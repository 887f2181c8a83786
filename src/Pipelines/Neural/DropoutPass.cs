using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Pipelines.Neural;

/// <summary>Dropout. Notes: the factor of each value, 0 or 1 / (1 − rate).</summary>
internal sealed class DropoutPass(int inputs, double rate, int place) : LayerPass(inputs, inputs)
{
    private const int Levels = 1 << 16;
    private const int Draws = 128;

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
        // Two decisions a draw.
        Span<uint> draws = stackalloc uint[Draws];
        var levels = MemoryMarshal.Cast<uint, ushort>(draws);
        for (var r = 0; r < input.Rows; r++)
        {
            var row = factors[r];
            for (uint block = 0; row.Length > 0; block += Draws / 4)
            {
                var count = Math.Min(row.Length, levels.Length);
                step.Bits(place, r, draws[..((count + 1) / 2)], block);
                for (var j = 0; j < count; j++)
                {
                    row[j] = levels[j] < _dropped ? 0 : keep;
                }
                row = row[count..];
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
