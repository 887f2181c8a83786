using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Neural;
using Pipelines.Reduction;
using Xunit;

namespace Pipelines.Tests.Neural;

/// <summary>What autoencoders keep of pictures, beside figures of torch and principal components on the same task, each the mean of three seeds; docs/autoencoder.md tells them.</summary>
public sealed class AutoencoderQualityTests
{
    private const string Fashion = "/usr/share/datasets/fashion-mnist";

    [Fact]
    public void The_defaults_keep_of_digits_what_the_reference_keeps()
    {
        var split = DigitSplit.Of(0);
        var (error, accuracy) = split.Score(new Autoencoder().Fit(split.Train));
        var (plane, _) = split.Score(new Pca(new() { Components = 8 }).Fit(split.Train));
        Assert.InRange(error, 0.010, 0.0129);
        Assert.InRange(accuracy, 0.95, 1);
        Assert.InRange(plane, 0.0240, 0.0255);
    }

    [Theory]
    [InlineData(2, 0.0288, 0.904, 0.0278, 0.920)]
    [InlineData(8, 0.0129, 0.960, 0.0117, 0.966)]
    [InlineData(32, 0.0060, 0.960, 0.0055, 0.984)]
    public void Denoising_keeps_of_digits_what_the_reference_keeps_and_the_page_tells(int code, double bar, double right, double told, double toldRight) => Reaches(new() { CodeSize = code }, bar, right, told, toldRight);

    /// <summary>As the reference was: trained on every row, none set aside.</summary>
    [Theory]
    [InlineData(2, 2, 0.0361, 0.787, 0.0329, 0.847)]
    [InlineData(8, 1, 0.0132, 0.969, 0.0130, 0.971)]
    [InlineData(32, 2, 0.0030, 0.960, 0.0022, 0.982)]
    public void Plain_keeps_of_digits_what_the_reference_keeps_and_the_page_tells(int code, int layers, double bar, double right, double told, double toldRight) =>
        Reaches(new() { Kind = AutoencoderKind.Plain, Activation = Activation.Tanh, CodeSize = code, HiddenLayers = layers, ValidationShare = 0 }, bar, right, told, toldRight);

    [Theory]
    [InlineData(2, 0.0531, 0.618)]
    [InlineData(8, 0.0247, 0.955)]
    [InlineData(32, 0.0026, 0.985)]
    public void Components_keep_of_digits_what_the_page_tells(int code, double told, double toldRight)
    {
        var (error, accuracy) = Mean((split, _) => split.Score(new Pca(new() { Components = code }).Fit(split.Train)));
        Assert.Equal(told, error, 1e-4);
        Assert.Equal(toldRight, accuracy, 2e-3);
    }

    [Fact]
    public void Trained_on_one_digit_denoising_tells_the_nine_others()
    {
        Slow();
        var total = 0.0;
        for (var seed = 0; seed < 3; seed++)
        {
            var split = DigitSplit.Of(seed);
            for (var digit = 0; digit < 10; digit++)
            {
                var scores = new double[split.Test.Rows];
                new Autoencoder(new() { Seed = seed }).Fit(split.TrainOf(digit)).ReconstructionErrors(split.Test, scores);
                total += RocCurve.Of(scores, Array.ConvertAll(split.TestClasses, c => c != digit)).Area / 30;
            }
        }
        Assert.InRange(total, 0.996, 0.998);
    }

    [Theory, InlineData(8, 0.0172, 0.0142, 0.0266), InlineData(32, 0.0116, 0.0103, 0.0151)]
    public void Ten_epochs_of_clothes_are_enough(int code, double bar, double told, double plane)
    {
        Slow();
        Assert.SkipUnless(Directory.Exists(Fashion), "Install Debian's dataset-fashion-mnist to run this.");
        var (train, test) = (Pictures("train"), Pictures("t10k"));
        var model = new Autoencoder(new() { CodeSize = code, Epochs = 10 }).Fit(train);
        var pca = new Pca(new() { Components = code }).Fit(train);
        var error = DigitSplit.Error(model.Reconstruct(test), test);
        Assert.InRange(error, 0.95 * told, Math.Min(bar, 1.05 * told));
        Assert.Equal(plane, DigitSplit.Error(pca.Inverse(pca.Transform(test)), test), 1e-4);
    }

    private static void Slow() => Assert.SkipUnless(Environment.GetEnvironmentVariable("PIPELINES_SLOW") == "1", "Set PIPELINES_SLOW=1 to train on pictures for a minute.");

    /// <summary>At least as good as the reference but for the spread of seeds, 3 % of the error and a hundredth of the accuracy, and what the page tells.</summary>
    private static void Reaches(AutoencoderOptions options, double bar, double right, double told, double toldRight)
    {
        Slow();
        var (error, accuracy) = Mean((split, seed) => split.Score(new Autoencoder(options with { Seed = seed }).Fit(split.Train)));
        Assert.InRange(error, 0.94 * told, Math.Min(1.03 * bar, 1.06 * told));
        Assert.InRange(accuracy, Math.Max(right - 0.01, toldRight - 0.015), toldRight + 0.015);
    }

    private static (double Error, double Accuracy) Mean(Func<DigitSplit, int, (double Error, double Accuracy)> score)
    {
        double errors = 0, accuracies = 0;
        for (var seed = 0; seed < 3; seed++)
        {
            var (error, accuracy) = score(DigitSplit.Of(seed), seed);
            (errors, accuracies) = (errors + (error / 3), accuracies + (accuracy / 3));
        }
        return (errors, accuracies);
    }

    private static Matrix Pictures(string set)
    {
        var (rows, shape) = IdxFile.Read($"{Fashion}/{set}-images-idx3-ubyte.gz");
        Assert.Equal([28, 28], shape);
        return new(rows.Rows, rows.Columns, Array.ConvertAll(rows.Values, v => v / 255));
    }
}
