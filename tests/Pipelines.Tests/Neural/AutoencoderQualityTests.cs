using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Neural;
using Pipelines.Reduction;
using Xunit;

namespace Pipelines.Tests.Neural;

/// <summary>What autoencoders keep of pictures, beside figures of torch and principal components on the same task, each the mean of three seeds.</summary>
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
    [InlineData(2, 0.0288, 0.904)]
    [InlineData(8, 0.0129, 0.960)]
    public void Denoising_keeps_of_digits_what_the_reference_keeps(int code, double error, double accuracy) => Reaches(new() { CodeSize = code }, error, accuracy);

    /// <summary>As the reference was: trained on every row, none set aside.</summary>
    [Theory]
    [InlineData(2, 2, 0.0361, 0.787)]
    [InlineData(8, 1, 0.0132, 0.969)]
    [InlineData(32, 2, 0.0030, 0.960)]
    public void Plain_keeps_of_digits_what_the_reference_keeps(int code, int layers, double error, double accuracy) =>
        Reaches(new() { Kind = AutoencoderKind.Plain, Activation = Activation.Tanh, CodeSize = code, HiddenLayers = layers, ValidationShare = 0 }, error, accuracy);

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
        Assert.InRange(total, 0.996, 1);
    }

    [Theory, InlineData(8, 0.0172), InlineData(32, 0.0116)]
    public void Ten_epochs_of_clothes_are_enough(int code, double most)
    {
        Slow();
        Assert.SkipUnless(Directory.Exists(Fashion), "Install Debian's dataset-fashion-mnist to run this.");
        var (train, test) = (Pictures("train"), Pictures("t10k"));
        var model = new Autoencoder(new() { CodeSize = code, Epochs = 10 }).Fit(train);
        Assert.InRange(DigitSplit.Error(model.Reconstruct(test), test), 0.005, most);
    }

    private static void Slow() => Assert.SkipUnless(Environment.GetEnvironmentVariable("PIPELINES_SLOW") == "1", "Set PIPELINES_SLOW=1 to train on pictures for a minute.");

    /// <summary>At least as good as the figures but for the spread of seeds: 3 % of the error, a hundredth of the accuracy.</summary>
    private static void Reaches(AutoencoderOptions options, double error, double accuracy)
    {
        Slow();
        double errors = 0, accuracies = 0;
        for (var seed = 0; seed < 3; seed++)
        {
            var split = DigitSplit.Of(seed);
            var (e, a) = split.Score(new Autoencoder(options with { Seed = seed }).Fit(split.Train));
            (errors, accuracies) = (errors + (e / 3), accuracies + (a / 3));
        }
        Assert.True(errors <= 1.03 * error && accuracies >= accuracy - 0.01, $"error {errors:F4}, accuracy {accuracies:F3}");
    }

    private static Matrix Pictures(string set)
    {
        var (rows, shape) = IdxFile.Read($"{Fashion}/{set}-images-idx3-ubyte.gz");
        Assert.Equal([28, 28], shape);
        return new(rows.Rows, rows.Columns, Array.ConvertAll(rows.Values, v => v / 255));
    }
}
