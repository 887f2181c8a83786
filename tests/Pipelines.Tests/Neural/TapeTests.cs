using Pipelines.Neural;
using Xunit;

namespace Pipelines.Tests.Neural;

public sealed class TapeTests
{
    private static readonly (string Name, Func<Variable, Variable, Variable> Function)[] Functions =
    [
        ("sum", (x, _) => x.Sum()),
        ("operators", (x, y) => (((x + y) * x) - (y / (x + 4)) + (2 * x) - (x / 3) - (-y) + 1 - 0.5).Sum()),
        ("rows and columns repeated", (x, y) => ((x * y.ColumnSums()) + (y / (x.RowSums() + 9)) - x.Mean()).Sum()),
        ("exp, log, pow", (x, y) => (x.Exp() + (y + 3).Log() + (x + 3).Pow(1.7)).Sum()),
        ("sin, cos", (x, y) => (x.Sin() * y.Cos()).Sum()),
        ("relu, leaky, abs", (x, y) => (x.Relu() + (2 * y.LeakyRelu(0.2)) + (x * y).Abs()).Sum()),
        ("tanh, sigmoid, softplus", (x, y) => (x.Tanh() + (y.Sigmoid() * x.Softplus())).Sum()),
        ("matmul, transpose, slice", (x, y) => (x.MatMul(y.Transpose()).Slice(1, 2) * x.Slice(0, 2)).Sum()),
        ("softmax, log-sum-exp", (x, y) => ((x.Softmax() * y) + (3 * x).LogSumExp()).Sum()),
        ("used twice", (x, y) => { var z = x.Tanh(); return (z * z * y + z).Mean(); }),
    ];

    public static TheoryData<string> FunctionNames => [.. Functions.Select(f => f.Name)];

    public static TheoryData<string> NetworkNames => [.. Networks.Select(n => n.Name)];

    private static (string Name, Layer[] Layers, string Loss)[] Networks =>
    [
        ("relu", [new Dense(6, Activation.Relu), new Dense(3)], "mean-squared"),
        ("leaky relu", [new Dense(6, Activation.LeakyRelu), new Dense(3)], "mean-absolute"),
        ("tanh", [new Dense(6, Activation.Tanh), new Dense(3)], "huber"),
        ("sigmoid", [new Dense(6, Activation.Sigmoid), new Dense(3)], "binary"),
        ("softmax inside", [new Dense(6, Activation.Softmax), new Dense(3)], "categorical"),
        ("activation at the end", [new Dense(3, Activation.Tanh)], "mean-squared"),
        ("softmax at the end", [new Dense(3, Activation.Softmax)], "mean-squared"),
        ("batch norm", [new Dense(6), new BatchNorm(Activation.Tanh), new Dense(3)], "mean-squared"),
        ("batch norm first", [new BatchNorm(), new Dense(3)], "mean-squared"),
        ("batch norm after an activation", [new Dense(6, Activation.Sigmoid), new BatchNorm(), new Dense(3)], "categorical"),
        ("layer norm", [new Dense(6), new LayerNorm(Activation.Sigmoid), new Dense(3)], "mean-squared"),
        ("layer norm after an activation", [new Dense(6, Activation.Tanh), new LayerNorm(), new Dense(3)], "mean-squared"),
        ("dropout", [new Dropout(0.3), new Dense(6, Activation.Tanh), new Dropout(0.5), new Dense(3)], "mean-squared"),
        ("noise", [new GaussianNoise(0.3), new Dense(6, Activation.Sigmoid), new GaussianNoise(0.1), new Dense(3)], "mean-squared"),
        ("activity penalty", [new Dense(6, Activation.Tanh), new ActivityPenalty(0.02, 0.03), new Dense(3)], "mean-squared"),
        ("variational", [new Dense(6, Activation.Tanh), new Dense(4), new GaussianSample(0.7), new Dense(6, Activation.Tanh), new Dense(3)], "binary"),
        ("embedding", [new Embedding(new EmbeddedColumn(4, 3, 2), new EmbeddedColumn(1, 4, 3)), new Dense(6, Activation.Tanh), new Dense(3)], "mean-squared"),
    ];

