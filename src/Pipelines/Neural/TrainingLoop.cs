using System.Numerics.Tensors;

namespace Pipelines.Neural;

/// <summary>
/// Epochs, batches, learning rate, early stopping. What it knows after an epoch is a <see cref="NetworkCheckpoint"/> and nothing else: everything random is a function of seed, epoch and row,
/// so training that goes on from one ends with the same bits as training that was never interrupted.
/// </summary>
internal sealed class TrainingLoop
{
    private readonly Layer[] _layers;
    private readonly NeuralNetworkOptions _options;
    private readonly ITrainingRows _data;
    private readonly FitControl _control;
    private readonly NetworkPlan _plan;
    private readonly ValidationRows _validation;
    private readonly BatchTrainer _trainer;
    private readonly OptimizerState _optimizer;
    private readonly int _batch;
    private readonly List<EpochLoss> _history = [];
    private int[] _order = [];
    private TrainingProgress _progress = new();
    private float[] _bestParameters = [];
    private float[] _bestStatistics = [];

    /// <summary>Reads the data once, and plans everything.</summary>
    /// <exception cref="DataException">The data does not fit the layers or the loss.</exception>
    public TrainingLoop(Layer[] layers, Loss loss, NeuralNetworkOptions options, ITrainingRows data, FitControl control)
    {
        (_layers, _options, _data, _control) = (layers, options, data, control);
        _plan = new(loss.Folds(layers[^1].Output) ? [.. layers[..^1], layers[^1].WithoutActivation] : layers, data.Inputs);
        _validation = new(data, loss, _plan.Outputs, options, control.Cancellation);
        _batch = (int)Math.Min(options.BatchSize, _validation.Trained);
        _trainer = new(_plan, loss, _batch, data.Targets, options.Seed);
        (_trainer.Step.Threads, _trainer.Step.Cancellation) = (control.Threads, control.Cancellation);
        _optimizer = new(options, _plan.Length);
    }

    private bool Validates => _validation.Weights.Length > 0;

    /// <summary>Trains to the end.</summary>
    /// <param name="from">Where to go on; null for the beginning.</param>
    /// <param name="told">Given a checkpoint after every epoch.</param>
    public NeuralNetworkModel Run(NetworkCheckpoint? from, IProgress<NetworkCheckpoint>? told)
    {
        if (from is not null)
        {
            Restore(from);
        }
        while (!_progress.Stops(_options))
        {
            var loss = Train();
            var validation = Validates ? Validate() : double.NaN;
            var watched = Validates ? validation : loss;
            if (Validates && watched < _progress.Lowest)
            {
                (_bestParameters, _bestStatistics) = ([.. _trainer.Step.Parameters], [.. _trainer.Step.Statistics]);
            }
            _history.Add(new(_progress.Epoch + 1, loss, validation, _progress.LearningRate(_options, _optimizer.Steps - 1)));
            _progress = _progress.After(watched, _options);
            told?.Report(Checkpoint());
            _control.Step(_progress.Epoch, _options.Epochs, watched);
        }
        // The plan of the layers as they were given: the same parameters, with the activation that the loss applied in training.
        return new(new(_layers, _data.Inputs), [.. Best], [.. BestStatistics], [.. _history]);
    }

    private float[] Best => _bestParameters.Length > 0 ? _bestParameters : _trainer.Step.Parameters;

    private float[] BestStatistics => _bestParameters.Length > 0 ? _bestStatistics : _trainer.Step.Statistics;

    /// <summary>One pass over the training rows; returns their mean loss.</summary>
    private double Train()
    {
        var step = _trainer.Step;
        step.Epoch = _progress.Epoch;
        var total = 0.0;
        var number = 0;
        foreach (var block in _data.Blocks(_control.Cancellation))
        {
            var order = Order(block, number++);
            for (var at = 0; at < order.Length; at += _batch)
            {
                _control.Cancellation.ThrowIfCancellationRequested();
                var chosen = order[at..Math.Min(order.Length, at + _batch)];
                Gather(block, chosen);
                var loss = _trainer.Differentiate(chosen.Length);
                if (!double.IsFinite(loss))
                {
                    throw Diverged(loss, at / _batch);
                }
                total += loss * chosen.Length;
                _optimizer.Step(step.Parameters, step.Gradients, _plan.Decayed, _progress.LearningRate(_options, _optimizer.Steps), _control.Threads);
            }
        }
        return TensorPrimitives.IsFiniteAll<float>(step.Parameters) ? total / _validation.Trained : throw Diverged(double.NaN, (int)(_optimizer.Steps - 1));
    }

