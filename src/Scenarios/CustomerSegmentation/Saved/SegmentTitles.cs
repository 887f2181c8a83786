using Pipelines.Clustering;
using Pipelines.Reporting;
using Scenarios.Hosting;

namespace CustomerSegmentation.Saved;

/// <summary>
/// What people call the segments of a model, from the model alone, so that every verb calls them the same: one of the eight usual names, or the traits of which there is most and least. Segments that would share a name are told apart
/// by the trait they differ in most.
/// </summary>
internal sealed class SegmentTitles
{
    private const double Noticeable = 0.3;
    private const int MostApart = 3, MostChoices = 10_000;
    private readonly TextTable _texts;
    private readonly bool _isRfm;
    private readonly string[] _kinds, _titles;

    /// <summary>Names the segments.</summary>
    public SegmentTitles(TextTable texts, SegmentationModel model)
    {
        (_texts, _isRfm) = (texts, model.Rfm is not null);
        var profiles = SegmentProfile.Of(model);
        _kinds = [.. profiles.Select(KindOf)];
        _titles = [.. _kinds];
        foreach (var group in Enumerable.Range(0, _kinds.Length).GroupBy(i => _kinds[i], StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            TellApart([.. group], profiles);
        }
    }

    /// <summary>The name of a segment; that of no segment for 0.</summary>
    public string this[int number] => number == 0 ? _texts["saved.none"] : _titles[number - 1];

    /// <summary>Its number with its name.</summary>
    public string Numbered(int number) => number == 0 ? _texts["saved.none"] : _texts["saved.titled", number, _titles[number - 1]];

    /// <summary>The segments that a number, a name or what several are called means.</summary>
    /// <exception cref="ScenarioException">None is called so.</exception>
    public static IReadOnlyList<Segment> Find(RunContext run, SegmentationModel model, string text)
    {
        var titles = new SegmentTitles(run.Texts, model);
        Segment[] found = int.TryParse(text, out var number)
            ? [.. model.Segments.Where(s => s.Number == number)]
            : [.. model.Segments.Where(s => new[] { s.Name, titles._kinds[s.Number - 1], titles[s.Number] }.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase))];
        return found.Length > 0 ? found : throw new ScenarioException(ExitCode.Usage, "saved.unknown", ModelOptions.Segment.Typed, text, string.Join(", ", model.Segments.Select(s => $"{s.Number} ({titles[s.Number]})")));
    }

    /// <summary>A column's name for people.</summary>
    public string Column(string name) => _isRfm ? _texts[$"feature.{name}"] : DisplayWidth.Cut(name, 40);

    private string KindOf(SegmentProfile profile)
    {
        if (profile.Segment.Name.Length > 0 && _texts.Find($"name.{profile.Segment.Name}") is { } known)
        {
            return known;
        }
        var apart = profile.Traits.Where(t => Math.Abs(t.Deviations) >= Noticeable).Take(2).Select(t => Direction(t, t.Deviations));
        return string.Join(_texts["word.list"], apart) is { Length: > 0 } name ? name : _texts["name.middle"];
    }

    /// <summary>Adds to each name the trait in which the segment is farthest from the mean of the others that share it, so that all differ.</summary>
    private void TellApart(int[] group, IReadOnlyList<SegmentProfile> profiles)
    {
        double Away(int i, string column) => profiles[i].Traits.First(t => t.Column == column).Deviations;
        double Apart(int i, string column) => Away(i, column) - group.Where(j => j != i).Average(j => Away(j, column));
        string[][] said = [.. group.Select(i => profiles[i].Traits.Where(t => Math.Abs(Apart(i, t.Column)) >= Noticeable).OrderByDescending(t => Math.Abs(Apart(i, t.Column))).Take(MostApart).Select(t => Direction(t, Apart(i, t.Column)))
            .Where(d => !_kinds[i].Contains(d, StringComparison.Ordinal)).ToArray())];
        if (Different(said) is { } chosen)
        {
            for (var i = 0; i < chosen.Length; i++)
            {
                _titles[group[i]] = _texts["name.apart", _kinds[group[i]], chosen[i]];
            }
            return;
        }
        // More and less are not enough for many in a row: the typical values of the column that spreads them most.
        var widest = profiles[group[0]].Traits.MaxBy(t => group.Max(i => Away(i, t.Column)) - group.Min(i => Away(i, t.Column)))!.Column;
        foreach (var i in group)
        {
            var trait = profiles[i].Traits.First(t => t.Column == widest);
            var value = trait.IsShare ? NumberFormat.Percent(0).Of(Math.Clamp(trait.Typical, 0, 1)) : NumberFormat.Auto.Of(trait.Typical);
            _titles[i] = _texts["name.apart", _kinds[i], _texts["name.about", Column(widest), value]];
        }
    }

    /// <summary>One trait for each, all of them different, those that come first in the lists; null where there is no such choice.</summary>
    private static string[]? Different(string[][] said)
    {
        var (best, least, places) = ((string[]?)null, int.MaxValue, new int[said.Length]);
        if (Math.Pow(MostApart, said.Length) > MostChoices || Array.Exists(said, s => s.Length == 0))
        {
            return null;
        }
        do
        {
            string[] names = [.. said.Select((s, i) => s[places[i]])];
            if (places.Sum() < least && names.Distinct(StringComparer.Ordinal).Count() == names.Length)
            {
                (best, least) = (names, places.Sum());
            }
        }
        while (Next(places, said));
        return best;
    }

    private static bool Next(int[] places, string[][] said)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (++places[i] < said[i].Length)
            {
                return true;
            }
            places[i] = 0;
        }
        return false;
    }

    private string Direction(ProfileTrait trait, double away) =>
        _isRfm ? _texts[away > 0 ? $"more.{trait.Column}" : $"less.{trait.Column}"]
        : trait.IsShare ? _texts[away > 0 ? "name.mostly" : "name.rarely", DisplayWidth.Cut(trait.Column, 32)]
        : _texts[away > 0 ? "name.more" : "name.less", DisplayWidth.Cut(trait.Column, 24)];
}
