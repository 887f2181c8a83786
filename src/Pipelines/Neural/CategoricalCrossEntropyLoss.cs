using System.Numerics.Tensors;
using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>Cross-entropy from scores z: Σ tₖ (log Σ exp z − zₖ), whose derivative is Σt · p − t.</summary>
internal sealed class CategoricalCrossEntropyLoss : Loss
{
    /// <inheritdoc/>
    internal override bool TakesScores => true;

    /// <inheritdoc/>
    internal override bool Folds(Activation activation) => activation == Activation.Softmax;

    /// <inheritdoc/>
    internal override double Row(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float weight, Span<float> gradient)
    {
        if (float.IsNaN(target[0]))
        {
            gradient.Clear();
            return 0;
        }
        output.CopyTo(gradient);
        var log = SoftMax.Apply(gradient);
        if (target.Length == 1)
        {
            var label = (int)target[0];
            TensorPrimitives.Multiply(gradient, weight, gradient);
            gradient[label] -= weight;
            return log - output[label];
        }
        double total = 0, along = 0;
        for (var k = 0; k < target.Length; k++)
        {
            total += target[k];
            along += (double)target[k] * output[k];
        }
        for (var k = 0; k < target.Length; k++)
        {
            gradient[k] = weight * (float)((gradient[k] * total) - target[k]);
        }
        return (log * total) - along;
    }

    /// <inheritdoc/>
    internal override void NeedWidth(int outputs, int targets)
    {
        if (outputs < 2)
        {
            throw new DataException("network.classes", $"NeuralNetwork with Loss.CategoricalCrossEntropy must have at least 2 outputs, one a class; got {outputs}. Give the last layer one unit a class, or take Loss.BinaryCrossEntropy.");
        }
        if (targets != 1)
        {
            base.NeedWidth(outputs, targets);
        }
    }

    /// <inheritdoc/>
    internal override void NeedTarget(ReadOnlySpan<float> target, int outputs, long row)
    {
        if (target.Length == 1)
        {
            var label = target[0];
            if (!float.IsNaN(label) && !(label >= 0 && label < outputs && label == MathF.Floor(label)))
            {
                throw new DataException("network.label", $"NeuralNetwork must be given class indices 0 to {outputs - 1}, one for each output of its last layer; got {label} in row {row}. Number the classes, or give the last layer a unit for each.");
            }
            return;
        }
        foreach (var t in target)
        {
            if (!(t >= 0 && t <= float.MaxValue) && !float.IsNaN(target[0]))
            {
                throw new DataException("network.share", $"NeuralNetwork with Loss.CategoricalCrossEntropy must be given shares of classes, at least 0; got {t} in row {row}. Correct or drop that row.");
            }
        }
    }
}
