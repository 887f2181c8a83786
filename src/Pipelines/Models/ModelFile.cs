using System.IO.Compression;
using System.Text;
using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>
/// Model files: one deterministic zip of <c>manifest.json</c> and raw little-endian tensors, so that other programs can read them too. Saving the same model with the same
/// <see cref="ModelInfo"/> writes the same bytes. Reading checks every length, shape and SHA-256 before a number is used, allocates no more than the file is long, and makes no type by name.
/// Files of every earlier format stay readable.
/// </summary>
public static class ModelFile
{
    /// <summary>The usual ending of a model file's name.</summary>
    public const string Extension = ".pmodel";

    /// <summary>The newest file format this library reads, and the one it writes.</summary>
    public const int Format = 1;

    /// <summary>The oldest library format that understands the files written now.</summary>
    internal const int LeastReader = 1;

    /// <summary>Writes a model. The file appears whole or not at all; an earlier one of that name is replaced.</summary>
    /// <param name="path">Where; its folder is made where it does not exist.</param>
    /// <param name="model">The model.</param>
    /// <param name="info">Where the model comes from; null for <see cref="ModelInfo.None"/>.</param>
    /// <exception cref="DataException">The file cannot be written there.</exception>
    /// <exception cref="ModelException">The disk is full.</exception>
    public static void Save(string path, IModel model, ModelInfo? info = null)
    {
        using var file = AtomicFile.Create(path);
        try
        {
            Write(file.Stream, model, info);
        }
        catch (IOException e)
        {
            throw new ModelException("model.write", $"{path} cannot be written: {e.Message} Make room on the disk, or choose another place.", e);
        }
        file.Commit();
    }

    /// <summary>Reads a model of any kind listed in <see cref="ModelKinds"/>.</summary>
    /// <exception cref="ModelException">There is no such file, it is damaged or foreign, or needs a newer library.</exception>
    public static IModel Load(string path) => Read<IModel>(path);

    /// <summary>Reads a model that has to be a <typeparamref name="TModel"/>: a class or a role such as <see cref="IRegressor"/>.</summary>
    /// <exception cref="ModelException">There is no such file, it is damaged or foreign, needs a newer library, or holds another sort of model.</exception>
    public static TModel Load<TModel>(string path) where TModel : class => Read<TModel>(path);

    /// <summary>Reads a model from a stream, such as one that lies inside another file.</summary>
    /// <param name="stream">Can seek, and holds a model file from its start to its end. Left open.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="ModelException">It is damaged or foreign, needs a newer library, or holds another sort of model.</exception>
    public static TModel Load<TModel>(Stream stream, string name) where TModel : class => Open(stream, name, zip => Read<TModel>(name, stream, zip));

    /// <summary>Reads what a model file says of itself, without building the model; the arrays are not read.</summary>
    /// <exception cref="ModelException">There is no such file, it is damaged or foreign, or needs a newer library.</exception>
    public static ModelFileInfo ReadInfo(string path) => Open(path, (stream, zip) => ModelArchive.ReadManifest(path, zip, stream.Length));

    internal static void Write(Stream stream, IModel model, ModelInfo? info) =>
        ModelArchive.Write(stream, model, info ?? ModelInfo.None, typeof(ModelFile).Assembly.GetName().Version?.ToString(3) ?? "");

    internal static ModelException Foreign(string file) =>
        new("model.foreign", $"{file} is not a Pipelines model. Name a file written by train, usually {Extension}.");

    private static TModel Read<TModel>(string path) where TModel : class => Open(path, (stream, zip) => Read<TModel>(path, stream, zip));

    private static TModel Read<TModel>(string name, Stream stream, ZipArchive zip) where TModel : class
    {
        var info = ModelArchive.ReadManifest(name, zip, stream.Length);
        var tensors = ModelArchive.ReadTensors(name, zip, info, stream.Length);
        return new ModelReader(name, "", info.Facts, tensors).Build<TModel>(info.Kind);
    }

    private static T Open<T>(string path, Func<FileStream, ZipArchive, T> read)
    {
        if (Directory.Exists(path))
        {
            throw new ModelException("model.folder", $"{path} is a folder, not a model file. Name the {Extension} file inside it.");
        }
        if (!File.Exists(path))
        {
            throw new ModelException("model.missing", $"There is no model file {path}. Train a model first, or name another file.");
        }
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Open(stream, path, zip => read(stream, zip));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException("model.read", $"{path} cannot be read: {e.Message} Check its permissions and that no other program holds it.", e);
        }
    }

    private static T Open<T>(Stream stream, string name, Func<ZipArchive, T> read)
    {
        if (stream.Length == 0)
        {
            throw new ModelException("model.empty", $"{name} is empty: the program that wrote it was stopped. Train the model again or restore the file.");
        }
        var ours = StartsLikeOurs(stream);
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            return read(zip);
        }
        // Whatever a crafted or broken file provokes in the zip reader or in a model's constructor is the file's fault, and said so.
        catch (Exception e) when (e is not (ModelException or OutOfMemoryException or UnauthorizedAccessException) && e is not IOException or EndOfStreamException)
        {
            throw ours ? ModelArchive.Damaged(name, Path.GetFileName(name), e) : Foreign(name);
        }
    }

    private static bool StartsLikeOurs(Stream stream)
    {
        Span<byte> start = stackalloc byte[43];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == start.Length && start.StartsWith("PK\u0003\u0004"u8) && start.EndsWith("manifest.json"u8);
    }
}
