using System.Globalization;

namespace Pipelines.Neural;

/// <summary>
/// How far what a network gives is from its targets: a number for each row, whose mean over the rows training makes small. Targets have one column for each output, or a single column of class indices for
/// <see cref="CategoricalCrossEntropy"/>. A target of NaN is missing and adds nothing.
/// </summary>
public abstract class Loss
{
    private protected Loss() { }

    /// <summary>Mean over the outputs of (output − target)².</summary>
    public static Loss MeanSquared { get; } = new MeanSquaredLoss();

    /// <summary>Mean over the outputs of |output − target| (L1): its best guess is the median, so outliers hardly move it.</summary>
    public static Loss MeanAbsolute { get; } = new MeanAbsoluteLoss();

    /// <summary>
    /// Mean over the outputs of −t log p − (1 − t) log (1 − p), p the sigmoid of the output; targets between 0 and 1. Computed from the sum before the sigmoid, so it never overflows:
    /// a last layer with <see cref="Activation.Sigmoid"/> or with none trains the same, and the model then gives probabilities or log odds.
    /// </summary>
    public static Loss BinaryCrossEntropy { get; } = new BinaryCrossEntropyLoss();

    /// <summary>
    /// −Σ tₖ log pₖ, p the softmax of the outputs; targets are one column of class indices, or a column of weights for each class. Computed from the sums before the softmax, so it never overflows:
    /// a last layer with <see cref="Activation.Softmax"/> or with none trains the same, and the model then gives probabilities or scores.
    /// </summary>
    public static Loss CategoricalCrossEntropy { get; } = new CategoricalCrossEntropyLoss();

    /// <summary>Mean over the outputs of e²/2 where |e| ≤ δ and δ (|e| − δ/2) beyond: squares for small errors, magnitudes for outliers.</summary>
    /// <param name="delta">δ, in the unit of the targets; above 0. Default: 1.</param>
    /// <exception cref="OptionException"><paramref name="delta"/> is out of range.</exception>
    public static Loss Huber(double delta = 1) => Bounds.OpenClosed(0, 1e6).Contains(delta)
        ? new HuberLoss((float)delta)
        : throw new OptionException(nameof(Huber), nameof(delta), $"a number, {Bounds.OpenClosed(0, 1e6)}", delta.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A loss for each group of outputs, added up: for tables whose columns are of different types. Targets have as many columns as outputs, classes as one column each.</summary>
    /// <param name="parts">How many outputs, in their order, the loss on them, and how much it counts (1 is usual).</param>
    /// <exception cref="OptionException">There is no part, or one has fewer than 1 output or a weight that is negative or not finite.</exception>
    public static Loss Parts(params IReadOnlyList<(int Outputs, Loss Loss, double Weight)> parts) => new PartsLoss([.. parts]);

    /// <summary>True where it applies a sigmoid or softmax itself.</summary>
    internal virtual bool TakesScores => false;

    /// <summary>True where a last layer's activation is what the loss applies itself, so that training leaves it out.</summary>
    internal virtual bool Folds(Activation activation) => false;

    /// <summary>The loss of one row; its gradient by the outputs, times <paramref name="weight"/>, replaces <paramref name="gradient"/>.</summary>
    internal abstract double Row(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float weight, Span<float> gradient);

    /// <summary>Refuses targets of another width.</summary>
    /// <exception cref="DataException">They do not fit.</exception>
    internal virtual void NeedWidth(int outputs, int targets)
    {
        if (targets != outputs)
        {
            throw new DataException("network.targets", $"NeuralNetwork must be given targets of {outputs} columns, as many as its last layer has outputs; got {targets}. Change the last layer's units or the targets.");
        }
    }

    /// <summary>Refuses a target that the loss is not defined for.</summary>
    /// <exception cref="DataException">It is not; the message names the row.</exception>
    internal virtual void NeedTarget(ReadOnlySpan<float> target, int outputs, long row)
    {
        foreach (var t in target)
        {
            if (float.IsInfinity(t))
            {
                throw new DataException("network.target", $"NeuralNetwork must be given finite targets, or NaN for missing; got {t} in row {row}. Correct or drop that row.");
            }
        }
    }

    /// <summary>The loss of every row of a batch, weighted and added up, and the gradient by the sums before the last activation.</summary>
    internal double Measure(Batch output, Batch targets, ReadOnlySpan<float> weights, Batch gradient, Activation activation)
    {
        var loss = 0.0;
        for (var r = 0; r < output.Rows; r++)
        {
            loss += weights[r] * Row(output[r], targets[r], weights[r], gradient[r]);
            Slope.Apply(activation, output[r], gradient[r]);
        }
        return loss;
    }
}
