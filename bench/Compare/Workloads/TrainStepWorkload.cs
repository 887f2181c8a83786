using Pipelines.Neural;

namespace Bench.Compare.Workloads;

/// <summary>Forward, back and one step of Adam on a batch that stays the same.</summary>
internal sealed class TrainStepWorkload : Workload
{
    private readonly int _rows;
    private readonly BatchTrainer _trainer;
    private readonly OptimizerState _optimizer;
    private readonly NetworkPlan _plan;
    private readonly NeuralNetworkOptions _options = new();
    private readonly float[] _firstGradients;
    private readonly int _threads;

    public TrainStepWorkload(string kind, int[] shape, string[] files, int threads)
    {
        (_rows, _threads) = (shape[0], threads);
        var layers = new Layer[shape.Length - 2];
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i] = new Dense(shape[i + 2], i == layers.Length - 1 ? Activation.None : Activation.Relu);
        }
        _plan = new(layers, shape[1]);
        var classes = kind == "train-step-classes";
        _trainer = new(_plan, classes ? Loss.CategoricalCrossEntropy : Loss.MeanSquared, _rows, classes ? 1 : shape[^1], 1);
        _trainer.Step.Threads = threads;
        _optimizer = new(_options, _plan.Length);
        Values(files[0]).CopyTo(_trainer.Input(_rows).All);
        if (classes)
        {
            for (var r = 0; r < _rows; r++)
            {
                _trainer.Targets(_rows)[r][0] = r % shape[^1];
            }
        }
        else
        {
            Values(files[1]).CopyTo(_trainer.Targets(_rows).All);
        }
        Array.Fill(_trainer.Step.RowWeights, 1f / _rows);
        foreach (var pass in _plan.Passes)
        {
            // Uniform in ± 1 / sqrt(inputs), as torch begins.
            var scale = 1 / MathF.Sqrt(pass.Inputs);
            var weights = Array.ConvertAll(Values(files[2 + pass.Place]), w => w * scale);
            weights.CopyTo(_trainer.Step.Parameters, pass.WeightStart);
        }
        _trainer.Differentiate(_rows);
        _firstGradients = [.. _trainer.Step.Gradients];
    }

    public override void Run()
    {
        _trainer.Differentiate(_rows);
        _optimizer.Step(_trainer.Step.Parameters, _trainer.Step.Gradients, _plan.Decayed, _options.LearningRate, _threads);
    }

    /// <summary>The gradient of the first step: what it is after the others depends on how many were run.</summary>
    public override IEnumerable<ReadOnlyMemory<float>> Results()
    {
        foreach (var pass in _plan.Passes)
        {
            yield return _firstGradients.AsMemory(pass.WeightStart, pass.Weights);
            yield return _firstGradients.AsMemory(pass.OffsetStart, pass.Offsets);
        }
    }
}
