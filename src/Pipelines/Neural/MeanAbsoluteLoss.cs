namespace Pipelines.Neural;

/// <summary>Mean of magnitudes. Its derivative at 0 is 0.</summary>
internal sealed class MeanAbsoluteLoss : Loss
{
    /// <inheritdoc/>
    internal override double Row(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float weight, Span<float> gradient)
    {
        var scale = weight / output.Length;
        var sum = 0.0;
        for (var j = 0; j < output.Length; j++)
        {
            var error = float.IsNaN(target[j]) ? 0 : output[j] - target[j];
            sum += MathF.Abs(error);
            gradient[j] = error > 0 ? scale : error < 0 ? -scale : error * scale;
        }
        return sum / output.Length;
    }
}
