namespace Pipelines.Data;

/// <summary>Names, globs and folders to files.</summary>
internal static class CsvPaths
{
    private static readonly string[] Endings = [".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz"];

    public static IReadOnlyList<string> Expand(IReadOnlyList<string> patterns)
    {
        var files = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            foreach (var file in Of(pattern))
            {
                if (seen.Add(Path.GetFullPath(file)))
                {
                    files.Add(file);
                }
            }
        }
        return files;
    }

    private static string[] Of(string pattern)
    {
        if (File.Exists(pattern))
        {
            return [pattern];
        }
        try
        {
            if (Directory.Exists(pattern))
            {
                return Found([.. Directory.EnumerateFiles(pattern).Where(f => Endings.Any(e => f.EndsWith(e, StringComparison.OrdinalIgnoreCase)))], pattern);
            }
            var name = Path.GetFileName(pattern);
            var folder = Path.GetDirectoryName(pattern) is { Length: > 0 } named ? named : ".";
            if (name.AsSpan().ContainsAny('*', '?') && Directory.Exists(folder))
            {
                var files = Directory.GetFiles(folder, name);
                return Found(folder == "." && !pattern.StartsWith('.') ? [.. files.Select(f => Path.GetFileName(f))] : files, pattern);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException("csv.unreadable", $"{pattern}: cannot be read: {(e is UnauthorizedAccessException ? "access is denied" : e.Message.TrimEnd('.'))}. Close other programs that hold it, or give yourself the right to read it.", e);
        }
        throw new DataException("csv.not-found", $"{pattern}: there is no such file. Check the name and the folder.");
    }

    private static string[] Found(string[] files, string pattern)
    {
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0 ? files
            : throw new DataException("csv.no-match", $"{pattern}: no file there. A folder is searched for names that end in {string.Join(", ", Endings)}.");
    }
}
