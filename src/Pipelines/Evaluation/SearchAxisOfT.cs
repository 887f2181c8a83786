using System.Globalization;

namespace Pipelines.Evaluation;

/// <summary>The values of one setting that a search may try: a list, or a range.</summary>
internal sealed record SearchAxis<TOptions>(Setting<TOptions> Setting, IReadOnlyList<string> Values, double Low, double High, bool Logarithmic) where TOptions : class, IOptions<TOptions>, new()
{
    public bool IsRange => Values.Count == 0;

    /// <summary>The listed values, or so many evenly spaced ones of the range, ends included, equal ones once.</summary>
    public IReadOnlyList<string> Points(int count) => IsRange ? [.. Enumerable.Range(0, count).Select(i => At(count == 1 ? 0.5 : (double)i / (count - 1))).Distinct()] : Values;

    /// <summary>A listed value or a point of the range, each as likely.</summary>
    public string Draw(ref Rng rng) => IsRange ? At(rng.NextDouble()) : Values[rng.NextBelow(Values.Count)];

    private string At(double share)
    {
        var value = share == 0 ? Low : share == 1 ? High
            : Logarithmic ? Math.Exp(Math.Log(Low) + (share * (Math.Log(High) - Math.Log(Low)))) : Low + (share * (High - Low));
        return Setting.Kind == SettingKind.Whole ? ((long)Math.Round(value)).ToString(CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
    }
}