    [Theory, MemberData(nameof(FunctionNames))]
    public void Derivatives_are_those_of_central_differences(string name)
    {
        var function = Functions.Single(f => f.Name == name).Function;
        var point = Array.ConvertAll(Waves.Wave(24, 0.9), v => (double)v);
        (Tape, Variable, Variable, Variable) On(double[] at)
        {
            var tape = new Tape();
            var (x, y) = (tape.Variable(4, 3, at.AsSpan(..12)), tape.Variable(4, 3, at.AsSpan(12..)));
            return (tape, x, y, function(x, y));
        }
        var (tape, x, y, result) = On(point);
        tape.Backward(result);
        Close(CentralDifferences.Gradient(at => On(at).Item4.Value, point), [.. x.Gradient, .. y.Gradient], 1e-8);
        // Asked again, it starts from 0.
        tape.Backward(result);
        Close(CentralDifferences.Gradient(at => On(at).Item4.Value, point), [.. x.Gradient, .. y.Gradient], 1e-8);
    }

    [Theory, MemberData(nameof(NetworkNames))]
    public void Every_layer_and_loss_has_the_gradient_of_its_formula_and_the_formula_that_of_central_differences(string name)
    {
        var (_, layers, loss) = Networks.Single(n => n.Name == name);
        var rows = Waves.Inputs();
        for (var r = 0; r < Waves.Rows && layers[0] is Embedding; r++)
        {
            (rows[r][4], rows[r][1]) = (r % 3, (r % 5) - 1);
        }
        var (targets, measure) = loss switch
        {
            "binary" => (Waves.Shares(), Loss.BinaryCrossEntropy),
            "categorical" => (Waves.Shares(), Loss.CategoricalCrossEntropy),
            "huber" => (Waves.Numbers(), Loss.Huber(0.5)),
            "mean-absolute" => (Waves.Numbers(), Loss.MeanAbsolute),
            _ => (Waves.Numbers(), Loss.MeanSquared),
        };
        var plan = new NetworkPlan(layers, 5);
        var trainer = new BatchTrainer(plan, measure, Waves.Rows, 3, 5);
        // Biases and shifts off 0, so that nothing cancels by chance.
        foreach (var pass in plan.Passes)
        {
            var offsets = trainer.Step.Parameters.AsSpan(pass.OffsetStart, pass.Offsets);
            Waves.Wave(offsets.Length, pass.Place, 0.2).CopyTo(offsets);
            foreach (ref var offset in offsets[..(layers[pass.Place] is BatchNorm or LayerNorm ? offsets.Length / 2 : 0)])
            {
                offset += 1;
            }
        }
        Waves.Load(trainer, rows, targets);
        var value = trainer.Differentiate(Waves.Rows);
        var learned = Waves.Flat(plan, trainer.Step.Parameters);
        var (tape, leaves) = (new Tape(), new List<Variable>());
        var onTape = TapeNetwork.Loss(tape, trainer, plan, loss, rows, targets, learned, leaves);
        Assert.Equal(onTape.Value, value, 1e-6);
        tape.Backward(onTape);
        double[] gradient = [.. leaves.SelectMany(l => l.Gradient.ToArray())];
        Close(CentralDifferences.Gradient(at => TapeNetwork.Loss(new(), trainer, plan, loss, rows, targets, at, []).Value, learned), gradient, 1e-6);
        var engine = Waves.Flat(plan, trainer.Step.Gradients);
        Close(gradient, engine, 1e-5 * Math.Min(1, gradient.Max(Math.Abs)));
    }

    [Fact]
    public void Refuses_shapes_that_do_not_fit()
    {
        var tape = new Tape();
        var (x, y) = (tape.Variable(2, 3, 1, 2, 3, 4, 5, 6), tape.Variable(3, 3, new double[9]));
        Assert.Throws<ArgumentException>(() => x + y);
        Assert.Throws<ArgumentException>(() => y.MatMul(x));
        Assert.Throws<ArgumentException>(() => tape.Backward(x));
        Assert.Throws<ArgumentException>(() => tape.Variable(2, 2, 1, 2, 3));
        Assert.Throws<ArgumentException>(() => x + new Tape().Variable(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Slice(2, 2));
        Assert.Equal(["variable", "variable"], tape.Variables.Select(v => v.Operation));
    }

    private static void Close(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"Place {i}: expected {expected[i]:R}, got {actual[i]:R}.");
        }
    }
}
