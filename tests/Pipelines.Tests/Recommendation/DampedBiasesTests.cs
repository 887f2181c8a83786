using Pipelines.Data;
using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Recommendation;

public sealed class DampedBiasesTests
{
    private static readonly Ratings Small = StarSamples.Of([5, 3, float.NaN, 1], [4, float.NaN, float.NaN, 1], [1, 1, float.NaN, 5], [float.NaN, 1, 5, 4], [float.NaN, float.NaN, float.NaN, float.NaN]);

    // Golden/damped_biases.py, numpy 1.24.2, double precision; our biases are stored as float32.
    [Theory]
    [InlineData(1, new[] { 0.11282468, -0.12213976, -0.13717532, 0.20183983, 0 }, new[] { 0.25757576, -0.57575758, 0.54545455, -0.03896104 })]
    [InlineData(10, new[] { 0.11511771, -0.12413934, -0.13488229, 0.2138125, 0 }, new[] { 0.28155975, -0.60809889, 0.49200142, -0.04894798 })]
    [InlineData(200, new[] { 0.11511771, -0.12413934, -0.13488229, 0.2138125, 0 }, new[] { 0.28155975, -0.6080989, 0.49200142, -0.04894798 })]
    public void Agrees_with_numpy(int sweeps, double[] users, double[] items)
    {
        var model = new DampedBiases(new() { ItemDamping = 3, UserDamping = 5, Sweeps = sweeps }).Fit(Small);
        for (var u = 0; u < users.Length; u++)
        {
            Assert.Equal(users[u], model.UserBiases[u], 1e-6);
        }
        for (var i = 0; i < items.Length; i++)
        {
            Assert.Equal(items[i], model.ItemBiases[i], 1e-6);
        }
    }

    [Fact]
    public void Unknown_users_and_items_get_what_is_known_of_the_other_side()
    {
        var model = new DampedBiases().Fit(Small);
        var predicted = new float[3];
        model.Predict([-1, 0, -1], [0, -1, -1], predicted);
        Assert.Equal([(float)(model.Mean + model.ItemBiases[0]), (float)(model.Mean + model.UserBiases[0]), (float)model.Mean], predicted);
    }

    [Fact]
    public void The_training_error_it_reports_is_that_of_its_predictions()
    {
        double reported = 0;
        var model = new DampedBiases().Fit(Small, new() { Progress = new Steps(s => reported = s.Loss) });
        double squares = 0;
        for (var u = 0; u < Small.Users.Count; u++)
        {
            var row = Small.Cells[u];
            for (var i = 0; i < row.Count; i++)
            {
                var error = row.Values[i] - model.Mean - model.UserBiases[u] - model.ItemBiases[row.Indices[i]];
                squares += error * error;
            }
        }
        Assert.Equal(Math.Sqrt(squares / Small.Count), reported, 1e-6);
    }
}
