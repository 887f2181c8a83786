using System.IO.Compression;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;

namespace DataEncoding.Study;

/// <summary>Bytes against error: codes rounded to a few bits and compressed, by number of bits.</summary>
internal static class RateDistortion
{
    private static readonly int[] Bits = [3, 4, 5, 6, 8];

    private const int MostKnown = 6000;
    private const int MostHeld = 2000;

    /// <summary>The points of one model.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="model">From rows to codes and back.</param>
    /// <param name="train">The rows it was fitted on; the levels are those of their codes.</param>
    /// <param name="test">The rows whose error is measured.</param>
    /// <param name="layout">What the columns stand for; empty where all are numbers.</param>
    /// <param name="folder">Where the model may be written for a moment, to see how large it is.</param>
    /// <param name="cancellation">Tested between points.</param>
    public static IEnumerable<RatePoint> Of<TModel>(string method, TModel model, MatrixView train, MatrixView test, IReadOnlyList<EncodedColumn> layout, string folder, CancellationToken cancellation) where TModel : IInverseTransformer, IModel
    {
        var file = Path.Combine(folder, $"size-{method}{ModelFile.Extension}");
        ModelFile.Save(file, model);
        var size = new FileInfo(file).Length;
        File.Delete(file);
        // Bytes a row settle soon, and the slowest level of Brotli takes a second and a half for each megabyte.
        (train, test) = (AttackCurve.Sample(train, MostKnown), AttackCurve.Sample(test, MostHeld));
        var (known, held) = (model.Transform(train), model.Transform(test));
        foreach (var bits in Bits)
        {
            cancellation.ThrowIfCancellationRequested();
            var quantizer = new UniformQuantizer(new() { Bits = bits }).Fit(known);
            var bytes = new byte[(known.Rows + held.Rows) * quantizer.BytesPerRow];
            var all = new Matrix(known.Rows + held.Rows, known.Columns, [.. known.Values, .. held.Values]);
            quantizer.Pack(all, bytes);
            yield return new(method, bits, Compressed(bytes), size, all.Rows, CellErrors.Mean(test, model.Inverse(quantizer.Inverse(quantizer.Transform(held))), layout));
        }
    }

    /// <summary>How many bytes Brotli makes of some.</summary>
    public static long Compressed(ReadOnlySpan<byte> bytes)
    {
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, room, out var written, quality: 11, window: 24) ? written : room.Length;
    }
}