    /// <summary>The rows of a block that are trained on, in the order of this epoch.</summary>
    private ReadOnlySpan<int> Order(TrainingBlock block, int number)
    {
        if (_order.Length < block.Rows.Rows)
        {
            _order = new int[block.Rows.Rows];
        }
        var count = 0;
        for (var r = 0; r < block.Rows.Rows; r++)
        {
            var held = Validates && _validation.Holds(block.First + r) && (block.Weights.IsEmpty || block.Weights.Span[r] > 0);
            _order[count] = r;
            count += held ? 0 : 1;
        }
        var order = _order.AsSpan(0, count);
        Rng.At(_options.Seed, _progress.Epoch, -1 - number).Shuffle(order);
        return order;
    }

    private void Gather(TrainingBlock block, ReadOnlySpan<int> chosen)
    {
        var (input, targets, step) = (_trainer.Input(chosen.Length), _trainer.Targets(chosen.Length), _trainer.Step);
        var share = 1 / (_validation.MeanWeight * chosen.Length);
        for (var i = 0; i < chosen.Length; i++)
        {
            var row = chosen[i];
            block.Rows[row].CopyTo(input[i]);
            if (_data.Targets > 0)
            {
                block.Targets[row].CopyTo(targets[i]);
            }
            step.RowNumbers[i] = block.First + row;
            step.RowWeights[i] = (float)(block.Weights.IsEmpty ? share : share * block.Weights.Span[row]);
        }
    }

    /// <summary>The mean loss of the rows set aside.</summary>
    private double Validate()
    {
        double total = 0, weights = 0;
        var (rows, targets) = (_validation.Rows.View, _validation.Targets.View);
        for (var at = 0; at < rows.Rows; at += _batch)
        {
            _control.Cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(_batch, rows.Rows - at);
            rows[at..(at + count)].Values.CopyTo(_trainer.Input(count).All);
            if (_data.Targets > 0)
            {
                targets[at..(at + count)].Values.CopyTo(_trainer.Targets(count).All);
            }
            for (var i = 0; i < count; i++)
            {
                _trainer.Step.RowWeights[i] = _validation.Weights[at + i];
                weights += _validation.Weights[at + i];
            }
            total += _trainer.Evaluate(count);
        }
        return double.IsFinite(total) ? total / weights : throw Diverged(total, (int)(_optimizer.Steps - 1));
    }

    private DataException Diverged(double loss, int batch) => new("network.diverged",
        $"NeuralNetwork's loss is {loss} at batch {batch} of epoch {_progress.Epoch + 1}: the weights have run away. Lower LearningRate ({_options.LearningRate}), set ClipNorm to 1, or scale the columns to a deviation of 1.");

    private NetworkCheckpoint Checkpoint() => new()
    {
        Layers = _layers,
        Inputs = _data.Inputs,
        Options = _options,
        Rows = _validation.Count,
        Progress = _progress,
        Steps = _optimizer.Steps,
        Parameters = [.. _trainer.Step.Parameters],
        Statistics = [.. _trainer.Step.Statistics],
        FirstMoments = [.. _optimizer.First],
        SecondMoments = [.. _optimizer.Second],
        // Never written to again, so they need no copy.
        BestParameters = _bestParameters,
        BestStatistics = _bestStatistics,
        History = [.. _history],
    };

    private void Restore(NetworkCheckpoint from)
    {
        if (from.Inputs != _data.Inputs || from.Parameters.Length != _plan.Length || from.Rows != _validation.Count
            || from.Options with { Epochs = _options.Epochs } != _options || from.BestParameters.Length > 0 != (Validates && from.Epoch > 0))
        {
            throw new DataException("network.resume", $"NeuralNetwork must go on with the layers, options and rows that its checkpoint was made with, {from.Rows} rows of {from.Inputs} columns; got {_validation.Count} rows of {_data.Inputs} columns or other layers or options. Only Epochs may change.");
        }
        from.Parameters.CopyTo(_trainer.Step.Parameters, 0);
        from.Statistics.CopyTo(_trainer.Step.Statistics, 0);
        from.FirstMoments.CopyTo(_optimizer.First, 0);
        from.SecondMoments.CopyTo(_optimizer.Second, 0);
        (_optimizer.Steps, _progress, _bestParameters, _bestStatistics) = (from.Steps, from.Progress, from.BestParameters, from.BestStatistics);
        _history.AddRange(from.History);
    }
}
