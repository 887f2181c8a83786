namespace Pipelines.Data;

/// <summary>
/// A file that appears whole or not at all: it is written beside its place under another name and renamed at the end. Disposing it before <see cref="Commit"/>, as an exception or
/// a cancellation does, leaves nothing behind, and an older file of that name stays as it was.
/// </summary>
public sealed class AtomicFile : IDisposable
{
    private readonly string _temporary;
    private readonly FileStream _stream;
    private bool _closed;

    private AtomicFile(string path, string temporary, FileStream stream) => (Path, _temporary, _stream) = (path, temporary, stream);

    /// <summary>Where the file will be, as a full path.</summary>
    public string Path { get; }

    /// <summary>What to write to, until <see cref="Commit"/>.</summary>
    public Stream Stream => _stream;

    /// <summary>Starts a file; the folder is made where it does not exist.</summary>
    /// <exception cref="DataException">The place cannot be written to.</exception>
    public static AtomicFile Create(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        var folder = System.IO.Path.GetDirectoryName(full) ?? throw new DataException("file.folder", $"{path}: cannot be written: it is a folder. Name a file inside it.");
        try
        {
            Directory.CreateDirectory(folder);
            if (Directory.Exists(full))
            {
                throw new IOException("it is a folder");
            }
            var temporary = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(full)}.{System.IO.Path.GetRandomFileName()}.part");
            return new(full, temporary, new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Unwritable(path, e);
        }
    }

    /// <summary>Writes a whole file; nothing appears where <paramref name="write"/> fails.</summary>
    /// <exception cref="DataException">The place cannot be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using var file = Create(path);
        write(file.Stream);
        file.Commit();
    }

    /// <summary>Flushes to the disk and puts the file in its place, over an older one.</summary>
    /// <exception cref="DataException">The disk is full, or the place cannot be written to.</exception>
    public void Commit()
    {
        try
        {
            _stream.Flush(true);
            _stream.Dispose();
            File.Move(_temporary, Path, true);
            _closed = true;
        }
        catch (ArgumentOutOfRangeException e)
        {
            // How the runtime says that the file system holds no file that long.
            throw Unwritable(Path, new IOException("the file would be longer than its file system allows", e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(Path, e);
        }
    }

    /// <summary>Removes what was written unless it was committed.</summary>
    public void Dispose()
    {
        if (_closed)
        {
            return;
        }
        _closed = true;
        try
        {
            _stream.Dispose();
        }
        catch (Exception e) when (e is IOException or ArgumentOutOfRangeException)
        {
            // A full disk refuses the last buffer too; it is thrown away, and the first error must not be hidden by this one.
        }
        finally
        {
            File.Delete(_temporary);
        }
    }

    private static DataException Unwritable(string path, Exception cause) =>
        new("file.write", $"{path}: cannot be written: {(cause is UnauthorizedAccessException ? "access is denied" : cause.Message.TrimEnd('.'))}. Choose another place, or give yourself the right to write there.", cause);
}
