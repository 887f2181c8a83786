using Pipelines.Clustering;
using Pipelines.Reporting;
using Scenarios.Hosting;

namespace CustomerSegmentation.Saved;

/// <summary>What people call a segment.</summary>
internal static class SegmentTitle
{
    /// <summary>Its suggested name in the user's language, or its number.</summary>
    public static string Of(TextTable texts, Segment segment) => NameOf(texts, segment) ?? texts["saved.segment", segment.Number];

    /// <summary>Its number with its name where it has one: names may come more than once.</summary>
    public static string Numbered(TextTable texts, SegmentationModel model, int number) =>
        number == 0 ? texts["saved.none"] : NameOf(texts, model.Segments[number - 1]) is { } name ? texts["saved.titled", number, name] : texts["saved.segment", number];

    /// <summary>The name of a number; that of no segment for 0.</summary>
    public static string Of(TextTable texts, SegmentationModel model, int number) => number == 0 ? texts["saved.none"] : Of(texts, model.Segments[number - 1]);

    /// <summary>The segments that a number or a name means: names may come more than once.</summary>
    /// <exception cref="ScenarioException">None is called so.</exception>
    public static IReadOnlyList<Segment> Find(RunContext run, SegmentationModel model, string text)
    {
        Segment[] found = int.TryParse(text, out var number)
            ? [.. model.Segments.Where(s => s.Number == number)]
            : [.. model.Segments.Where(s => s.Name.Equals(text, StringComparison.OrdinalIgnoreCase) || Of(run.Texts, s).Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))];
        return found.Length > 0 ? found : throw new ScenarioException(ExitCode.Usage, "saved.unknown", ModelOptions.Segment.Typed, text, string.Join(", ", model.Segments.Select(s => NameOf(run.Texts, s) is { } name ? $"{s.Number} ({name})" : $"{s.Number}")));
    }

    private static string? NameOf(TextTable texts, Segment segment) => segment.Name.Length > 0 ? texts.Find($"name.{segment.Name}") : null;
}
