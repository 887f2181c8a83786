using System.Buffers.Binary;

namespace Pipelines.Data;

/// <summary>
/// IDX files, as MNIST and Fashion-MNIST are kept in: unsigned bytes in one to four dimensions behind a header of big-endian numbers, plain or packed with gzip. The first dimension counts the rows; the others, such as height and
/// width, are the columns.
/// </summary>
/// <remarks>Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", 1998, which describes the format.</remarks>
public static class IdxFile
{
    /// <summary>True where a file begins as an IDX file of bytes does, packed or not; false for any other file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public static bool IsIdx(string path)
    {
        using var stream = Open(path);
        var magic = new byte[4];
        try
        {
            return stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false) == 4 && magic is [0, 0, 8, >= 1 and <= 4];
        }
        catch (InvalidDataException)
        {
            return false;
        }
        catch (IOException e)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>Reads every row: its bytes, 0 to 255, as numbers.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The rows, and the extent of each dimension of a row: height and width of images, nothing for labels.</returns>
    /// <exception cref="DataException">The file cannot be read, is no IDX file of bytes, is too large, or ends too early or too late.</exception>
    public static (Matrix Rows, IReadOnlyList<int> Shape) Read(string path)
    {
        using var stream = Open(path);
        try
        {
            return Read(path, stream);
        }
        catch (InvalidDataException e)
        {
            throw new DataException("idx.gzip", $"{path}: the compressed file is cut off or damaged. Copy or download it again.", e);
        }
        catch (IOException e)
        {
            throw Unreadable(path, e);
        }
    }

    private static (Matrix Rows, IReadOnlyList<int> Shape) Read(string path, Stream stream)
    {
        Span<byte> header = stackalloc byte[4];
        if (stream.ReadAtLeast(header, 4, throwOnEndOfStream: false) < 4 || header[0] != 0 || header[1] != 0)
        {
            throw new DataException("idx.magic", $"{path}: an IDX file begins with two bytes of 0, a type and a number of dimensions; this one does not. Give an IDX file such as train-images-idx3-ubyte.gz, or a CSV file.");
        }
        if (header[2] != 8 || header[3] is < 1 or > 4)
        {
            throw new DataException("idx.type", $"{path}: only IDX files of unsigned bytes (type 8) in 1 to 4 dimensions are read; this one has type {header[2]} and {header[3]} dimensions. Convert it to bytes.");
        }
        var sizes = new int[header[3]];
        long columns = 1;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (stream.ReadAtLeast(header, 4, throwOnEndOfStream: false) < 4)
            {
                throw Short(path, 0);
            }
            var size = BinaryPrimitives.ReadUInt32BigEndian(header);
            columns *= i == 0 ? 1 : size;
            if (size > int.MaxValue || columns > int.MaxValue || sizes[0] * columns > Array.MaxLength)
            {
                throw new DataException("idx.large", $"{path}: its header tells of more than {Array.MaxLength} values. Split the file, or check that it is whole.");
            }
            sizes[i] = (int)size;
        }
        return (Values(path, stream, sizes[0], (int)columns), sizes[1..]);
    }

    /// <summary>The values themselves: room is made as they come, so that a header cannot ask for more than the file has.</summary>
    private static Matrix Values(string path, Stream stream, int rows, int columns)
    {
        var count = rows * columns;
        var values = new float[Math.Min(count, 1 << 20)];
        var bytes = new byte[1 << 16];
        var at = 0;
        while (at < count)
        {
            var read = stream.Read(bytes, 0, Math.Min(bytes.Length, count - at));
            if (read == 0)
            {
                throw Short(path, at);
            }
            if (at + read > values.Length)
            {
                Array.Resize(ref values, (int)Math.Min(count, Math.Max(2L * values.Length, at + read)));
            }
            for (var i = 0; i < read; i++)
            {
                values[at + i] = bytes[i];
            }
            at += read;
        }
        if (stream.ReadByte() >= 0)
        {
            throw new DataException("idx.long", $"{path}: there are bytes after the {rows} rows of {columns} values that its header tells of. Check that it is an IDX file and whole.");
        }
        return new(rows, columns, values);
    }

    private static Stream Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return packed ? new CsvGzip(path, file) : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    private static DataException Unreadable(string path, Exception e) => new("idx.open", $"{path}: the file cannot be read. Check its name and your rights.", e);

    private static DataException Short(string path, int values) => new("idx.short", $"{path}: the file ends after {values} values, before those that its header tells of. Copy or download it again.");
}
