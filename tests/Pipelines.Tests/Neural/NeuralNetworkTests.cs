using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Neural;
using Xunit;

namespace Pipelines.Tests.Neural;

public sealed class NeuralNetworkTests
{
    private static readonly Layer[] Every =
    [
        new Dense(12), new BatchNorm(Activation.Relu), new Dropout(0.2), new Dense(6, Activation.Tanh), new LayerNorm(), new ActivityPenalty(1e-4, 1e-4), new GaussianNoise(0.05), new GaussianSample(0.01), new Dense(3),
    ];

    [Fact]
    public void Learns_which_side_of_a_circle_a_point_is_on()
    {
        var rows = Points(600, 2);
        var inside = new float[600];
        for (var r = 0; r < 600; r++)
        {
            inside[r] = (rows[r][0] * rows[r][0]) + (rows[r][1] * rows[r][1]) < 0.5 ? 1 : 0;
        }
        foreach (var (last, loss) in new[] { (new Dense(1, Activation.Sigmoid), Loss.BinaryCrossEntropy), (new Dense(2, Activation.Softmax), Loss.CategoricalCrossEntropy) })
        {
            var model = new NeuralNetwork([new Dense(16, Activation.Relu), last], loss, new() { LearningRate = 0.02, Epochs = 60 }).Fit(new Examples(rows, inside));
            var answers = model.Transform(rows);
            var right = Enumerable.Range(0, 600).Count(r => answers[r][^1] > 0.5 == inside[r] > 0.5);
            Assert.InRange(right, 580, 600);
            Assert.All(answers.Values, p => Assert.InRange(p, 0, 1));
        }
    }

    [Fact]
    public void An_activation_that_the_loss_applies_itself_changes_the_answer_and_not_the_training()
    {
        var with = new NeuralNetwork([new Dense(3, Activation.Softmax)], Loss.CategoricalCrossEntropy, Short).Fit(Waves.Inputs(), Waves.Classes());
        var without = new NeuralNetwork([new Dense(3)], Loss.CategoricalCrossEntropy, Short).Fit(Waves.Inputs(), Waves.Classes());
        Assert.Equal(with.Learned(0).Weights.ToArray(), without.Learned(0).Weights.ToArray());
        var (shares, scores) = (with.Transform(Waves.Inputs()), without.Transform(Waves.Inputs()));
        for (var r = 0; r < Waves.Rows; r++)
        {
            Assert.Equal(1, shares[r].ToArray().Sum(), 1e-6);
            Assert.Equal(Math.Exp(scores[r][0] - scores[r][1]), shares[r][0] / shares[r][1], 1e-5);
        }
    }

    [Fact]
    public void Goes_on_from_a_checkpoint_with_the_same_bits_as_if_never_interrupted()
    {
        using var folder = new TemporaryFolder();
        var rows = Points(150, 4);
        var targets = Targets(rows);
        var options = new NeuralNetworkOptions { Epochs = 9, BatchSize = 32, Schedule = LearningRateSchedule.Plateau, PlateauEpochs = 1, Seed = 3, ValidationShare = 0.2 };
        foreach (var optimizer in Enum.GetValues<Optimizer>())
        {
            var taken = new List<NetworkCheckpoint>();
            var whole = new NeuralNetwork(Every, Loss.MeanSquared, options with { Optimizer = optimizer }) { Checkpoints = new Listener<NetworkCheckpoint>(taken.Add) }.Fit(rows, targets);
            Assert.Equal(9, taken.Count);
            ModelFile.Save(folder.File("half.pmodel"), taken[3]);
            var half = ModelFile.Load<NetworkCheckpoint>(folder.File("half.pmodel"));
            Assert.Equal(4, half.Epoch);
            var resumed = new NeuralNetwork(Every, Loss.MeanSquared, options with { Optimizer = optimizer }) { From = half }.Fit(rows, targets);
            Assert.Equal(Bytes(whole), Bytes(resumed));
            Assert.Equal(Bytes(whole), Bytes(taken[^1].ToModel()));
        }
    }

