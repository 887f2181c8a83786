using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Supervised;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Supervised;

/// <summary>Logistic and softmax regression against scikit-learn 1.2.1: Golden/linear_models.py.</summary>
public sealed class LogisticRegressionTests
{
    private static readonly GoldenNumbers Golden = new("linear_models.txt");
    private static readonly LogisticRegressionOptions Tight = new() { Tolerance = 1e-9, Iterations = 10_000 };

    [Theory]
    [InlineData("iris", 1)]
    [InlineData("iris.weighted", 10)]
    [InlineData("cancer.raw", 1)]
    [InlineData("wine.raw", 0.1)]
    [InlineData("digits", 1)]
    public void Coefficients_probabilities_and_loss_are_those_of_scikit_learn(string golden, double c)
    {
        var data = golden[..4] switch { "iris" => LabelledSets.Iris, "canc" => LabelledSets.Cancer, "wine" => LabelledSets.Wine, _ => LabelledSets.Digits };
        if (golden == "iris.weighted")
        {
            data = data with { Weights = Enumerable.Range(0, 150).Select(r => r % 4 / 2f).ToArray() };
        }
        var model = new LogisticRegression(Tight with { C = c }).Fit(data);
        Assert.True(model.Converged);
        Near(Golden[$"logistic.{golden}.coefficients"], model.Coefficients);
        Near(Golden[$"logistic.{golden}.intercepts"], model.Intercepts);
        Assert.Equal(Golden[$"logistic.{golden}.loss"][0], model.Loss, 1e-9);
        var probabilities = Golden[$"logistic.{golden}.probabilities"];
        for (int i = 0, row = 0; i < probabilities.Length; i += model.Classes, row += 17)
        {
            var own = model.Probabilities(data.Rows[row..(row + 1)]);
            for (var k = 0; k < model.Classes; k++)
            {
                Assert.Equal(probabilities[i + k], own.Values[k], 1e-6);
            }
        }
    }

    [Fact]
    public void Without_intercepts_coefficients_are_those_of_scikit_learn()
    {
        var model = new LogisticRegression(Tight with { Intercept = false }).Fit(LabelledSets.Iris);
        Near(Golden["logistic.iris.origin"], model.Coefficients);
        Assert.All(model.Intercepts.ToArray(), b => Assert.Equal(0, b));
    }

    [Theory]
    [InlineData("iris", true)]
    [InlineData("iris", false)]
    [InlineData("cancer", true)]
    [InlineData("digits", true)]
    public void Derivatives_agree_with_central_differences(string set, bool intercept)
    {
        var data = set switch { "iris" => LabelledSets.Iris, "cancer" => LabelledSets.Cancer, _ => LabelledSets.Digits };
        int[] outputs = [.. data.Targets.ToArray().Select(t => (int)t)];
        var loss = new LogisticLoss(data with { Weights = outputs.Select(o => 0.5f + o).ToArray() }, outputs, outputs.Max() + 1, 0.7, intercept, FitControl.Default);
        var rng = Rng.At(3);
        double[] point = [.. Enumerable.Range(0, loss.Length).Select(_ => rng.NextGaussian() / 4)];
        var (gradient, spare) = (new double[loss.Length], new double[loss.Length]);
        loss.Evaluate(point, gradient);
        for (var i = 0; i < point.Length; i += Math.Max(1, point.Length / 40))
        {
            const double step = 1e-5;
            var (up, down) = ((double[])point.Clone(), (double[])point.Clone());
            up[i] += step;
            down[i] -= step;
            Assert.Equal((loss.Evaluate(up, spare) - loss.Evaluate(down, spare)) / (2 * step), gradient[i], 1e-6 * Math.Max(1, Math.Abs(gradient[i])));
        }
    }

    [Fact]
    public void Units_of_columns_do_not_keep_it_from_converging()
    {
        var model = new LogisticRegression().Fit(LabelledSets.Cancer);
        Assert.True(model.Converged);
        // scikit-learn's lbfgs takes 2,368 steps to a loss that is higher by 10⁻⁵.
        Assert.InRange(model.Iterations, 1, 400);
        Assert.Equal(Golden["logistic.cancer.raw.loss"][0], model.Loss, 2e-7);
    }

