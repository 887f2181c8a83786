namespace Pipelines.Data;

/// <summary>
/// Reads CSV files as people have them: the encoding, the delimiter, the header, title and totals rows, and the type of each column are found out and said, and may each be told instead.
/// </summary>
/// <remarks>
/// A column holds numbers or times where all its cells do; a few markers without a digit among at least 20 cells (n/a, unknown) are errors that name the place, since a silent text
/// column would hide them; anything else is text. Codes with leading zeros and digit strings too long for double precision are text. inf and infinity are no numbers. Rows at the end
/// with nothing in any field are passed over. A row may be up to 64 MB long.
/// </remarks>
public static class CsvFile
{
    /// <summary>Reads one file.</summary>
    /// <exception cref="DataException">The file cannot be read as it is; the message says where, what and the way out.</exception>
    public static CsvData Read(string path, CsvOptions? options = null, CancellationToken cancellation = default) => Read([path], options, cancellation);

    /// <summary>Reads several files into one table, their columns matched by name in any order; without headers, by place.</summary>
    /// <exception cref="DataException">A file cannot be read as it is, or has other columns than the first.</exception>
    public static CsvData Read(IReadOnlyList<string> paths, CsvOptions? options = null, CancellationToken cancellation = default) =>
        WithEncodings(paths, options ?? new(), encodings => new CsvTable(paths, options ?? new(), false, encodings).Read(cancellation));

    /// <summary>Finds out how a file is written without reading its rows.</summary>
    /// <exception cref="DataException">The file is no CSV file, or its encoding is unknown.</exception>
    public static CsvDialect Dialect(string path, CsvOptions? options = null) =>
        WithEncodings([path], options ?? new(), encodings => CsvDetector.Detect(path, options ?? new(), encodings.GetValueOrDefault(path)));

    /// <summary>Describes one file: how it is written and what each column holds. Rows that cannot be read are listed rather than refused.</summary>
    /// <exception cref="DataException">The file is no CSV file, or its encoding is unknown.</exception>
    public static CsvProfile Inspect(string path, CsvOptions? options = null, CancellationToken cancellation = default) => Inspect([path], options, cancellation);

    /// <summary>Describes several files as one.</summary>
    /// <exception cref="DataException">A file is no CSV file, its encoding is unknown, or it has other columns than the first.</exception>
    public static CsvProfile Inspect(IReadOnlyList<string> paths, CsvOptions? options = null, CancellationToken cancellation = default)
    {
        var lenient = (options ?? new()) with { OnBadRow = OnBadRow.Skip };
        return WithEncodings(paths, lenient, encodings =>
        {
            var reader = new CsvTable(paths, lenient, true, encodings);
            return CsvProfiler.Of(reader.Read(cancellation), reader.Surveys, cancellation);
        });
    }

    /// <summary>The rows of a file as text, one after the other and never all in memory, bad ones among them with their reason.</summary>
    /// <exception cref="DataException">The file is no CSV file, or its encoding is unknown.</exception>
    public static CsvRowReader Open(string path, CsvOptions? options = null) => new(path, options ?? new());

    /// <summary>A file as blocks of typed rows for batch prediction, every row in its place, bad ones with their reason.</summary>
    /// <exception cref="DataException">The file is no CSV file, its encoding is unknown, or a column is not there.</exception>
    public static CsvBlockReader Blocks(string path, CsvOptions? options = null, int rows = 4096) => new(path, options ?? new(), rows);

    /// <summary>The files that names, globs (*.csv, sales_??.csv.gz) and folders stand for, each once, those of a glob or folder in the order of their names.</summary>
    /// <exception cref="DataException">A glob or folder holds no file, or a name does not exist.</exception>
    public static IReadOnlyList<string> Expand(params IReadOnlyList<string> patterns) => CsvPaths.Expand(patterns);

    // UTF-8 is believed after the first bytes; where later ones are not, the file is looked at further and read again.
    internal static T WithEncodings<T>(IReadOnlyList<string> paths, CsvOptions options, Func<IReadOnlyDictionary<string, string>, T> read)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            try
            {
                return read(found);
            }
            catch (CsvBytes.UnexpectedEncoding e) when (options.Encoding is null && !found.ContainsKey(e.Path))
            {
                found[e.Path] = CsvEncoding.DetectAround(e.Path, e.Place, e.Value);
            }
            catch (CsvBytes.UnexpectedEncoding e)
            {
                throw CsvEncoding.Unknown(e.Path, e.Value, e.Place);
            }
        }
    }
}
