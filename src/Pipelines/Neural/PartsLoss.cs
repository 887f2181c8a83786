using System.Globalization;

namespace Pipelines.Neural;

/// <summary>A loss for each group of outputs.</summary>
internal sealed class PartsLoss : Loss
{
    private readonly (int Outputs, Loss Loss, double Weight)[] _parts;
    private readonly int _outputs;

    /// <summary>Takes the parts in the order of the outputs.</summary>
    /// <exception cref="OptionException">There is no part, or one is out of range.</exception>
    public PartsLoss((int Outputs, Loss Loss, double Weight)[] parts)
    {
        _parts = parts;
        if (parts.Length == 0)
        {
            throw new OptionException(nameof(Loss), nameof(Parts), "at least one part", "none");
        }
        foreach (var (outputs, _, weight) in parts)
        {
            if (outputs < 1)
            {
                throw new OptionException(nameof(Loss), "Parts.Outputs", "a whole number, at least 1", outputs.ToString(CultureInfo.InvariantCulture));
            }
            if (!Bounds.Closed(0, 1e6).Contains(weight))
            {
                throw new OptionException(nameof(Loss), "Parts.Weight", $"a number, {Bounds.Closed(0, 1e6)}", weight.ToString("R", CultureInfo.InvariantCulture));
            }
        }
        _outputs = parts.Sum(p => p.Outputs);
    }

    /// <inheritdoc/>
    internal override bool TakesScores => Array.Exists(_parts, p => p.Loss.TakesScores);

    /// <inheritdoc/>
    internal override double Row(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float weight, Span<float> gradient)
    {
        var sum = 0.0;
        var t = 0;
        var o = 0;
        foreach (var (outputs, loss, share) in _parts)
        {
            var width = Targets(outputs, loss);
            sum += share * loss.Row(output.Slice(o, outputs), target.Slice(t, width), weight * (float)share, gradient.Slice(o, outputs));
            (o, t) = (o + outputs, t + width);
        }
        return sum;
    }

    /// <inheritdoc/>
    internal override void NeedWidth(int outputs, int targets)
    {
        if (outputs != _outputs)
        {
            throw new DataException("network.parts", $"NeuralNetwork's loss has parts for {_outputs} outputs; its last layer has {outputs}. Make them the same.");
        }
        foreach (var part in _parts)
        {
            part.Loss.NeedWidth(part.Outputs, Targets(part.Outputs, part.Loss));
        }
        base.NeedWidth(_parts.Sum(p => Targets(p.Outputs, p.Loss)), targets);
    }

    /// <inheritdoc/>
    internal override void NeedTarget(ReadOnlySpan<float> target, int outputs, long row)
    {
        var t = 0;
        foreach (var (count, loss, _) in _parts)
        {
            var width = Targets(count, loss);
            loss.NeedTarget(target.Slice(t, width), count, row);
            t += width;
        }
    }

    /// <summary>Classes are one column, everything else one column an output.</summary>
    private static int Targets(int outputs, Loss loss) => loss is CategoricalCrossEntropyLoss ? 1 : outputs;
}
