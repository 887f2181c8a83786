using Pipelines.Data;
using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Recommendation;

public sealed class MatrixFactorizationTests
{
    private static readonly Ratings Small = StarSamples.Of([5, 3, float.NaN, 1], [4, float.NaN, float.NaN, 1], [1, 1, float.NaN, 5], [float.NaN, 1, 5, 4], [float.NaN, float.NaN, float.NaN, float.NaN]);

    // Golden/matrix_factorization.py, numpy 1.24.2: the same steps in the same order in double precision, ours in float32.
    [Fact]
    public void Agrees_with_its_twin_in_numpy()
    {
        double[] expected =
        [
            4.033237864459387, 2.121418705655826, 4.299781342841623, 2.687664606588871,
            3.0166767199684803, 1.1440280744079274, 3.5161101322613297, 2.143382074892889,
            2.9337454627740573, 1.1195119646813867, 3.8148129042395023, 2.863382671259699,
            3.8456698406669236, 2.003446664258244, 4.552124709358607, 3.407887007226435,
            3.3971418627768033, 1.5342634003696707, 3.971526151077538, 2.692288349541026,
        ];
        var losses = new List<double>();
        var model = new MatrixFactorization(new() { Factors = 3, Epochs = 20, LearningRate = 0.1, Regularization = 0.05, BiasRegularization = 0.02, Seed = 7 })
            .Fit(Small, new() { Progress = new Steps(s => losses.Add(s.Loss)) });
        var predicted = new float[1];
        for (var pair = 0; pair < expected.Length; pair++)
        {
            model.Predict([pair / 4], [pair % 4], predicted);
            Assert.Equal(expected[pair], predicted[0], 2e-5);
        }
        Assert.Equal(1.8645453646787666, losses[0], 1e-5);
        Assert.Equal(1.241626535172386, losses[^1], 1e-5);
    }

    [Fact]
    public void Learns_tastes_that_biases_cannot()
    {
        var data = StarSamples.Random(150, 80);
        var split = Split.Random(data.Count, 0.2, 1);
        var (train, test) = (data.Select(split.Train), data.Select(split.Test));
        var biases = StarSamples.Rmse(new DampedBiases().Fit(train), test);
        var model = StarSamples.Rmse(new MatrixFactorization(new() { Factors = 4 }).Fit(train), test);
        Assert.True(model < 0.8 * biases, $"{model} against {biases}");
    }

    [Fact]
    public void Says_when_it_diverges_and_what_to_do()
    {
        var error = Assert.Throws<DataException>(() => new MatrixFactorization(new() { LearningRate = 10, Epochs = 500 }).Fit(StarSamples.Random()));
        Assert.Equal("rating-model.diverged", error.Code);
        Assert.Contains("Lower the learning rate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancels_inside_a_pass()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new MatrixFactorization().Fit(StarSamples.Random(), new() { Cancellation = source.Token }));
    }

    [Fact]
    public void Refuses_settings_just_out_of_range()
    {
        foreach (var options in new MatrixFactorizationOptions[]
        {
            new() { Factors = 0 }, new() { Epochs = 0 }, new() { LearningRate = 0 }, new() { LearningRate = double.NaN }, new() { Regularization = -1e-9 }, new() { BiasRegularization = -1e-9 }, new() { Seed = -1 },
        })
        {
            Assert.Throws<OptionException>(() => new MatrixFactorization(options));
        }
        Assert.Throws<OptionException>(() => new DampedBiases(new() { ItemDamping = -1e-9 }));
        Assert.Throws<OptionException>(() => new DampedBiases(new() { UserDamping = double.PositiveInfinity }));
        Assert.Throws<OptionException>(() => new DampedBiases(new() { Sweeps = 0 }));
    }
}
