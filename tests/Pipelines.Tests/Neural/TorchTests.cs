using Pipelines.Data;
using Pipelines.Neural;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Neural;

/// <summary>Gradients and training steps beside those of torch 1.13.</summary>
public sealed class TorchTests
{
    private static readonly GoldenNumbers Torch = new("neural.txt");

    [Theory]
    [InlineData(Activation.Relu, "relu")]
    [InlineData(Activation.LeakyRelu, "leaky-relu")]
    [InlineData(Activation.Tanh, "tanh")]
    [InlineData(Activation.Sigmoid, "sigmoid")]
    [InlineData(Activation.Softmax, "softmax")]
    public void Gradients_through_activations_are_those_of_torch(Activation activation, string name) =>
        Gradients($"activation.{name}", [new Dense(7, activation), new Dense(3)], Loss.MeanSquared, Waves.Numbers());

    [Fact]
    public void Gradients_of_losses_are_those_of_torch()
    {
        Layer[] layers = [new Dense(7, Activation.Tanh), new Dense(3)];
        Gradients("loss.mean-squared", layers, Loss.MeanSquared, Waves.Numbers());
        Gradients("loss.mean-absolute", layers, Loss.MeanAbsolute, Waves.Numbers());
        Gradients("loss.huber", layers, Loss.Huber(0.5), Waves.Numbers());
        Gradients("loss.binary", layers, Loss.BinaryCrossEntropy, Waves.Shares());
        Gradients("loss.categorical", layers, Loss.CategoricalCrossEntropy, Waves.Classes());
        Gradients("loss.categorical-shares", layers, Loss.CategoricalCrossEntropy, Waves.Shares());
    }

    [Fact]
    public void Gradients_through_normalisations_are_those_of_torch()
    {
        Gradients("layer-norm", [new Dense(7), new LayerNorm(Activation.Tanh), new Dense(3)], Loss.MeanSquared, Waves.Numbers());
        var step = Gradients("batch-norm", [new Dense(7), new BatchNorm(Activation.Relu), new Dense(3)], Loss.MeanSquared, Waves.Numbers());
        GoldenNumbers.Close(Torch["batch-norm.running"], step.Statistics, 2e-6);
    }

    [Theory]
    [InlineData("sgd", Optimizer.Sgd, 0.1, 0.9, 0)]
    [InlineData("sgd-plain", Optimizer.Sgd, 0.1, 0, 0)]
    [InlineData("sgd-decay", Optimizer.Sgd, 0.1, 0.9, 0.1)]
    [InlineData("rms-prop", Optimizer.RmsProp, 0.01, 0.9, 0)]
    [InlineData("rms-prop-plain", Optimizer.RmsProp, 0.01, 0, 0)]
    [InlineData("adam", Optimizer.Adam, 0.01, 0, 0)]
    [InlineData("adam-decay", Optimizer.Adam, 0.01, 0, 0.1)]
    [InlineData("adam-w", Optimizer.AdamW, 0.01, 0, 0.1)]
    public void Optimizers_step_as_those_of_torch(string name, Optimizer optimizer, double rate, double momentum, double decay) =>
        Train(name, new() { Optimizer = optimizer, LearningRate = rate, Momentum = momentum, WeightDecay = decay, Beta2 = optimizer == Optimizer.RmsProp ? 0.99 : 0.999 });

    [Fact]
    public void Schedules_and_clipping_are_those_of_torch()
    {
        var plain = new NeuralNetworkOptions { Optimizer = Optimizer.Sgd, LearningRate = 0.1, Momentum = 0 };
        Train("clip", plain with { Momentum = 0.9, ClipNorm = 0.05 });
        Train("cosine", plain with { Schedule = LearningRateSchedule.Cosine });
        Train("step", plain with { Schedule = LearningRateSchedule.Step, StepEpochs = 2, Factor = 0.5 });
        Train("plateau", plain with { LearningRate = 1.9, Schedule = LearningRateSchedule.Plateau, PlateauEpochs = 1, Factor = 0.5, Tolerance = 0.3, Epochs = 8 }, 8);
        Train("warm-up", plain with { WarmUpSteps = 4 });
    }

    private static TrainingStep Gradients(string name, Layer[] layers, Loss loss, Matrix targets)
    {
        var plan = new NetworkPlan(layers, 5);
        var trainer = new BatchTrainer(plan, loss, Waves.Rows, targets.Columns, 1);
        Waves.Fill(plan, trainer.Step.Parameters);
        Waves.Load(trainer, Waves.Inputs(), targets);
        var value = trainer.Differentiate(Waves.Rows);
        GoldenNumbers.Close(Torch[$"{name}.loss"], [value], 1e-6);
        CloseToLargest(Torch[$"{name}.gradient"], Waves.Flat(plan, trainer.Step.Gradients));
        return trainer.Step;
    }

    /// <summary>Trains from the script's first weights: a checkpoint of no epochs that holds them.</summary>
    private static void Train(string name, NeuralNetworkOptions options, int epochs = 6)
    {
        options = options with { Epochs = epochs, BatchSize = Waves.Rows, ValidationShare = 0, Patience = 0 };
        Layer[] layers = [new Dense(7, Activation.Tanh), new Dense(3)];
        var plan = new NetworkPlan(layers, 5);
        var (parameters, statistics) = plan.Start(0);
        Waves.Fill(plan, parameters);
        var empty = new OptimizerState(options, plan.Length);
        var start = new NetworkCheckpoint { Layers = layers, Inputs = 5, Options = options, Rows = Waves.Rows, Parameters = parameters, Statistics = statistics, FirstMoments = empty.First, SecondMoments = empty.Second };
        var model = new NeuralNetwork(layers, Loss.MeanSquared, options) { From = start }.Fit(Waves.Inputs(), Waves.Numbers());
        GoldenNumbers.Close(Torch[$"train.{name}.rates"], [.. model.History.Select(h => h.LearningRate)], 1e-6);
        CloseToLargest(Torch[$"train.{name}"], [.. Enumerable.Range(0, 2).SelectMany(i => model.Learned(i).Weights.ToArray().Concat(model.Learned(i).Offsets.ToArray())).Select(v => (double)v)]);
    }

    private static void CloseToLargest(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-5 * largest, $"Place {i}: expected {expected[i]:R}, got {actual[i]:R}.");
        }
    }
}
