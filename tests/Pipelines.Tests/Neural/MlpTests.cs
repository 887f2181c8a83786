using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Neural;
using Pipelines.Tests.Supervised;
using Xunit;

namespace Pipelines.Tests.Neural;

public sealed class MlpTests
{
    [Fact]
    public void Tells_nested_rings_in_any_unit()
    {
        var (rows, classes) = Rings(600);
        var model = new MlpClassifier(new() { LearningRate = 0.01 }).Fit(new(rows[..400], classes.AsMemory(..400)));
        var answers = model.Probabilities(rows[400..]);
        Assert.InRange(Enumerable.Range(0, 200).Count(r => Largest(answers[r]) == classes[400 + r]), 190, 200);
    }

    [Fact]
    public void Reads_handwritten_digits_as_well_as_the_reference()
    {
        // MLPClassifier(random_state=0..4) of scikit-learn 1.2.1 on the same rows, every fourth one tested, pixels divided by 16: 0.9778 to 0.9822.
        var digits = LabelledSets.Digits;
        int[] tested = [.. Enumerable.Range(0, digits.Rows.Rows).Where(r => r % 4 == 0)], trained = [.. Enumerable.Range(0, digits.Rows.Rows).Where(r => r % 4 != 0)];
        var model = new MlpClassifier().Fit(new(Rows(digits.Rows, trained), Array.ConvertAll(trained, r => digits.Targets.Span[r])));
        var answers = model.Probabilities(Rows(digits.Rows, tested));
        Assert.InRange(Enumerable.Range(0, tested.Length).Count(i => Largest(answers[i]) == digits.Targets.Span[tested[i]]) / (double)tested.Length, 0.975, 1);
    }

    [Fact]
    public void Predicts_a_curve_in_the_unit_of_its_targets()
    {
        var rows = new Matrix(500, 2);
        var targets = new float[500];
        for (var r = 0; r < 500; r++)
        {
            var rng = Rng.At(3, 0, r);
            (rows[r][0], rows[r][1]) = ((float)(1e4 * rng.NextDouble()), (float)rng.NextDouble());
            targets[r] = (float)(1e6 + (5e4 * Math.Sin(rows[r][0] / 2e3)) + (3e4 * rows[r][1]));
        }
        var model = new MlpRegressor(new() { LearningRate = 0.01, HiddenLayers = 2, HiddenUnits = 50 }).Fit(new(rows, targets));
        var answers = new float[500];
        model.Predict(rows, answers);
        var mean = targets.Average();
        var explained = 1 - (Enumerable.Range(0, 500).Sum(r => Math.Pow(targets[r] - answers[r], 2)) / targets.Sum(t => Math.Pow(t - mean, 2)));
        Assert.InRange(explained, 0.98, 1);
        Assert.Equal(2, model.Columns);
        Assert.NotEmpty(model.Network.History);
    }

    [Fact]
    public void Finds_a_straight_line_without_hidden_layers()
    {
        var rows = new Matrix(50, 1, [.. Enumerable.Range(0, 50).Select(r => (float)r)]);
        var model = new MlpRegressor(new() { HiddenLayers = 0, WeightDecay = 0, LearningRate = 0.05, Epochs = 500, ValidationShare = 0, Patience = 0 }).Fit(new(rows, Enumerable.Range(0, 50).Select(r => 7f + (3 * r)).ToArray()));
        var answers = new float[50];
        model.Predict(rows, answers);
        for (var r = 0; r < 50; r++)
        {
            Assert.Equal(7f + (3 * r), answers[r], 0.05f);
        }
    }

    [Fact]
    public void Answers_finite_numbers_for_constant_and_single_columns()
    {
        foreach (var rows in new[] { new Matrix(4, 2, [3, 0.1f, 3, 0.1f, 3, 0.1f, 3, 0.1f]), new Matrix(4, 1, [1, 4, 2, 8]), new Matrix(4, 1), new Matrix(4, 1, [1e20f, 2e20f, -1e20f, 0]), new Matrix(4, 1, [1e-30f, 2e-30f, 3e-30f, 0]) })
        {
            var model = new MlpClassifier(new() { Epochs = 5 }).Fit(new(rows, new float[] { 0, 1, 0, 1 }));
            Assert.All(model.Probabilities(rows).Values, p => Assert.InRange(p, 0, 1));
        }
    }

    [Fact]
    public void Rows_of_weight_0_teach_nothing()
    {
        var (rows, classes) = Rings(90);
        var wrong = classes.Select((c, r) => r < 60 ? c : 2 - c).ToArray();
        var weights = Enumerable.Range(0, 90).Select(r => r < 60 ? 1f : 0).ToArray();
        // One batch of all rows, and columns scaled by all rows: only what is taught differs.
        var options = new MlpOptions { BatchSize = 90, ValidationShare = 0, Epochs = 20 };
        var (right, misled) = (new MlpClassifier(options).Fit(new(rows, classes, weights)), new MlpClassifier(options).Fit(new(rows, wrong, weights)));
        Assert.Equal(right.Probabilities(rows).Values, misled.Probabilities(rows).Values);
    }

    [Fact]
    public void Refuses_a_single_class()
    {
        var error = Assert.Throws<DataException>(() => new MlpClassifier().Fit(new(new Matrix(3, 1), new float[3])));
        Assert.Equal("mlp.classes", error.Code);
    }

    /// <summary>Three rings around each other, their columns in very different units.</summary>
    private static (MatrixView Rows, float[] Classes) Rings(int count)
    {
        var (rows, classes) = (new Matrix(count, 2), new float[count]);
        for (var r = 0; r < count; r++)
        {
            var rng = Rng.At(8, 0, r);
            var (radius, angle) = ((r % 3) + 0.5 + (0.3 * rng.NextDouble()), 2 * Math.PI * rng.NextDouble());
            (rows[r][0], rows[r][1], classes[r]) = ((float)(5000 + (1000 * radius * Math.Cos(angle))), (float)(0.001 * radius * Math.Sin(angle)), r % 3);
        }
        return (rows, classes);
    }

    private static Matrix Rows(MatrixView from, int[] chosen)
    {
        var rows = new Matrix(chosen.Length, from.Columns);
        for (var i = 0; i < chosen.Length; i++)
        {
            from[chosen[i]].CopyTo(rows[i]);
        }
        return rows;
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }
}
