using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Supervised;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Supervised;

/// <summary>Ridge regression against scikit-learn 1.2.1: Golden/linear_models.py.</summary>
public sealed class RidgeRegressionTests
{
    private static readonly GoldenNumbers Golden = new("linear_models.txt");

    [Theory]
    [InlineData("ols", 0, false, true, 1e-8)]
    [InlineData("ols.weighted", 0, true, true, 1e-8)]
    [InlineData("ols.origin", 0, false, false, 1e-8)]
    [InlineData("alpha1", 1, false, true, 1e-6)]
    [InlineData("alpha100.weighted", 100, true, true, 1e-6)]
    [InlineData("alpha1.origin", 1, false, false, 1e-6)]
    public void Coefficients_are_those_of_scikit_learn(string golden, double alpha, bool weighted, bool intercept, double tolerance)
    {
        var data = LabelledSets.WineAlcohol;
        float[] weights = weighted ? [.. Enumerable.Range(0, data.Rows.Rows).Select(r => r % 5 / 2f)] : [];
        var model = new RidgeRegression(new() { Alpha = alpha, Intercept = intercept }).Fit(data with { Weights = weights });
        GoldenNumbers.Close(Golden[$"ridge.{golden}"], [.. model.Coefficients, model.Intercept], tolerance);
    }

    [Fact]
    public void More_columns_than_rows_are_solved_by_the_rows()
    {
        var data = LabelledSets.WineAlcohol;
        var model = new RidgeRegression().Fit(new(data.Rows[20..29], data.Targets[20..29]));
        GoldenNumbers.Close(Golden["ridge.wide"], [.. model.Coefficients, model.Intercept], 1e-6);
    }

    [Fact]
    public void Both_systems_have_the_same_solution()
    {
        // 40 rows and 40 columns are solved by columns; one more column of zeros, by rows.
        var data = Noise(40, 40);
        var wider = new Matrix(40, 41);
        for (var r = 0; r < 40; r++)
        {
            data.Rows[r].CopyTo(wider[r]);
        }
        float[] weights = [.. Enumerable.Range(0, 40).Select(r => 0.25f + (r % 3))];
        var byColumns = new RidgeRegression(new() { Alpha = 0.3 }).Fit(data with { Weights = weights });
        var byRows = new RidgeRegression(new() { Alpha = 0.3 }).Fit(new(wider, data.Targets, weights));
        GoldenNumbers.Close([.. byColumns.Coefficients, byColumns.Intercept], [.. byRows.Coefficients[..40], byRows.Intercept], 1e-8);
        Assert.Equal(0, byRows.Coefficients[40], 1e-12);
    }

    [Fact]
    public void An_ill_conditioned_line_is_found_to_the_digits_its_data_has()
    {
        // Years around 2000 and their squares: the correlation is 0.99999, and squaring the matrix alone would lose half of the digits.
        var rows = new Matrix(64, 2);
        var targets = new float[64];
        for (var r = 0; r < 64; r++)
        {
            (rows[r][0], rows[r][1]) = (1968 + r, (1968 + r) * (1968 + r));
            targets[r] = (3 * rows[r][0]) - (0.5f * rows[r][1]) + 7;
        }
        // Targets are whole or half numbers below 2^24, hence exact.
        var model = new RidgeRegression(new() { Alpha = 0 }).Fit(new(rows, targets));
        GoldenNumbers.Close([3, -0.5, 7], [.. model.Coefficients, model.Intercept], 1e-6);
    }

