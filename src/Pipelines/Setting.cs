using System.Globalization;

namespace Pipelines;

/// <summary>Declares settings; see <see cref="IOptions{TSelf}.Settings"/>.</summary>
public static class Setting
{
    /// <summary>A real number.</summary>
    public static Setting<TOptions> Number<TOptions>(string name, string meaning, Bounds bounds, Func<TOptions, double> get, Func<TOptions, double, TOptions> with)
        where TOptions : class, IOptions<TOptions>, new() =>
        new(name, meaning, SettingKind.Number, $"a number, {bounds}", bounds, [], o => bounds.Contains(get(o)),
            o => get(o).ToString("R", CultureInfo.InvariantCulture),
            (o, text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? with(o, v) : null);

    /// <summary>A whole number.</summary>
    public static Setting<TOptions> Whole<TOptions>(string name, string meaning, Bounds bounds, Func<TOptions, long> get, Func<TOptions, long, TOptions> with)
        where TOptions : class, IOptions<TOptions>, new() =>
        new(name, meaning, SettingKind.Whole, $"a whole number, {bounds}", bounds, [], o => bounds.Contains(get(o)),
            o => get(o).ToString(CultureInfo.InvariantCulture),
            (o, text) =>
            {
                // No thousands separators: 1,5 would be read as 15. And what does not survive the round trip did not fit into the property.
                var changed = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) ? with(o, v) : null;
                return changed is not null && get(changed) == v ? changed : null;
            });

    /// <summary>True or false.</summary>
    public static Setting<TOptions> Flag<TOptions>(string name, string meaning, Func<TOptions, bool> get, Func<TOptions, bool, TOptions> with)
        where TOptions : class, IOptions<TOptions>, new() =>
        new(name, meaning, SettingKind.Flag, "true or false", Bounds.Closed(0, 1), ["false", "true"], _ => true,
            o => get(o) ? "true" : "false",
            (o, text) => text.ToUpperInvariant() switch { "TRUE" or "YES" or "ON" or "1" => with(o, true), "FALSE" or "NO" or "OFF" or "0" => with(o, false), _ => null });

    /// <summary>One of the values of an enum.</summary>
    public static Setting<TOptions> Choice<TOptions, TChoice>(string name, string meaning, Func<TOptions, TChoice> get, Func<TOptions, TChoice, TOptions> with)
        where TOptions : class, IOptions<TOptions>, new() where TChoice : struct, Enum
    {
        string[] choices = [.. Enum.GetNames<TChoice>().Select(KebabCase.Of)];
        return new(name, meaning, SettingKind.Choice, $"one of {string.Join(", ", choices)}", Bounds.Closed(0, choices.Length - 1), choices,
            o => Enum.IsDefined(get(o)), o => Enum.GetName(get(o)) is { } defined ? KebabCase.Of(defined) : get(o).ToString(),
            (o, text) => Array.FindIndex(choices, c => string.Equals(c, text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var i ? with(o, Enum.GetValues<TChoice>()[i]) : null);
    }

    /// <summary>The seed of every random choice of an algorithm; the same seed gives the same bits at any number of threads.</summary>
    public static Setting<TOptions> Seed<TOptions>(Func<TOptions, long> get, Func<TOptions, long, TOptions> with) where TOptions : class, IOptions<TOptions>, new() =>
        Whole("Seed", "seed of every random choice; the same seed gives the same model", Bounds.AtLeast(0), get, with);
}
