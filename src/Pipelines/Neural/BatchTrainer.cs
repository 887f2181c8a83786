namespace Pipelines.Neural;

/// <summary>
/// A network in training: all memory of a step is planned here, once, for the largest batch; a step on one thread allocates nothing. The last layer's activation is left out where the loss applies it itself.
/// </summary>
internal sealed class BatchTrainer
{
    private readonly NetworkPlan _plan;
    private readonly Loss _loss;
    private readonly float[] _input;
    private readonly float[] _targets;
    private readonly float[][] _outputs;
    private readonly float[] _even;
    private readonly float[] _odd;
    private readonly int _targetColumns;

    /// <summary>Plans the memory and makes the first weights.</summary>
    /// <param name="plan">The network as it is trained.</param>
    /// <param name="loss">What is made small.</param>
    /// <param name="rows">Rows of the largest batch.</param>
    /// <param name="targetColumns">Columns of the targets; 0 where a row is its own target.</param>
    /// <param name="seed">Seed of the first weights and of all noise.</param>
    public BatchTrainer(NetworkPlan plan, Loss loss, int rows, int targetColumns, long seed)
    {
        (_plan, _loss, _targetColumns) = (plan, loss, targetColumns);
        var (parameters, statistics) = plan.Start(seed);
        Step = new()
        {
            Parameters = parameters,
            Gradients = new float[parameters.Length],
            Statistics = statistics,
            Notes = Array.ConvertAll(plan.Passes, p => new float[Room(rows, p.Notes(rows))]),
            RowNumbers = new long[rows],
            RowWeights = new float[rows],
            Seed = seed,
        };
        _input = new float[Room(rows, (long)rows * plan.Inputs)];
        _targets = new float[Room(rows, (long)rows * targetColumns)];
        _outputs = Array.ConvertAll(plan.Passes, p => new float[Room(rows, (long)rows * p.Outputs)]);
        var widest = plan.Passes.Max(p => Math.Max(p.Inputs, p.Outputs));
        (_even, _odd) = (new float[rows * widest], new float[rows * widest]);
    }

    /// <summary>What the layers share; row numbers and weights of the batch are to be written here.</summary>
    public TrainingStep Step { get; }

    /// <summary>Where the rows of a batch are to be put.</summary>
    public Batch Input(int rows) => new(_input, rows, _plan.Inputs);

    /// <summary>Where their targets are to be put; the rows themselves where they are their own targets.</summary>
    public Batch Targets(int rows) => _targetColumns == 0 ? Input(rows) : new(_targets, rows, _targetColumns);

    /// <summary>What the last pass over the batch gave.</summary>
    public Batch Output(int rows) => new(_outputs[^1], rows, _plan.Outputs);

    /// <summary>Forward and back over the batch: its loss, with what layers add to it, and the gradient in <see cref="TrainingStep.Gradients"/>.</summary>
    public double Differentiate(int rows)
    {
        Step.Penalty = 0;
        var passes = _plan.Passes;
        var input = Input(rows);
        for (var i = 0; i < passes.Length; i++)
        {
            var output = new Batch(_outputs[i], rows, passes[i].Outputs);
            passes[i].Forward(Step, input, output);
            input = output;
        }
        var (gradient, other) = (new Batch(_even, rows, _plan.Outputs), _odd);
        var loss = _loss.Measure(input, Targets(rows), Step.RowWeights, gradient, passes[^1].Activation);
        for (var i = passes.Length - 1; i >= Math.Max(0, _plan.FirstLearner); i--)
        {
            var (before, activation) = i == 0 ? (Input(rows), Activation.None) : (new Batch(_outputs[i - 1], rows, passes[i].Inputs), passes[i - 1].Activation);
            var below = i > _plan.FirstLearner ? new Batch(other, rows, passes[i].Inputs) : default;
            passes[i].Backward(Step, before, new(_outputs[i], rows, passes[i].Outputs), gradient, below, activation);
            (other, gradient) = (gradient.Values, below);
        }
        return loss + Step.Penalty;
    }

    /// <summary>The loss of the batch as predictions are made, without training on it.</summary>
    public double Evaluate(int rows)
    {
        var input = Input(rows);
        for (var i = 0; i < _plan.Passes.Length; i++)
        {
            if (_plan.Passes[i].Predicts)
            {
                var output = new Batch(_outputs[i], rows, _plan.Passes[i].Outputs);
                _plan.Passes[i].Predict(Step.Parameters, Step.Statistics, input, output, Step.Threads, Step.Cancellation);
                input = output;
            }
        }
        return _loss.Measure(input, Targets(rows), Step.RowWeights, new(_even, rows, _plan.Outputs), Activation.None);
    }

    private static int Room(int rows, long values) => values <= Array.MaxLength
        ? (int)values
        : throw new DataException("network.batch", $"NeuralNetwork cannot hold batches of {rows} rows this wide. Lower BatchSize.");
}
