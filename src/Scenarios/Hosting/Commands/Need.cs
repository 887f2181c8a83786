using System.Globalization;
using Pipelines;
using Pipelines.Reporting;

namespace Scenarios.Hosting.Commands;

/// <summary>The values an option may take, to be said in the user's language.</summary>
internal sealed record Need(string Key, Bounds? Bounds, IReadOnlyList<string> Choices)
{
    public static Need Of<TOptions>(Setting<TOptions> setting) where TOptions : class, IOptions<TOptions>, new() => setting.Kind switch
    {
        SettingKind.Number => new("need.number", setting.Bounds, []),
        SettingKind.Whole => new("need.whole", setting.Bounds, []),
        SettingKind.Flag => new("need.flag", null, []),
        _ => new("need.choice", null, setting.Choices),
    };

    /// <summary>As words that follow "must be": <c>a whole number, at least 1</c>.</summary>
    public string In(TextTable texts) => Key == "need.choice"
        ? texts[Key, string.Join(", ", Choices)]
        : Bounds is { } bounds && Range(texts, bounds) is { } range ? texts["need.range", texts[Key], range] : texts[Key];

    /// <summary>As a short range for help: <c>1 .. 100</c>.</summary>
    private static string? Range(TextTable texts, Bounds bounds)
    {
        var low = double.IsNegativeInfinity(bounds.Low) ? null : texts[bounds.LowOpen ? "need.above" : "need.at-least", Text(bounds.Low)];
        var high = double.IsPositiveInfinity(bounds.High) ? null : texts[bounds.HighOpen ? "need.below" : "need.at-most", Text(bounds.High)];
        return (low, high) switch
        {
            (null, null) => null,
            (null, _) => high,
            (_, null) => low,
            _ when !bounds.LowOpen && !bounds.HighOpen => texts["need.from-to", Text(bounds.Low), Text(bounds.High)],
            _ => texts["need.both", low, high],
        };
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
