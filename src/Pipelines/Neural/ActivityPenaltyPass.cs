using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>Values unchanged, and absolute · Σ|x| + square · Σx² of each row added to the loss.</summary>
internal sealed class ActivityPenaltyPass(int inputs, float absolute, float square) : LayerPass(inputs, inputs)
{
    /// <inheritdoc/>
    public override bool Predicts => false;

    /// <inheritdoc/>
    public override void Predict(float[] parameters, float[] statistics, Batch input, Batch output, int threads, CancellationToken cancellation) => input.All.CopyTo(output.All);

    /// <inheritdoc/>
    public override void Forward(TrainingStep step, Batch input, Batch output)
    {
        input.All.CopyTo(output.All);
        for (var r = 0; r < input.Rows; r++)
        {
            step.Penalty += step.RowWeights[r] * ((absolute * Sums.OfMagnitudes(input[r])) + (square * Sums.OfSquares(input[r])));
        }
    }

    /// <inheritdoc/>
    public override void Backward(TrainingStep step, Batch input, Batch output, Batch gradient, Batch below, Activation inputActivation)
    {
        if (below.Rows == 0)
        {
            return;
        }
        for (var r = 0; r < input.Rows; r++)
        {
            var x = input[r];
            var from = gradient[r];
            var to = below[r];
            var (a, b) = (step.RowWeights[r] * absolute, 2 * step.RowWeights[r] * square);
            for (var j = 0; j < x.Length; j++)
            {
                to[j] = from[j] + (x[j] > 0 ? a : x[j] < 0 ? -a : 0) + (b * x[j]);
            }
        }
        Slope.Apply(inputActivation, input, below);
    }
}