    [Fact]
    public void Refuses_to_go_on_with_other_rows_or_options()
    {
        var taken = new List<NetworkCheckpoint>();
        Layer[] layers = [new Dense(3)];
        new NeuralNetwork(layers, Loss.MeanSquared, Short) { Checkpoints = new Listener<NetworkCheckpoint>(taken.Add) }.Fit(Waves.Inputs(), Waves.Numbers());
        Refused("network.resume", () => new NeuralNetwork(layers, Loss.MeanSquared, Short with { Seed = 9 }) { From = taken[0] }.Fit(Waves.Inputs(), Waves.Numbers()));
        Refused("network.resume", () => new NeuralNetwork(layers, Loss.MeanSquared, Short) { From = taken[0] }.Fit(Waves.Inputs().View[1..], Waves.Numbers().View[1..]));
        Refused("network.resume", () => new NeuralNetwork([new Dense(9), new Dense(3)], Loss.MeanSquared, Short) { From = taken[0] }.Fit(Waves.Inputs(), Waves.Numbers()));
    }

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads_where_the_work_is_shared()
    {
        var rows = Points(256, 300);
        Layer[] layers = [new Dense(200, Activation.Relu), new Dropout(0.1), new Dense(300)];
        var options = new NeuralNetworkOptions { Epochs = 3, BatchSize = 128, ValidationShare = 0 };
        var one = new NeuralNetwork(layers, Loss.MeanSquared, options).Fit(rows, rows, default, new() { Threads = 1 });
        var two = new NeuralNetwork(layers, Loss.MeanSquared, options).Fit(rows, rows, default, new() { Threads = 2 });
        Assert.Equal(Bytes(one), Bytes(two));
        var result = new Matrix(256, 300);
        one.Transform(rows, result, new() { Threads = 2 });
        Assert.Equal(one.Transform(rows).Values, result.Values);
    }

    [Fact]
    public void A_stream_that_fits_into_a_block_trains_as_the_same_rows_in_memory()
    {
        var rows = Points(130, 4);
        var targets = Targets(rows);
        var joint = new Matrix(130, 7);
        for (var r = 0; r < 130; r++)
        {
            rows[r].CopyTo(joint[r]);
            targets[r].CopyTo(joint[r][4..]);
        }
        var network = new NeuralNetwork(Every, Loss.MeanSquared, Short);
        Assert.Equal(Bytes(network.Fit(rows, targets)), Bytes(network.Fit(RowSource.Of(joint), 3)));
        var itself = new NeuralNetwork([new Dense(2), new Dense(4)], Loss.MeanSquared, Short);
        Assert.Equal(Bytes(itself.Fit(rows, rows)), Bytes(itself.Fit(RowSource.Of(rows))));
        Assert.Equal(Bytes(itself.Fit(rows, rows)), Bytes(itself.Fit(rows, rows.View.ToMatrix())));
    }

    [Fact]
    public void Several_seeds_give_the_models_that_each_gives_alone()
    {
        var rows = Points(80, 4);
        var network = new NeuralNetwork([new Dense(2, Activation.Tanh), new Dense(4)], Loss.MeanSquared, Short with { Seed = 5 });
        var steps = new List<FitStep>();
        var models = network.FitSeeds(3, rows, rows, new() { Threads = 2, Progress = new Told(steps.Add) });
        Assert.Equal(3 * Short.Epochs, steps[^1].Step);
        Assert.All(steps, s => Assert.Equal(3 * Short.Epochs, s.Of));
        Assert.Equal(steps.Select(s => s.Step).Order(), steps.Select(s => s.Step));
        for (var s = 0; s < 3; s++)
        {
            Assert.Equal(Bytes(new NeuralNetwork([new Dense(2, Activation.Tanh), new Dense(4)], Loss.MeanSquared, Short with { Seed = 5 + s }).Fit(rows, rows)), Bytes(models[s]));
        }
        Refused("network.targets", () => network.FitSeeds(2, rows, new Matrix(80, 1), new() { Threads = 2 }));
    }

    [Fact]
    public void Parts_of_a_model_give_what_its_layers_give()
    {
        var rows = Points(300, 4);
        var model = new NeuralNetwork(Every, Loss.MeanSquared, Short).Fit(rows, Targets(rows));
        var whole = model.Transform(rows);
        for (var cut = 0; cut <= Every.Length; cut++)
        {
            Assert.Equal(whole.Values, model[cut..].Transform(model[..cut].Transform(rows)).Values);
        }
        var square = new NeuralNetwork([new Dense(4)], Loss.MeanSquared, Short).Fit(rows, rows);
        var expected = square.Transform(rows);
        square.Transform(rows, rows);
        Assert.Equal(expected.Values, rows.Values);
    }

