using System.Globalization;

namespace Pipelines.Reporting;

/// <summary>One fact of a run for JSON and for the table at the end of a report: the data's hash, the seed, a setting.</summary>
/// <remarks>Made by <see cref="Of(string, string)"/> and its siblings. A text <c>fact.KEY</c> in the text tables is its label; without one the key is shown.</remarks>
public sealed record Fact
{
    private Fact(string key, string value, bool quoted) => (Key, Value, Quoted) = (key, value, quoted);

    /// <summary>Stable name, dotted where it belongs to something: <c>data.hash</c>, <c>options.kmeans.clusters</c>.</summary>
    public string Key { get; }

    /// <summary>The value as invariant text; <c>null</c> for a number that is not finite.</summary>
    public string Value { get; }

    /// <summary>True where JSON writes it as a string, false for a number, true, false or null.</summary>
    public bool Quoted { get; }

    /// <summary>A text.</summary>
    public static Fact Of(string key, string value) => new(key, value, true);

    /// <summary>A real number; not finite becomes null.</summary>
    public static Fact Of(string key, double value) => new(key, double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "null", false);

    /// <summary>A whole number.</summary>
    public static Fact Of(string key, long value) => new(key, value.ToString(CultureInfo.InvariantCulture), false);

    /// <summary>True or false.</summary>
    public static Fact Of(string key, bool value) => new(key, value ? "true" : "false", false);

    /// <summary>One setting of an options record, under <c>options.OWNER.SETTING</c>.</summary>
    public static Fact Of<TOptions>(string owner, Setting<TOptions> setting, TOptions options) where TOptions : class, IOptions<TOptions>, new()
    {
        var text = setting.Text(options);
        var bare = setting.Kind switch
        {
            SettingKind.Choice => false,
            SettingKind.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && double.IsFinite(v),
            _ => true,
        };
        return new($"options.{owner}.{KebabCase.Of(setting.Name)}", text, !bare);
    }
}
