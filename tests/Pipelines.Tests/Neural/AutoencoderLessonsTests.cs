using System.IO.Compression;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Neural;
using Pipelines.Reduction;
using Pipelines.Supervised;
using Xunit;

namespace Pipelines.Tests.Neural;

/// <summary>The figures that docs/autoencoder.md tells: what codes hide, and what they cost to store.</summary>
public sealed class AutoencoderLessonsTests
{
    private static readonly DigitSplit Split = DigitSplit.Of(0);

    private static readonly AutoencoderModel Eight = new Autoencoder(new() { CodeSize = 8 }).Fit(Split.Train);

    private static readonly AutoencoderModel ThirtyTwo = new Autoencoder(new() { CodeSize = 32 }).Fit(Split.Train);

    [Fact]
    public void Codes_hide_nothing_from_somebody_who_knows_some_of_their_rows()
    {
        Assert.InRange(Explained(Eight), 0.54, 0.62);
        Assert.InRange(Explained(ThirtyTwo), 0.86, 0.92);
    }

    [Fact]
    public void Four_bits_a_number_store_a_picture_in_four_bytes_at_half_the_error_of_components()
    {
        var (ours, error) = Stored(Eight);
        var (components, plane) = Stored(new Pca(new() { Components = 8 }).Fit(Split.Train));
        Assert.InRange(ours, 3.4, 3.8);
        Assert.InRange(components, 3.4, 3.8);
        Assert.InRange(error, 0.0120, 0.0145);
        Assert.InRange(plane, 0.0240, 0.0265);
    }

    [Fact]
    public void The_model_is_larger_than_what_its_codes_save_on_fewer_than_18000_rows()
    {
        var pca = new Pca(new() { Components = 8 }).Fit(Split.Train);
        var lossless = Packed(File.ReadAllBytes(Repository.PathTo("datasets", "digits", "digits.csv"))) / (double)DigitSplit.All.Rows;
        Assert.Equal(26.9, lossless, 0.1);
        Assert.InRange(Size(Eight), 410_000, 425_000);
        Assert.InRange(Size(pca), 6_000, 6_500);
        Assert.InRange(Size(Eight) / (lossless - Stored(Eight).BytesPerRow), 17_000, 19_000);
        Assert.InRange(Size(pca) / (lossless - Stored(pca).BytesPerRow), 260, 280);
    }

    private static long Size(IModel model)
    {
        using var folder = new TemporaryFolder();
        ModelFile.Save(folder.File("model"), model);
        return new FileInfo(folder.File("model")).Length;
    }

    private static int Packed(byte[] bytes)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        Assert.True(BrotliEncoder.TryCompress(bytes, packed, out var written, quality: 11, window: 24));
        return written;
    }

    /// <summary>The share of the variance of test rows that a linear map from their codes finds, learned from 500 codes with their rows.</summary>
    private static double Explained(AutoencoderModel model)
    {
        var (known, codes) = (model.Transform(Split.Train.View[..500]), model.Transform(Split.Test));
        double squares = 0, variance = 0;
        var (column, found) = (new float[500], new float[codes.Rows]);
        for (var c = 0; c < Split.Train.Columns; c++)
        {
            for (var r = 0; r < 500; r++)
            {
                column[r] = Split.Train[r][c];
            }
            var mean = column.Average();
            new RidgeRegression(new() { Alpha = 1e-3 }).Fit(new(known, column)).Predict(codes, found);
            for (var r = 0; r < found.Length; r++)
            {
                squares += Math.Pow(Split.Test[r][c] - found[r], 2);
                variance += Math.Pow(Split.Test[r][c] - mean, 2);
            }
        }
        return 1 - (squares / variance);
    }

    /// <summary>Bytes a row, of all rows in 4 bits a number after Brotli, and the error of a pixel of test rows.</summary>
    private static (double BytesPerRow, double Error) Stored(IInverseTransformer model)
    {
        var quantizer = new UniformQuantizer(new() { Bits = 4 }).Fit(model.Transform(Split.Train));
        var codes = model.Transform(DigitSplit.All);
        var bytes = new byte[codes.Rows * quantizer.BytesPerRow];
        quantizer.Pack(codes, bytes);
        return (Packed(bytes) / (double)codes.Rows, DigitSplit.Error(model.Inverse(quantizer.Inverse(quantizer.Transform(model.Transform(Split.Test)))), Split.Test));
    }
}