    [Fact]
    public void Keeps_the_weights_of_the_epoch_with_the_lowest_validation_loss_and_stops()
    {
        // Noise has nothing to teach: the training loss falls on, the validation loss soon rises.
        var rows = Points(120, 20);
        var targets = Points(120, 1, seed: 9);
        var taken = new List<NetworkCheckpoint>();
        var options = new NeuralNetworkOptions { Epochs = 500, BatchSize = 16, LearningRate = 0.02, ValidationShare = 0.3, Patience = 6 };
        var model = new NeuralNetwork([new Dense(40, Activation.Relu), new Dense(1)], Loss.MeanSquared, options) { Checkpoints = new Listener<NetworkCheckpoint>(taken.Add) }.Fit(rows, targets);
        var best = model.History.MinBy(h => h.Validation).Epoch;
        Assert.InRange(model.History.Count, best, 100);
        Assert.Equal(model.Transform(rows).Values, taken[best - 1].ToModel().Transform(rows).Values);
        Assert.NotEqual(taken[^1].Parameters, taken[^1].BestParameters);
        Assert.True(model.History[^1].Training < model.History[best - 1].Training);
    }

    [Fact]
    public void An_embedding_is_a_dense_layer_over_one_hot_columns()
    {
        var (rows, hot, targets) = (new Matrix(60, 3), new Matrix(60, 6), Points(60, 2, seed: 4));
        var plain = Points(60, 2);
        for (var r = 0; r < 60; r++)
        {
            var level = (r % 5) - 1;
            (rows[r][0], rows[r][1], rows[r][2]) = (plain[r][0], level, plain[r][1]);
            plain[r].CopyTo(hot[r]);
            hot[r][2..].Clear();
            if (level >= 0)
            {
                hot[r][2 + level] = 1;
            }
        }
        var plan = new NetworkPlan([new Embedding(new EmbeddedColumn(1, 4, 2)), new Dense(2)], 3);
        var trainer = new BatchTrainer(plan, Loss.MeanSquared, 60, 2, 1);
        Waves.Load(trainer, rows, targets);
        trainer.Differentiate(60);
        var output = trainer.Output(60);
        var (vectors, dense) = (trainer.Step.Parameters.AsSpan(plan.Passes[0].WeightStart, 8).ToArray(), trainer.Step.Parameters.AsSpan(plan.Passes[1].WeightStart, 8).ToArray());
        for (var r = 0; r < 60; r++)
        {
            for (var k = 0; k < 2; k++)
            {
                double sum = (hot[r][0] * dense[k]) + (hot[r][1] * dense[2 + k]);
                for (var level = 0; level < 4; level++)
                {
                    sum += hot[r][2 + level] * ((vectors[2 * level] * dense[4 + k]) + (vectors[(2 * level) + 1] * dense[6 + k]));
                }
                Assert.Equal(sum, output[r][k], 1e-6);
            }
        }
        rows[7][1] = 4;
        Refused("network.level", () => new NeuralNetwork([new Embedding(new EmbeddedColumn(1, 4, 2)), new Dense(2)], Loss.MeanSquared, Short).Fit(rows, targets));
        Refused("network.column", () => new NeuralNetwork([new Embedding(new EmbeddedColumn(3, 4, 2)), new Dense(2)], Loss.MeanSquared, Short).Fit(rows, targets));
        Refused("network.embedding", () => new NeuralNetwork([new Dense(2), new Embedding(new EmbeddedColumn(1, 4, 2))], Loss.MeanSquared, Short).Fit(rows, targets));
    }

