using System.Text.RegularExpressions;
using Xunit;

namespace Pipelines.Tests.Architecture;

/// <summary>Small files, named after the one public type they hold, and no names without a meaning.</summary>
public sealed partial class ShapeTests
{
    private static readonly string[] Empty = ["Util", "Utils", "Utilities", "Helper", "Helpers", "Common", "Manager", "Base", "Misc"];

    [Fact]
    public void No_file_is_over_500_lines() =>
        Findings.None(SourceFile.All.Concat(SourceFile.Read("tests")).Where(f => f.Lines > 500).Select(f => $"{f.Path} has {f.Lines} lines; divide it by what its parts are called"));

    [Fact]
    public void Nine_files_in_ten_are_under_300_lines_and_half_under_120()
    {
        int[] lines = [.. SourceFile.All.Select(f => f.Lines).Order()];
        Assert.True(lines[lines.Length * 9 / 10] < 300, $"One file in ten has {lines[lines.Length * 9 / 10]} lines or more.");
        Assert.True(lines[lines.Length / 2] < 120, $"Half of the files have {lines[lines.Length / 2]} lines or more.");
    }

    [Fact]
    public void Names_say_what_a_thing_is()
    {
        var named = SourceFile.All.Concat(SourceFile.Read("tests")).SelectMany(f => TopLevelTypes(f).Select(t => t.Name).Append(Stem(f)).Distinct().Select(n => (f.Path, Name: n)));
        Findings.None(named.Where(n => Words().Matches(n.Name).Any(w => Empty.Contains(w.Value))).Select(n => $"{n.Path}: '{n.Name}' says nothing; find the noun"));
    }

    [Fact]
    public void A_file_holds_one_public_type_and_is_named_after_it()
    {
        var wrong = new List<string>();
        foreach (var file in SourceFile.All.Where(f => TopLevelTypes(f).Count > 0))
        {
            var types = TopLevelTypes(file);
            string[] open = [.. types.Where(t => t.IsPublic).Select(t => t.Name).Distinct()];
            if (types.Where(t => t.IsPublic).Select(t => (t.Name, t.IsGeneric)).Distinct().Count() > 1)
            {
                wrong.Add($"{file.Path} holds {string.Join(", ", open)}: one public type a file");
            }
            // XOfT.cs holds X<T>, where X.cs holds X.
            var candidates = open.Length > 0 ? types.Where(t => t.IsPublic) : types;
            if (!candidates.Any(t => Stem(file) == t.Name || (t.IsGeneric && Stem(file) == t.Name + "OfT")))
            {
                wrong.Add($"{file.Path} holds {string.Join(", ", candidates.Select(t => t.Name))}: name the file after it");
            }
        }
        Findings.None(wrong);
    }

    /// <summary>The types that a file declares outside others.</summary>
    internal static IReadOnlyList<(string Name, bool IsPublic, bool IsGeneric)> TopLevelTypes(SourceFile file) =>
        [.. TypeLine().Matches(file.Code).Select(m => (m.Groups["name"].Value, m.Groups["modifiers"].Value.Contains("public", StringComparison.Ordinal), m.Groups["generic"].Success))];

    /// <summary>The name without what follows the first dot: Kernel.Avx512.cs is a part of Kernel.</summary>
    private static string Stem(SourceFile file) => file.Name[..file.Name.IndexOf('.', StringComparison.Ordinal)];

    [GeneratedRegex(@"^(?<modifiers>(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*)(?:record\s+struct|record\s+class|record|class|struct|interface|enum|delegate\s+[\w<>\[\]?.,]+)\s+(?<name>\w+)(?<generic><)?", RegexOptions.Multiline)]
    private static partial Regex TypeLine();

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+")]
    private static partial Regex Words();
}
