namespace Pipelines.Neural;

/// <summary>Squares for small errors, magnitudes for large ones.</summary>
/// <param name="delta">Where one goes over into the other.</param>
internal sealed class HuberLoss(float delta) : Loss
{
    /// <inheritdoc/>
    internal override double Row(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float weight, Span<float> gradient)
    {
        var scale = weight / output.Length;
        var sum = 0.0;
        for (var j = 0; j < output.Length; j++)
        {
            var error = float.IsNaN(target[j]) ? 0 : output[j] - target[j];
            var magnitude = MathF.Abs(error);
            sum += magnitude <= delta ? 0.5 * error * error : delta * (magnitude - (0.5 * delta));
            // A NaN, of an output that diverged, passes through.
            gradient[j] = scale * Math.Clamp(error, -delta, delta);
        }
        return sum / output.Length;
    }
}
