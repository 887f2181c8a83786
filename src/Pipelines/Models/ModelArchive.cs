using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pipelines.Models;

/// <summary>
/// The zip of a model file: <c>manifest.json</c>, <c>manifest.sha256</c> and <c>tensors/name</c> for each array, in ordinal order, with a fixed time and stored without
/// compression: numbers hardly shrink, the bytes do not depend on a version of zlib, and what a reader allocates can be no larger than the file.
/// </summary>
internal static class ModelArchive
{
    private const string Manifest = "manifest.json";
    private const string ManifestHash = "manifest.sha256";
    private const string TensorFolder = "tensors/";

    /// <summary>The first time a zip can hold; no clock is read.</summary>
    private static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Values moved at once: small enough for the cache, and spans of bytes stay below 2^31.</summary>
    private const int Block = 1 << 17;

    public static void Write(Stream stream, IModel model, ModelInfo info, string library)
    {
        var writer = new ModelWriter();
        model.Write(writer);
        var tensors = new List<ModelTensor>();
        foreach (var (name, tensor) in writer.Tensors)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            ForEachBlock(tensor.Values, bytes => hash.AppendData(bytes));
            tensors.Add(new(name, Name(tensor.Type), tensor.Shape, (long)tensor.Values.Length * Size(tensor.Type), Convert.ToHexStringLower(hash.GetHashAndReset())));
        }
        var manifest = ModelManifest.Write(new(ModelFile.Format, model.Kind, library, info, writer.Facts, tensors));
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        Add(zip, Manifest, entry => entry.Write(manifest));
        Add(zip, ManifestHash, entry => entry.Write(HashLine(manifest)));
        foreach (var (name, tensor) in writer.Tensors)
        {
            Add(zip, TensorFolder + name, entry => ForEachBlock(tensor.Values, bytes => entry.Write(bytes)));
        }
    }

    /// <summary>Reads and checks the manifest alone.</summary>
    public static ModelFileInfo ReadManifest(string file, ZipArchive zip, long fileLength)
    {
        var entry = zip.GetEntry(Manifest) ?? throw ModelFile.Foreign(file);
        var manifest = ReadAll(file, entry, zip, fileLength);
        ModelFileInfo info;
        try
        {
            info = ModelManifest.Read(file, manifest);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw Damaged(file, Manifest, e);
        }
        var said = zip.GetEntry(ManifestHash) ?? throw Damaged(file, ManifestHash);
        return ReadAll(file, said, zip, fileLength).AsSpan().SequenceEqual(HashLine(manifest)) ? info : throw Damaged(file, Manifest);
    }

    /// <summary>Reads every tensor the manifest names; shape, length and hash are checked before any is handed out.</summary>
    public static Dictionary<string, Tensor> ReadTensors(string file, ZipArchive zip, ModelFileInfo info, long fileLength)
    {
        if (zip.Entries.Count != info.Tensors.Count + 2)
        {
            throw Damaged(file, Manifest);
        }
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var left = fileLength;
        foreach (var said in info.Tensors)
        {
            var type = TypeOf(said.Type) ?? throw Damaged(file, said.Name);
            var entry = zip.GetEntry(TensorFolder + said.Name) ?? throw Damaged(file, said.Name);
            left -= entry.Length;
            if (said.Shape.Count == 0 || Count(said.Shape) is not { } count || count * Size(type) != said.Bytes || said.Bytes != entry.Length || entry.CompressedLength != entry.Length || left < 0)
            {
                throw Damaged(file, said.Name);
            }
            var values = Make(type, (int)count);
            using var stream = entry.Open();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            ForEachBlock(values, bytes =>
            {
                stream.ReadExactly(bytes);
                hash.AppendData(bytes);
            });
            if (stream.ReadByte() >= 0 || Convert.ToHexStringLower(hash.GetHashAndReset()) != said.Sha256 || !tensors.TryAdd(said.Name, new(type, [.. said.Shape], values)))
            {
                throw Damaged(file, said.Name);
            }
        }
        return tensors;
    }

    public static ModelException Damaged(string file, string entry, Exception? inner = null) =>
        new("model.broken", $"{file} is damaged: '{entry}' is not what was written. Train the model again or restore the file.", inner);

    private static void Add(ZipArchive zip, string name, Action<Stream> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Stamp;
        entry.ExternalAttributes = 0;
        using var stream = entry.Open();
        write(stream);
    }

    /// <summary>The line that <c>sha256sum --check</c> understands.</summary>
    private static byte[] HashLine(byte[] manifest) => Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(manifest))}  {Manifest}\n");

    private static byte[] ReadAll(string file, ZipArchiveEntry entry, ZipArchive zip, long fileLength)
    {
        // A stored entry is as long as it says and no longer than the file; a packed one is another program's and may unfold to anything.
        if (entry.Length != entry.CompressedLength || entry.Length > Math.Min(fileLength, Array.MaxLength) || zip.Entries.Count(e => e.FullName == entry.FullName) != 1)
        {
            throw ModelFile.Foreign(file);
        }
        var bytes = new byte[(int)entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return stream.ReadByte() < 0 ? bytes : throw Damaged(file, entry.FullName);
    }

    private static long? Count(IReadOnlyList<int> shape)
    {
        long count = 1;
        foreach (var length in shape)
        {
            if (length < 0 || (length > 0 && count > Array.MaxLength / length))
            {
                return null;
            }
            count *= length;
        }
        return count;
    }

    private static void ForEachBlock(Array values, SpanAction visit)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Model files are little-endian, and so must the machine be.");
        }
        switch (values)
        {
            case float[] floats: Blocks(floats, visit); break;
            case double[] doubles: Blocks(doubles, visit); break;
            case int[] ints: Blocks(ints, visit); break;
            case long[] longs: Blocks(longs, visit); break;
            default: Blocks((byte[])values, visit); break;
        }
    }

    private static void Blocks<T>(T[] values, SpanAction visit) where T : unmanaged
    {
        for (var start = 0L; start < values.Length; start += Block)
        {
            visit(MemoryMarshal.AsBytes(values.AsSpan((int)start, (int)Math.Min(Block, values.Length - start))));
        }
    }

    private delegate void SpanAction(Span<byte> bytes);

    private static int Size(TensorType type) => type switch { TensorType.Float32 or TensorType.Int32 => 4, TensorType.UInt8 => 1, _ => 8 };

    private static string Name(TensorType type) => type switch { TensorType.Float32 => "float32", TensorType.Float64 => "float64", TensorType.Int32 => "int32", TensorType.Int64 => "int64", _ => "uint8" };

    private static TensorType? TypeOf(string name) =>
        name switch { "float32" => TensorType.Float32, "float64" => TensorType.Float64, "int32" => TensorType.Int32, "int64" => TensorType.Int64, "uint8" => TensorType.UInt8, _ => null };

    private static Array Make(TensorType type, int count) => type switch
    {
        TensorType.Float32 => new float[count],
        TensorType.Float64 => new double[count],
        TensorType.Int32 => new int[count],
        TensorType.Int64 => new long[count],
        _ => new byte[count],
    };
}
