using System.Globalization;

namespace Pipelines.Evaluation;

/// <summary>Which values of which settings a search tries. Immutable: each call gives a new space. Settings are named as properties or as on the command line, upper and lower case the same.</summary>
/// <typeparam name="TOptions">The options record.</typeparam>
public sealed class SearchSpace<TOptions> where TOptions : class, IOptions<TOptions>, new()
{
    private const int MostCandidates = 100_000;
    private readonly TOptions _start;
    private readonly IReadOnlyList<SearchAxis<TOptions>> _axes;

    /// <summary>A space of one candidate.</summary>
    /// <param name="start">What the settings that are not searched are; null for the defaults.</param>
    public SearchSpace(TOptions? start = null) : this((start ?? new()).Checked(), []) { }

    private SearchSpace(TOptions start, IReadOnlyList<SearchAxis<TOptions>> axes) => (_start, _axes) = (start, axes);

    /// <summary>Tries each of the values, as they are written on the command line.</summary>
    /// <exception cref="OptionException">There is no such setting, no value, or a value is not allowed.</exception>
    public SearchSpace<TOptions> Over(string setting, params IReadOnlyList<string> values)
    {
        var found = Find(setting);
        if (values.Count == 0)
        {
            throw new OptionException("search.empty", $"{typeof(TOptions).Name}.{found.Name} has no values to try. Name at least one.");
        }
        return With(new(found, [.. values.Select(v => found.Text(found.Parse(_start, v))).Distinct()], 0, 0, false));
    }

    /// <summary>Tries each of the numbers.</summary>
    /// <exception cref="OptionException">There is no such setting, no value, or a value is not allowed.</exception>
    public SearchSpace<TOptions> Over(string setting, params IReadOnlyList<double> values) => Over(setting, [.. values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))]);

    /// <summary>Tries numbers of a range, all equally likely.</summary>
    /// <param name="setting">Name of a number or a whole number.</param>
    /// <param name="low">Lower end, allowed for the setting.</param>
    /// <param name="high">Upper end, allowed for the setting, at least <paramref name="low"/>.</param>
    /// <exception cref="OptionException">There is no such setting, it is no number, or the range is not allowed.</exception>
    public SearchSpace<TOptions> Between(string setting, double low, double high) => Range(setting, low, high, logarithmic: false);

    /// <summary>Tries numbers of a range, each order of magnitude equally likely: for learning rates and regularisation.</summary>
    /// <param name="setting">Name of a number or a whole number.</param>
    /// <param name="low">Lower end, more than 0, allowed for the setting.</param>
    /// <param name="high">Upper end, allowed for the setting, at least <paramref name="low"/>.</param>
    /// <exception cref="OptionException">There is no such setting, it is no number, or the range is not allowed.</exception>
    public SearchSpace<TOptions> BetweenLogarithmic(string setting, double low, double high) => Range(setting, low, high, logarithmic: true);

    /// <summary>Reads <c>name=v1,v2,...</c> (values), <c>name=low..high</c> (range) or <c>name=low..high:log</c> (range by orders of magnitude).</summary>
    /// <exception cref="OptionException">The text is not of that form, or says what is not allowed.</exception>
    public SearchSpace<TOptions> Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (name, values) = equals > 0 ? (text[..equals].Trim(), text[(equals + 1)..].Trim()) : ("", "");
        var dots = values.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            return values.Length > 0 ? Over(name, values.Split(',', StringSplitOptions.TrimEntries)) : throw Unreadable(text);
        }
        var logarithmic = values.EndsWith(":log", StringComparison.Ordinal);
        var high = logarithmic ? values[(dots + 2)..^4] : values[(dots + 2)..];
        return Number(values[..dots]) is { } from && Number(high) is { } to ? Range(name, from, to, logarithmic) : throw Unreadable(text);
    }

    /// <summary>Every combination, the last named setting changing fastest.</summary>
    /// <param name="points">How many evenly spaced values a range contributes, ends included, at least 1.</param>
    /// <exception cref="OptionException">There are more than 100,000 combinations.</exception>
    public IReadOnlyList<TOptions> Grid(int points = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(points);
        IReadOnlyList<string>[] values = [.. _axes.Select(a => a.Points(points))];
        var count = values.Aggregate(1L, (product, v) => Math.Min(long.MaxValue / 1_000_000, product) * v.Count);
        if (count > MostCandidates)
        {
            throw new OptionException("search.grid", $"The grid has {count} combinations; at most {MostCandidates} are tried. Name fewer values or search at random.");
        }
        var candidates = new TOptions[count];
        for (var i = 0; i < candidates.Length; i++)
        {
            var (options, rest) = (_start, i);
            for (var a = _axes.Count - 1; a >= 0; a--)
            {
                options = _axes[a].Setting.Parse(options, values[a][rest % values[a].Count]);
                rest /= values[a].Count;
            }
            candidates[i] = options;
        }
        return candidates;
    }

    /// <summary>Combinations drawn at random, all different (Bergstra and Bengio, "Random search for hyper-parameter optimization", 2012).</summary>
    /// <param name="count">How many, at least 1; fewer come back where there are not so many.</param>
    /// <param name="seed">Seed of the draws; draw i is the same whatever <paramref name="count"/> is.</param>
    public IReadOnlyList<TOptions> Random(int count, long seed = 42)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var candidates = new List<TOptions>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var draw = 0; draw < 100L * count && candidates.Count < count; draw++)
        {
            var rng = Rng.At(seed, 0, draw);
            var options = _start;
            foreach (var axis in _axes)
            {
                options = axis.Setting.Parse(options, axis.Draw(ref rng));
            }
            if (seen.Add(string.Join('\n', _axes.Select(a => a.Setting.Text(options)))))
            {
                candidates.Add(options);
            }
        }
        return candidates;
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static OptionException Unreadable(string text) =>
        new("search.text", $"A search must be name=v1,v2 or name=low..high or name=low..high:log, such as rank=8,16,32; got '{text}'.");

    internal static Setting<TOptions> Find(string name) =>
        TOptions.Settings.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(KebabCase.Of(s.Name), name, StringComparison.OrdinalIgnoreCase))
        ?? throw new OptionException("search.setting", $"{typeof(TOptions).Name} has no setting '{name}'. It has: {string.Join(", ", TOptions.Settings.Select(s => KebabCase.Of(s.Name)))}.");

    private SearchSpace<TOptions> Range(string name, double low, double high, bool logarithmic)
    {
        var setting = Find(name);
        if (setting.Kind is not (SettingKind.Number or SettingKind.Whole) || !(low <= high) || (logarithmic && low <= 0))
        {
            throw new OptionException("search.range", $"{typeof(TOptions).Name}.{setting.Name} cannot be searched from {low} to {high}. A range is for numbers, low to high, above 0 where it is logarithmic.");
        }
        var axis = new SearchAxis<TOptions>(setting, [], low, high, logarithmic);
        foreach (var end in axis.Points(2))
        {
            setting.Parse(_start, end);
        }
        return With(axis);
    }

    private SearchSpace<TOptions> With(SearchAxis<TOptions> axis) => new(_start, [.. _axes.Where(a => a.Setting.Name != axis.Setting.Name), axis]);
}
