namespace Pipelines.Tests.Architecture;

/// <summary>One C# file of the repository, read apart into code, comments and literals.</summary>
internal sealed class SourceFile
{
    private SourceFile(string path, string text)
    {
        (Path, Text) = (path, text);
        var scan = new SourceScan(text);
        (Code, Literals) = (scan.Code, scan.Literals);
    }

    /// <summary>Every file under src.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = Read("src");

    /// <summary>Every file of the library.</summary>
    public static IReadOnlyList<SourceFile> Library { get; } = [.. All.Where(f => f.Path.StartsWith("src/Pipelines/", StringComparison.Ordinal))];

    /// <summary>From the root of the repository, with slashes.</summary>
    public string Path { get; }

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public string Text { get; }

    /// <summary>The text with comments and the insides of literals blanked, as long as the text; code inside interpolations stays.</summary>
    public string Code { get; }

    /// <summary>The strings, in the order in which they end.</summary>
    public IReadOnlyList<SourceLiteral> Literals { get; }

    public int Lines => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    public static SourceFile Of(string path, string text) => new(path, text);

    /// <summary>Every C# file below a folder, without what the build writes.</summary>
    public static IReadOnlyList<SourceFile> Read(string folder) =>
    [
        .. Directory.EnumerateFiles(Repository.PathTo(folder), "*.cs", SearchOption.AllDirectories)
            .Select(f => (Full: f, Relative: System.IO.Path.GetRelativePath(Repository.Root, f).Replace('\\', '/')))
            .Where(f => !f.Relative.Contains("/obj/", StringComparison.Ordinal) && !f.Relative.Contains("/bin/", StringComparison.Ordinal))
            .OrderBy(f => f.Relative, StringComparer.Ordinal)
            .Select(f => new SourceFile(f.Relative, File.ReadAllText(f.Full).ReplaceLineEndings("\n"))),
    ];

    public int LineOf(int place) => Text.AsSpan(0, place).Count('\n') + 1;
}