    [Fact]
    public void Missing_targets_add_nothing()
    {
        var targets = Waves.Numbers();
        targets[4][1] = float.NaN;
        targets[7].Fill(float.NaN);
        foreach (var loss in new[] { Loss.MeanSquared, Loss.MeanAbsolute, Loss.Huber(), Loss.BinaryCrossEntropy, Loss.CategoricalCrossEntropy })
        {
            var gradient = new float[3];
            Assert.Equal(0, loss.Row([1, 2, 3], [float.NaN, float.NaN, float.NaN], 1, gradient));
            Assert.Equal([0, 0, 0], gradient);
        }
        Assert.All(new NeuralNetwork([new Dense(3)], Loss.MeanSquared, Short).Fit(Waves.Inputs(), targets).Transform(Waves.Inputs()).Values, v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void A_loss_of_parts_is_the_sum_of_its_parts()
    {
        float[] output = [0.2f, -1, 0.5f, 2, -0.3f, 0.7f], gradient = new float[6], one = new float[1], two = new float[2], three = new float[3];
        var parts = Loss.Parts((1, Loss.MeanSquared, 1), (2, Loss.BinaryCrossEntropy, 0.5), (3, Loss.CategoricalCrossEntropy, 2));
        var sum = Loss.MeanSquared.Row(output.AsSpan(..1), [1], 0.25f, one) + (0.5 * Loss.BinaryCrossEntropy.Row(output.AsSpan(1..3), [0, 1], 0.125f, two)) + (2 * Loss.CategoricalCrossEntropy.Row(output.AsSpan(3..), [2], 0.5f, three));
        Assert.Equal(sum, parts.Row(output, [1, 0, 1, 2], 0.25f, gradient), 1e-9);
        Assert.Equal([.. one, .. two, .. three], gradient);
        Refused("network.parts", () => new NeuralNetwork([new Dense(5)], parts, Short).Fit(Waves.Inputs(), Waves.Numbers()));
        Refused("network.targets", () => new NeuralNetwork([new Dense(6)], parts, Short).Fit(Waves.Inputs(), Waves.Numbers()));
    }

    [Fact]
    public void Says_at_which_step_the_loss_ran_away_and_what_to_try()
    {
        var rows = new Matrix(64, 2, [.. Points(64, 2).Values.Select(v => v * 1e12f)]);
        var error = Refused("network.diverged", () => new NeuralNetwork([new Dense(8, Activation.Relu), new Dense(8, Activation.Relu), new Dense(2)], Loss.MeanSquared, Short with { Optimizer = Optimizer.Sgd, LearningRate = 10 }).Fit(rows, rows));
        Assert.Contains("of epoch 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("Lower LearningRate (10)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_targets_that_do_not_fit()
    {
        var x = Waves.Inputs();
        Refused("network.targets", () => new NeuralNetwork([new Dense(2)], Loss.MeanSquared).Fit(x, Waves.Numbers()));
        Refused("network.label", () => new NeuralNetwork([new Dense(2)], Loss.CategoricalCrossEntropy).Fit(x, Waves.Classes()));
        Refused("network.classes", () => new NeuralNetwork([new Dense(1)], Loss.CategoricalCrossEntropy).Fit(x, Waves.Classes()));
        Refused("network.share", () => new NeuralNetwork([new Dense(3)], Loss.CategoricalCrossEntropy).Fit(x, Waves.Numbers()));
        Refused("network.probability", () => new NeuralNetwork([new Dense(3)], Loss.BinaryCrossEntropy).Fit(x, Waves.Numbers()));
        Refused("network.target", () => new NeuralNetwork([new Dense(1)], Loss.MeanSquared).Fit(x, new Matrix(Waves.Rows, 1, [.. Enumerable.Repeat(float.PositiveInfinity, Waves.Rows)])));
        Refused("examples.size", () => new NeuralNetwork([new Dense(3)], Loss.MeanSquared).Fit(x, Waves.Numbers().View[1..]));
        Refused("network.pairs", () => new NeuralNetwork([new Dense(3), new GaussianSample(), new Dense(3)], Loss.MeanSquared).Fit(x, Waves.Numbers()));
        Refused("network.stream", () => new NeuralNetwork([new Dense(3)], Loss.MeanSquared).Fit(RowSource.Of(x), 5));
        Assert.Contains("row 5", Refused("network.label", () => new NeuralNetwork([new Dense(2)], Loss.CategoricalCrossEntropy).Fit(x, new Matrix(Waves.Rows, 1, [0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_layers_out_of_range()
    {
        foreach (Layer layer in new Layer[] { new Dense(0), new Dropout(1), new Dropout(double.NaN), new GaussianNoise(-1), new BatchNorm { Momentum = 0 }, new LayerNorm { Epsilon = 0 }, new ActivityPenalty(-1), new GaussianSample(-1),
            new Dense(2, (Activation)77), new Embedding(new EmbeddedColumn(0, 0, 1)), new Embedding(new EmbeddedColumn(0, 2, 1), new EmbeddedColumn(0, 2, 1)) })
        {
            Assert.Throws<OptionException>(() => new NeuralNetwork([layer], Loss.MeanSquared));
        }
        Assert.Throws<OptionException>(() => new NeuralNetwork([], Loss.MeanSquared));
        Assert.Throws<OptionException>(() => new NeuralNetwork([new Dense(3, Activation.Sigmoid)], Loss.CategoricalCrossEntropy));
        Assert.Throws<OptionException>(() => Loss.Huber(0));
        Assert.Throws<OptionException>(() => Loss.Parts());
    }

    [Theory, InlineData(5), InlineData(16), InlineData(33), InlineData(70)]
    public void A_row_gives_the_same_bits_alone_and_in_a_batch_through_every_activation(int width)
    {
        var rows = Points(37, 9);
        foreach (var activation in Enum.GetValues<Activation>())
        {
            Layer[] layers = [new Dense(width, activation), new BatchNorm(activation), new LayerNorm(activation), new Dense(3, activation)];
            var model = new NeuralNetwork(layers, Loss.MeanSquared, Short).Fit(rows, Points(37, 3));
            var together = model.Transform(rows);
            for (var r = 0; r < 37; r++)
            {
                Assert.Equal(together[r], model.Transform(rows.View[r..(r + 1)])[0]);
            }
        }
    }

    [Fact]
    public void A_step_on_one_thread_allocates_nothing()
    {
        var plan = new NetworkPlan(Every, 4);
        var trainer = new BatchTrainer(plan, Loss.MeanSquared, 64, 3, 1);
        var optimizer = new OptimizerState(new() { ClipNorm = 1 }, plan.Length);
        var rows = Points(64, 4);
        Waves.Load(trainer, rows, Targets(rows));
        long before = 0;
        for (var i = 0; i < 3; i++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            trainer.Differentiate(64);
            optimizer.Step(trainer.Step.Parameters, trainer.Step.Gradients, plan.Decayed, 0.001, 1);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Describes_itself() => Assert.Equal("5 → dense 12 → batch-norm 12 relu → dropout 12 → dense 6 tanh → layer-norm 6 → activity-penalty 6 → gaussian-noise 6 → gaussian-sample 3 → dense 3",
        new NeuralNetwork(Every, Loss.MeanSquared, Short).Fit(Waves.Inputs(), Waves.Numbers()).ToString());

    private static NeuralNetworkOptions Short => new() { Epochs = 3, BatchSize = 16 };

    private static Matrix Points(int rows, int columns, long seed = 1)
    {
        var points = new Matrix(rows, columns);
        for (var r = 0; r < rows; r++)
        {
            var rng = Rng.At(seed, 7, r);
            foreach (ref var v in points[r])
            {
                v = (float)((2 * rng.NextDouble()) - 1);
            }
        }
        return points;
    }

    private static Matrix Targets(Matrix rows)
    {
        var targets = new Matrix(rows.Rows, 3);
        for (var r = 0; r < rows.Rows; r++)
        {
            (targets[r][0], targets[r][1], targets[r][2]) = (rows[r][0] * rows[r][1], rows[r][2], rows[r][3] - rows[r][0]);
        }
        return targets;
    }

    private static byte[] Bytes(IModel model)
    {
        using var stream = new MemoryStream();
        ModelFile.Write(stream, model, null);
        return stream.ToArray();
    }

    private static DataException Refused(string code, Action act)
    {
        var error = Assert.Throws<DataException>(act);
        Assert.Equal(code, error.Code);
        return error;
    }

    private sealed class Listener<T>(Action<T> act) : IProgress<T>
    {
        public void Report(T value) => act(value);
    }

    private sealed class Told(Action<FitStep> hear) : IProgress<FitStep>
    {
        public void Report(FitStep value) => hear(value);
    }
}