    [Fact]
    public void A_weight_counts_as_that_many_rows()
    {
        var data = Noise(30, 4);
        float[] weights = [.. Enumerable.Range(0, 30).Select(r => (float)(r % 3))];
        int[] repeated = [.. Enumerable.Range(0, 30).SelectMany(r => Enumerable.Repeat(r, r % 3))];
        var weighted = new RidgeRegression().Fit(data with { Weights = weights });
        var copied = new RidgeRegression().Fit(Pick(data, repeated));
        GoldenNumbers.Close([.. copied.Coefficients, copied.Intercept], [.. weighted.Coefficients, weighted.Intercept], 1e-11);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_constant_column_gets_coefficient_0_and_changes_no_other(double alpha)
    {
        var data = Noise(50, 3);
        var wider = new Matrix(50, 4);
        for (var r = 0; r < 50; r++)
        {
            data.Rows[r][..1].CopyTo(wider[r]);
            wider[r][1] = 1234.567f;
            data.Rows[r][1..].CopyTo(wider[r][2..]);
        }
        var without = new RidgeRegression(new() { Alpha = alpha }).Fit(data);
        var with = new RidgeRegression(new() { Alpha = alpha }).Fit(data with { Rows = wider });
        Assert.Equal(0, with.Coefficients[1]);
        GoldenNumbers.Close([.. without.Coefficients, without.Intercept], [with.Coefficients[0], with.Coefficients[2], with.Coefficients[3], with.Intercept], 1e-12);
    }

    [Fact]
    public void Dependent_columns_without_penalty_are_refused_by_number_and_solved_with_one()
    {
        var data = Noise(50, 4);
        var rows = data.Rows.ToMatrix();
        for (var r = 0; r < 50; r++)
        {
            rows[r][2] = rows[r][0] - (2 * rows[r][1]);
        }
        var error = Assert.Throws<DataException>(() => new RidgeRegression(new() { Alpha = 0 }).Fit(data with { Rows = rows }));
        Assert.Equal("ridge.singular", error.Code);
        Assert.Contains("column 2 ", error.Message, StringComparison.Ordinal);
        Assert.All(new RidgeRegression(new() { Alpha = 1e-3 }).Fit(data with { Rows = rows }).Coefficients.ToArray(), c => Assert.InRange(c, -10, 10));
    }

    [Theory]
    [InlineData(0, "ridge.few")]
    [InlineData(1e-300, "ridge.alpha")]
    public void More_columns_than_rows_need_a_penalty(double alpha, string code) =>
        Assert.Equal(code, Assert.Throws<DataException>(() => new RidgeRegression(new() { Alpha = alpha }).Fit(Noise(3, 5))).Code);

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads_where_threads_are_used()
    {
        foreach (var data in new[] { Noise(3000, 90), Noise(90, 1500) })
        {
            var one = new RidgeRegression().Fit(data, new() { Threads = 1 });
            foreach (var threads in new[] { 2, 8 })
            {
                var more = new RidgeRegression().Fit(data, new() { Threads = threads });
                Assert.Equal([.. one.Coefficients, one.Intercept], [.. more.Coefficients, more.Intercept]);
            }
        }
    }

    [Fact]
    public void Reports_the_objective_that_it_minimises()
    {
        var data = Noise(60, 3);
        var steps = new List<FitStep>();
        var model = new RidgeRegression(new() { Alpha = 5 }).Fit(data, new() { Progress = new Listener(steps.Add) });
        var expected = 5 * model.Coefficients.ToArray().Sum(c => c * c);
        for (var r = 0; r < 60; r++)
        {
            var residual = data.Targets.Span[r] - model.Intercept;
            for (var j = 0; j < 3; j++)
            {
                residual -= model.Coefficients[j] * data.Rows[r][j];
            }
            expected += residual * residual;
        }
        Assert.Equal(expected, Assert.Single(steps).Loss, 1e-10 * expected);
    }

    [Fact]
    public void Predicts_the_line_it_learned()
    {
        var data = Noise(200, 5);
        var model = new RidgeRegression().Fit(data);
        var predictions = model.Predict(data.Rows);
        for (var r = 0; r < 200; r++)
        {
            var expected = model.Intercept;
            for (var j = 0; j < 5; j++)
            {
                expected += model.Coefficients[j] * data.Rows[r][j];
            }
            Assert.Equal(expected, predictions[r], 1e-6 * Math.Max(1, Math.Abs(expected)));
        }
    }

    private static Examples Noise(int rows, int columns)
    {
        var values = new Matrix(rows, columns);
        var targets = new float[rows];
        for (var r = 0; r < rows; r++)
        {
            var rng = Rng.At(5, columns, r);
            for (var j = 0; j < columns; j++)
            {
                values[r][j] = (float)(rng.NextGaussian() + j);
                targets[r] += values[r][j] * MathF.Sin(j + 1);
            }
            targets[r] += (float)rng.NextGaussian() + 10;
        }
        return new(values, targets);
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

    private sealed class Listener(Action<FitStep> hear) : IProgress<FitStep>
    {
        public void Report(FitStep value) => hear(value);
    }
}
