namespace Pipelines.Neural;

/// <summary>z = μ + σ·ε in training, μ in prediction. Notes: σ·ε of each value.</summary>
internal sealed class GaussianSamplePass(int inputs, float weight, int place) : LayerPass(inputs, inputs / 2)
{
    /// <inheritdoc/>
    public override int Notes(int rows) => rows * Outputs;

    /// <inheritdoc/>
    public override void Predict(float[] parameters, float[] statistics, Batch input, Batch output, int threads, CancellationToken cancellation)
    {
        for (var r = 0; r < input.Rows; r++)
        {
            input[r][..Outputs].CopyTo(output[r]);
        }
    }

    /// <inheritdoc/>
    public override void Forward(TrainingStep step, Batch input, Batch output)
    {
        var noise = new Batch(step.Notes[place], input.Rows, Outputs);
        for (var r = 0; r < input.Rows; r++)
        {
            step.Normal(place, r, noise[r]);
            var mean = input[r][..Outputs];
            var log = input[r][Outputs..];
            var e = noise[r];
            var z = output[r];
            var divergence = 0.0;
            for (var j = 0; j < z.Length; j++)
            {
                var deviation = Math.Exp(0.5 * log[j]);
                divergence -= 0.5 * (1 + log[j] - ((double)mean[j] * mean[j]) - (deviation * deviation));
                e[j] *= (float)deviation;
                z[j] = mean[j] + e[j];
            }
            step.Penalty += step.RowWeights[r] * weight * divergence;
        }
    }

    /// <inheritdoc/>
    public override void Backward(TrainingStep step, Batch input, Batch output, Batch gradient, Batch below, Activation inputActivation)
    {
        if (below.Rows == 0)
        {
            return;
        }
        var noise = new Batch(step.Notes[place], input.Rows, Outputs);
        for (var r = 0; r < input.Rows; r++)
        {
            var mean = input[r][..Outputs];
            var log = input[r][Outputs..];
            var e = noise[r];
            var dz = gradient[r];
            var dMean = below[r][..Outputs];
            var dLog = below[r][Outputs..];
            var scale = step.RowWeights[r] * weight;
            for (var j = 0; j < dz.Length; j++)
            {
                dMean[j] = dz[j] + (scale * mean[j]);
                dLog[j] = (0.5f * dz[j] * e[j]) + (scale * 0.5f * (MathF.Exp(log[j]) - 1));
            }
        }
        Slope.Apply(inputActivation, input, below);
    }
}
