using System.Globalization;

namespace Scenarios.Hosting.Commands;

/// <summary>Columns as people list them: names, or numbers from 1 and ranges of them: <c>age,income</c> or <c>3,5-9</c>.</summary>
public static class ColumnList
{
    /// <summary>The columns a list names, in its order, each once.</summary>
    /// <param name="list">Separated by commas; an exact name always wins over a number.</param>
    /// <param name="names">The columns there are.</param>
    /// <exception cref="ScenarioException">A part is no column; the error lists the names there are.</exception>
    public static IReadOnlyList<string> Of(string list, IReadOnlyList<string> names)
    {
        // A name may itself hold a comma.
        if (names.Contains(list, StringComparer.Ordinal))
        {
            return [list];
        }
        var found = new List<string>();
        foreach (var part in list.Split([',', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var range = names.Contains(part, StringComparer.Ordinal) ? null : RangeOf(part);
            if (range is not { } r)
            {
                found.Add(One(part, names));
                continue;
            }
            if (r.First < 1 || r.Last > names.Count || r.First > r.Last)
            {
                throw new ScenarioException(ExitCode.Data, "data.column-number", part, names.Count, Listed(names));
            }
            found.AddRange(names.Skip(r.First - 1).Take(r.Last - r.First + 1));
        }
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The one column that a name (in any case) or number means.</summary>
    /// <exception cref="ScenarioException">There is none; the error lists the names there are and suggests the nearest.</exception>
    public static string One(string column, IReadOnlyList<string> names)
    {
        var text = column.Trim();
        if (names.FirstOrDefault(n => n == text) is { } exact)
        {
            return exact;
        }
        if (names.Where(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)).ToList() is [var single])
        {
            return single;
        }
        if (RangeOf(text) is { First: >= 1 } r && r.First == r.Last && r.Last <= names.Count)
        {
            return names[r.First - 1];
        }
        throw NearestName.Of(text, names) is { } near
            ? new ScenarioException(ExitCode.Data, "data.column-near", text, near, Listed(names))
            : new ScenarioException(ExitCode.Data, "data.column", text, Listed(names));
    }

    private static (int First, int Last)? RangeOf(string part)
    {
        var dash = part.IndexOf('-', StringComparison.Ordinal);
        var (first, last) = dash < 0 ? (part, part) : (part[..dash].TrimEnd(), part[(dash + 1)..].TrimStart());
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var a) && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var b) ? (a, b) : null;
    }

    private static string Listed(IReadOnlyList<string> names) => string.Join(", ", names);
}