    [Fact]
    public void The_loss_falls_at_every_step_to_that_of_the_model()
    {
        var losses = new List<double>();
        var model = new LogisticRegression().Fit(LabelledSets.Digits, new() { Progress = new Listener(s => losses.Add(s.Loss)) });
        Assert.Equal(losses.OrderDescending(), losses);
        Assert.Equal(model.Iterations, losses.Count);
        Assert.Equal(model.Loss, losses[^1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e12)]
    public void Separable_classes_stay_finite_and_are_told_apart(double c)
    {
        var data = new Examples(new Matrix(6, 1, [-3, -2, -1, 1, 2, 3]), new[] { 0f, 0, 0, 1, 1, 1 });
        var model = new LogisticRegression(new() { C = c }).Fit(data);
        Assert.True(double.IsFinite(model.Coefficients[0]) && model.Coefficients[0] > 0);
        Assert.Equal([0, 0, 0, 1, 1, 1], model.Classify(data.Rows));
        var three = new Examples(new Matrix(6, 1, [-3, -2.5f, 0, 0.1f, 2, 3]), new[] { 0f, 0, 1, 1, 2, 2 });
        Assert.Equal([0, 0, 1, 1, 2, 2], new LogisticRegression(new() { C = Math.Max(c, 100) }).Fit(three).Classify(three.Rows));
    }

    [Theory]
    [InlineData(0f, 0f, null)]
    [InlineData(2f, 2f, null)]
    [InlineData(0f, 1f, new[] { 1f, 0 })]
    public void One_class_is_refused(float first, float second, float[]? weights)
    {
        var error = Assert.Throws<DataException>(() => new LogisticRegression().Fit(new(new Matrix(2, 1, [1, 2]), new[] { first, second }, weights)));
        Assert.Equal("logistic.classes", error.Code);
        Assert.Contains($"class {first}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(0.5f)]
    [InlineData(1e9f)]
    public void Refuses_targets_that_are_no_classes(float target) =>
        Assert.Equal("examples.class", Assert.Throws<DataException>(() => new LogisticRegression().Fit(new(new Matrix(2, 1), new[] { 0f, target }))).Code);

    [Fact]
    public void A_class_without_rows_gets_probability_0_and_changes_nothing()
    {
        var iris = LabelledSets.Iris;
        var all = new LogisticRegression().Fit(iris);
        var gap = new LogisticRegression().Fit(iris with { Targets = iris.Targets.ToArray().Select(t => t == 0 ? 1 : t + 2).ToArray() });
        Assert.Equal(5, gap.Classes);
        Assert.Equal([1, 3, 4], gap.LearnedClasses.ToArray());
        Assert.Equal(all.Coefficients, gap.Coefficients);
        var (few, many) = (all.Probabilities(iris.Rows), gap.Probabilities(iris.Rows));
        for (var r = 0; r < 150; r++)
        {
            Assert.Equal([0, few[r][0], 0, few[r][1], few[r][2]], many[r].ToArray());
        }
        var two = new LogisticRegression().Fit(new(iris.Rows[..100], iris.Targets[..100].ToArray().Select(t => t + 1).ToArray()));
        Assert.Equal(1, two.Intercepts.Length);
        Assert.All(Enumerable.Range(0, 100), r => Assert.Equal(0, two.Probabilities(iris.Rows)[r][0]));
    }

    [Fact]
    public void A_weight_counts_as_that_many_rows()
    {
        var iris = LabelledSets.Iris;
        var weighted = new LogisticRegression(Tight).Fit(iris with { Weights = Enumerable.Range(0, 150).Select(r => (float)(r % 3)).ToArray() });
        int[] repeated = [.. Enumerable.Range(0, 150).SelectMany(r => Enumerable.Repeat(r, r % 3))];
        var rows = new Matrix(repeated.Length, 4);
        for (var r = 0; r < repeated.Length; r++)
        {
            iris.Rows[repeated[r]].CopyTo(rows[r]);
        }
        var copied = new LogisticRegression(Tight).Fit(new(rows, Array.ConvertAll(repeated, r => iris.Targets.Span[r])));
        Near([.. copied.Coefficients, .. copied.Intercepts], [.. weighted.Coefficients, .. weighted.Intercepts]);
        Assert.Equal(copied.Loss, weighted.Loss, 1e-12);
    }

    [Fact]
    public void Constant_columns_get_coefficient_0()
    {
        var digits = LabelledSets.Digits;
        var model = new LogisticRegression().Fit(digits);
        foreach (var column in new[] { 0, 32, 39 })
        {
            Assert.All(Enumerable.Range(0, 10), k => Assert.Equal(0, model.Coefficients[(k * 64) + column]));
        }
        var constant = new LogisticRegression().Fit(new(new Matrix(4, 2, [5, -3, 5, -3, 5, -3, 5, -3]), new[] { 0f, 1, 1, 1 }));
        Assert.Equal(0.75f, constant.Probabilities(new Matrix(1, 2, [5, -3])).Values[1], 1e-6f);
    }

    [Fact]
    public void Wide_duplicate_and_huge_data_give_finite_probabilities()
    {
        var iris = LabelledSets.Iris;
        var wide = new Matrix(6, 700);
        for (var i = 0; i < wide.Values.Length; i++)
        {
            wide.Values[i] = (float)Rng.At(8, 0, i).NextGaussian();
        }
        float[] targets = [0, 1, 2, 0, 1, 2];
        var model = new LogisticRegression(new() { C = 10 }).Fit(new(wide, targets));
        Assert.Equal([0, 1, 2, 0, 1, 2], model.Classify(wide));
        var huge = new Matrix(6, 2, [1e30f, 1, -1e30f, 2, 3e38f, 3, 1e30f, 4, -3e38f, 5, 2e38f, 6]);
        Assert.All(new LogisticRegression().Fit(new(huge, targets)).Probabilities(huge).Values, p => Assert.InRange(p, 0, 1));
        var same = new Matrix(6, 2);
        Assert.All(new LogisticRegression().Fit(new(same, targets)).Probabilities(same).Values, p => Assert.Equal(1 / 3f, p, 1e-6f));
        Assert.Equal(1f, new LogisticRegression().Fit(iris).Probabilities(iris.Rows)[149].ToArray().Sum(), 1e-6f);
    }

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads_where_threads_are_used()
    {
        var one = new LogisticRegression().Fit(LabelledSets.Digits, new() { Threads = 1 });
        foreach (var threads in new[] { 2, 8 })
        {
            var more = new LogisticRegression().Fit(LabelledSets.Digits, new() { Threads = threads });
            Assert.Equal(one.Coefficients, more.Coefficients);
            Assert.Equal(one.Intercepts, more.Intercepts);
        }
    }

    [Fact]
    public void Says_when_the_steps_ran_out()
    {
        var model = new LogisticRegression(new() { Iterations = 3 }).Fit(LabelledSets.Digits);
        Assert.False(model.Converged);
        Assert.Equal(3, model.Iterations);
    }

    [Fact]
    public void Tells_digits_apart_as_well_as_scikit_learn()
    {
        var digits = LabelledSets.Digits;
        int[] train = [.. Enumerable.Range(0, 1797).Where(r => r % 4 != 3)];
        int[] test = [.. Enumerable.Range(0, 1797).Where(r => r % 4 == 3)];
        var model = new LogisticRegression().Fit(Pick(digits, train));
        var held = Pick(digits, test);
        var right = model.Classify(held.Rows).Zip(held.Targets.ToArray()).Count(pair => pair.First == (int)pair.Second);
        Assert.InRange(right / (double)test.Length, Golden["logistic.digits.accuracy"][0] - 0.003, 1);
    }

    private static Examples Pick(Examples data, int[] rows)
    {
        var picked = new Matrix(rows.Length, data.Rows.Columns);
        for (var r = 0; r < rows.Length; r++)
        {
            data.Rows[rows[r]].CopyTo(picked[r]);
        }
        return new(picked, Array.ConvertAll(rows, r => data.Targets.Span[r]));
    }

    /// <summary>Every number to 1e-4 of itself and to 1e-5 of the largest.</summary>
    private static void Near(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0;
        foreach (var value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= Math.Max(1e-9, Math.Min(1e-4 * Math.Abs(expected[i]), 1e-5 * largest)), $"Place {i}: expected {expected[i]:R}, got {actual[i]:R}.");
        }
    }

    private sealed class Listener(Action<FitStep> hear) : IProgress<FitStep>
    {
        public void Report(FitStep value) => hear(value);
    }
}
