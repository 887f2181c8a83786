using System.Globalization;
using Pipelines.Models;

namespace Pipelines.Recommendation;

/// <summary>What is known of each item besides who used it: its id, its name, and any further columns such as genres. Finds the item that a typed text means.</summary>
/// <remarks>
/// A name may end in a year, <c>Heat (1995)</c>, or the year may be a detail of that name: <see cref="Name"/> shows it either way. Titles filed under their main word,
/// <c>Usual Suspects, The</c>, are also found as <c>The Usual Suspects</c>.
/// </remarks>
public sealed class Catalogue
{
    private const string YearDetail = "year";
    private static readonly string[] Articles = ["The", "A", "An"];

    private readonly IReadOnlyList<string> _names;
    private readonly Dictionary<string, int> _itemOf;
    private readonly Lazy<(string[] Names, string[] Titles)> _spelled;

    /// <summary>Adopts the lists without copying.</summary>
    /// <param name="ids">Id of each item, in the order of the ratings' items, all different.</param>
    /// <param name="names">Name of each item, empty where it has none; null where there are no names.</param>
    /// <param name="details">Further texts by name, one an item, such as <c>genres</c> or <c>year</c>.</param>
    /// <exception cref="DataException">A list has another length than <paramref name="ids"/>, or an id stands twice.</exception>
    public Catalogue(IReadOnlyList<string> ids, IReadOnlyList<string>? names = null, IReadOnlyDictionary<string, IReadOnlyList<string>>? details = null)
    {
        (Ids, _names, Details) = (ids, names ?? [], details ?? new Dictionary<string, IReadOnlyList<string>>());
        Check("names", names?.Count ?? ids.Count);
        foreach (var (name, texts) in Details)
        {
            Check(name, texts.Count);
        }
        _itemOf = new(ids.Count, StringComparer.Ordinal);
        for (var item = 0; item < ids.Count; item++)
        {
            if (!_itemOf.TryAdd(ids[item], item))
            {
                throw new DataException("catalogue.id", $"Catalogue.ids must all be different; '{ids[item]}' stands at {_itemOf[ids[item]] + 1} and at {item + 1}. Keep one of the two rows.");
            }
        }
        _spelled = new(() => ([.. Enumerable.Range(0, ids.Count).Select(i => Spelled(Name(i)))], [.. Enumerable.Range(0, ids.Count).Select(i => Spelled(Title(i)))]));
    }

    /// <summary>Id of each item.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Further texts by name, one an item.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Details { get; }

    /// <summary>True where items have names.</summary>
    public bool HasNames => _names.Count > 0;

    /// <summary>An item's name with its year where one is known, such as <c>Heat (1995)</c>; its id where it has no name.</summary>
    public string Name(int item) =>
        !HasNames || _names[item].Length == 0 ? Ids[item]
        : TitleLength(_names[item]) == _names[item].Length && Year(item) is { } year ? string.Create(CultureInfo.InvariantCulture, $"{_names[item]} ({year})")
        : _names[item];

    /// <summary>An item's name without its year.</summary>
    public string Title(int item) => !HasNames || _names[item].Length == 0 ? Ids[item] : _names[item][..TitleLength(_names[item])];

    /// <summary>An item's year, from the end of its name or from the detail <c>year</c>; null where unknown.</summary>
    public int? Year(int item)
    {
        if (HasNames && TitleLength(_names[item]) is var length && length < _names[item].Length)
        {
            return int.Parse(_names[item].AsSpan().TrimEnd()[^5..^1], NumberStyles.None, CultureInfo.InvariantCulture);
        }
        return Details.TryGetValue(YearDetail, out var years) && years[item].Length == 4 && int.TryParse(years[item], NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;
    }

    /// <summary>
    /// The items a typed text may mean: the item with that id; else all with that full name; else all with that title, leaving the year aside; else all whose name begins with it;
    /// else, as suggestions only, names that hold it or are nearly spelled like it. Upper and lower case and the number of blanks do not matter, except in ids.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="most">The most items to list, at least 1.</param>
    public ItemMatch Find(string text, int most = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (_itemOf.TryGetValue(text.Trim(), out var byId))
        {
            return new(ItemMatchKind.Id, [byId]);
        }
        var wanted = Spelled(text);
        if (wanted.Length == 0)
        {
            return new(ItemMatchKind.None, []);
        }
        var (names, titles) = _spelled.Value;
        return Matches(ItemMatchKind.Name, names, name => name == wanted, most)
            ?? Matches(ItemMatchKind.Title, titles, title => title == wanted, most)
            ?? Matches(ItemMatchKind.Prefix, names, name => name.StartsWith(wanted, StringComparison.Ordinal), most)
            ?? Matches(ItemMatchKind.Near, names, name => name.Contains(wanted, StringComparison.Ordinal), most)
            ?? (Spelling.Near(wanted[..TitleLength(wanted)], titles, most) is { Count: > 0 } near ? new(ItemMatchKind.Near, near) : new(ItemMatchKind.None, []));
    }

    internal void Write(ModelWriter writer)
    {
        writer.Flag("named", HasNames);
        if (HasNames)
        {
            writer.Texts("names", _names);
        }
        string[] details = [.. Details.Keys.Order(StringComparer.Ordinal)];
        writer.Texts("details", details);
        for (var d = 0; d < details.Length; d++)
        {
            writer.Texts(DetailTensor(d), Details[details[d]]);
        }
    }

    internal static Catalogue Read(ModelReader reader, IReadOnlyList<string> ids)
    {
        var names = reader.Flag("named") ? reader.Texts("names") : null;
        var details = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (d, name) in reader.Texts("details").Index())
        {
            details[name] = reader.Texts(DetailTensor(d));
        }
        try
        {
            return new(ids, names, details);
        }
        catch (DataException)
        {
            throw reader.Damaged("names", "do not fit the items");
        }
    }

    private static string DetailTensor(int detail) => string.Create(CultureInfo.InvariantCulture, $"detail-{detail}");

    private static ItemMatch? Matches(ItemMatchKind kind, string[] texts, Func<string, bool> fits, int most)
    {
        var items = Enumerable.Range(0, texts.Length).Where(i => fits(texts[i])).Take(most).ToArray();
        return items.Length == 0 ? null : new(kind, items);
    }

    /// <summary>One spelling for all ways to write a name: blanks single, upper case, the article in front.</summary>
    private static string Spelled(string name)
    {
        name = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var title = name[..TitleLength(name)];
        foreach (var article in Articles)
        {
            if (title.EndsWith($", {article}", StringComparison.OrdinalIgnoreCase))
            {
                name = $"{article} {title[..^(article.Length + 2)]}{name[title.Length..]}";
                break;
            }
        }
        return name.ToUpperInvariant();
    }

    /// <summary>How much of a name stands before a year in brackets at its end; all of it where there is none, or nothing before it.</summary>
    private static int TitleLength(string name)
    {
        var end = name.AsSpan().TrimEnd();
        return end.Length > 6 && end[^1] == ')' && end[^6] == '(' && !end[^5..^1].ContainsAnyExceptInRange('0', '9') && end[..^6].TrimEnd().Length is > 0 and var length ? length : name.Length;
    }

    private void Check(string name, int length)
    {
        if (length != Ids.Count)
        {
            throw new DataException("catalogue.length", $"Catalogue.{name} must hold one text for each of the {Ids.Count} items; got {length}. Pass an empty text where there is none.");
        }
    }
}
