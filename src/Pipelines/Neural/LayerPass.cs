using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>
/// A layer at work on rows of a known width. It holds no numbers itself: what is learned stands in arrays that the whole network shares, so that an optimizer passes over them once.
/// <para>
/// A gradient handed to <see cref="Backward"/> is that of the loss by the sums before this layer's activation; what it hands on is the gradient by the sums before the activation of the layer below it.
/// So a derivative of an activation can be multiplied in while a product's result is still in the cache.
/// </para>
/// </summary>
/// <param name="inputs">Columns read.</param>
/// <param name="outputs">Columns written.</param>
/// <param name="activation">What its outputs have been through last.</param>
internal abstract class LayerPass(int inputs, int outputs, Activation activation = Activation.None)
{
    public int Inputs { get; } = inputs;

    public int Outputs { get; } = outputs;

    public Activation Activation { get; } = activation;

    /// <summary>Learned numbers that weight decay pulls towards 0.</summary>
    public virtual int Weights => 0;

    /// <summary>Learned numbers that it leaves alone: biases, scales and shifts.</summary>
    public virtual int Offsets => 0;

    /// <summary>Numbers that training follows by running averages.</summary>
    public virtual int Statistics => 0;

    /// <summary>False where predictions pass through unchanged.</summary>
    public virtual bool Predicts => true;

    /// <summary>Where its weights begin among the network's parameters.</summary>
    public int WeightStart { get; internal set; }

    /// <summary>Where its offsets begin among the network's parameters.</summary>
    public int OffsetStart { get; internal set; }

    /// <summary>Where its statistics begin.</summary>
    public int StatisticStart { get; internal set; }

    /// <summary>Its place in the network, from 0.</summary>
    public int Place { get; internal set; }

    /// <summary>How many numbers it must remember from <see cref="Forward"/> to <see cref="Backward"/> for a batch of this many rows.</summary>
    public virtual int Notes(int rows) => 0;

    /// <summary>Writes the first value of everything it learns.</summary>
    public virtual void Initialize(Span<float> parameters, Span<float> statistics, long seed) { }

    /// <summary>What it gives for rows that are not trained on. A row's outputs do not depend on the rows beside it. Never called where <see cref="Predicts"/> is false.</summary>
    public abstract void Predict(float[] parameters, float[] statistics, Batch input, Batch output, int threads, CancellationToken cancellation);

    /// <summary>The same in training.</summary>
    public abstract void Forward(TrainingStep step, Batch input, Batch output);

    /// <summary>From the gradient by its sums: the gradient by its parameters, written to the step's, and, where <paramref name="below"/> has rows, the gradient by the sums of the layer below.</summary>
    /// <param name="step">The step under way.</param>
    /// <param name="input">What <see cref="Forward"/> read.</param>
    /// <param name="output">What it wrote.</param>
    /// <param name="gradient">By its sums; may be overwritten.</param>
    /// <param name="below">Receives the gradient by the sums of the layer below; no rows where nobody needs it.</param>
    /// <param name="inputActivation">What the inputs have been through.</param>
    public abstract void Backward(TrainingStep step, Batch input, Batch output, Batch gradient, Batch below, Activation inputActivation);

    /// <summary>Applies an activation to whole rows in place.</summary>
    protected static void Activate(Activation activation, Batch rows)
    {
        switch (activation)
        {
            case Activation.Relu:
                default(ReluActivation).Apply(rows.All);
                break;
            case Activation.LeakyRelu:
                new LeakyReluActivation(Slope.Leak).Apply(rows.All);
                break;
            case Activation.Tanh:
                // Row by row, so that a value's bits do not depend on where in the batch it stands.
                for (var r = 0; r < rows.Rows; r++)
                {
                    Elementary.Tanh(rows[r]);
                }
                break;
            case Activation.Sigmoid:
                for (var r = 0; r < rows.Rows; r++)
                {
                    Elementary.Sigmoid(rows[r]);
                }
                break;
            case Activation.Softmax:
                for (var r = 0; r < rows.Rows; r++)
                {
                    SoftMax.Apply(rows[r]);
                }
                break;
        }
    }
}
