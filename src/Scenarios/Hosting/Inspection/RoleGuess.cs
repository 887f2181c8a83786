using System.Text;
using Pipelines.Data;
using Scenarios.Hosting.Commands;

namespace Scenarios.Hosting.Inspection;

/// <summary>
/// Which column plays which role: what the user named first, then by names in English and Chinese, then, for roles that cannot be missing, by contents.
/// Where two columns fit equally well nothing is chosen: the error lists them.
/// </summary>
public static class RoleGuess
{
    /// <summary>Fewer different numbers than this look like grades.</summary>
    private const int MostGrades = 101;

    /// <summary>The roles that were found, in the scenario's order.</summary>
    /// <param name="roles">The scenario's roles.</param>
    /// <param name="columns">The columns, in file order.</param>
    /// <param name="named">The column the user named for a role, or null.</param>
    /// <exception cref="ScenarioException">A column that was named is not there; a required role fits no column, or several.</exception>
    public static IReadOnlyList<RoleChoice> Of(IReadOnlyList<Role> roles, IReadOnlyList<ColumnSketch> columns, Func<Role, string?> named)
    {
        string[] names = [.. columns.Select(c => c.Name)];
        var chosen = new Dictionary<Role, RoleChoice>();
        foreach (var role in roles)
        {
            if (named(role) is { } column)
            {
                var found = ColumnList.One(column, names);
                // What an item is called may be what it is known by; any other column plays one part.
                if (role.Content != RoleContent.Text && chosen.Values.FirstOrDefault(c => c.Column == found) is { Role: { } other })
                {
                    throw new ScenarioException(ExitCode.Usage, "roles.twice", found, other.Option.Typed, role.Option.Typed, string.Join(", ", names));
                }
                chosen[role] = new(role, found, RoleReason.Named);
            }
        }
        ByName(roles, columns, chosen);
        foreach (var role in roles)
        {
            if (role.Required && !chosen.ContainsKey(role))
            {
                chosen[role] = TakeBack(role, columns, chosen) ?? ByContents(role, roles, columns, chosen);
            }
        }
        return [.. roles.Where(chosen.ContainsKey).Select(r => chosen[r])];
    }

    /// <summary>True where every required role is settled without looking at contents, so that reading the header is enough.</summary>
    public static bool NamesAreEnough(IReadOnlyList<Role> roles, IReadOnlyList<string> columns, Func<Role, string?> named)
    {
        try
        {
            return Of(roles, [.. columns.Select(c => new ColumnSketch(c))], named).Count(c => c.Role.Required) == roles.Count(r => r.Required);
        }
        catch (ScenarioException)
        {
            return false;
        }
    }

    private static void ByName(IReadOnlyList<Role> roles, IReadOnlyList<ColumnSketch> columns, Dictionary<Role, RoleChoice> chosen)
    {
        // The surest match anywhere is settled first, so that 商品名称 goes to the item's name and not to the item when both are asked for.
        var matches = new List<(int Score, Role Role, ColumnSketch Column)>();
        foreach (var role in roles)
        {
            if (!chosen.ContainsKey(role))
            {
                matches.AddRange(columns.Where(c => Fits(role, c)).Select(c => (Score(role, c.Name), role, c)).Where(m => m.Item1 > 0));
            }
        }
        foreach (var group in matches.GroupBy(m => m.Score).OrderByDescending(g => g.Key))
        {
            foreach (var byRole in group.GroupBy(m => m.Role).ToList())
            {
                string[] free = [.. byRole.Select(m => m.Column.Name).Where(name => !IsTaken(chosen, name))];
                if (chosen.ContainsKey(byRole.Key) || free.Length == 0)
                {
                    continue;
                }
                if (free.Length > 1)
                {
                    // Equally good names: an optional role stays empty, a required one is asked about.
                    if (byRole.Key.Required)
                    {
                        throw Ambiguous(byRole.Key, free, columns);
                    }
                    continue;
                }
                chosen[byRole.Key] = new(byRole.Key, free[0], RoleReason.Name);
            }
        }
    }

    /// <summary>A column that an optional role took by its name while it would do for this one too: where titles are all there is, they are the items.</summary>
    private static RoleChoice? TakeBack(Role role, IReadOnlyList<ColumnSketch> columns, Dictionary<Role, RoleChoice> chosen)
    {
        foreach (var taken in chosen.Values.Where(c => !c.Role.Required && c.Reason == RoleReason.Name))
        {
            if (columns.First(c => c.Name == taken.Column) is var column && Fits(role, column) && Score(role, column.Name) > 0)
            {
                chosen.Remove(taken.Role);
                return new(role, taken.Column, RoleReason.Name);
            }
        }
        return null;
    }

    private static RoleChoice ByContents(Role role, IReadOnlyList<Role> roles, IReadOnlyList<ColumnSketch> columns, Dictionary<Role, RoleChoice> chosen)
    {
        string[] fitting = [.. columns.Where(c => c.Type is not null && !IsTaken(chosen, c.Name) && Looks(role, c)).Select(c => c.Name)];
        // Two roles that want the same contents cannot be told apart by them.
        var rivals = roles.Count(r => r.Required && r.Content == role.Content && !chosen.ContainsKey(r));
        return fitting.Length switch
        {
            1 when rivals == 1 => new(role, fitting[0], RoleReason.Contents),
            0 => throw new ScenarioException(ExitCode.Data, "roles.none", new TextKey($"role.{role.Key}"), role.Option.Typed, string.Join(", ", columns.Select(c => c.Name))),
            _ => throw Ambiguous(role, fitting, columns),
        };
    }

    private static bool IsTaken(Dictionary<Role, RoleChoice> chosen, string column) => chosen.Values.Any(c => c.Column == column);

    private static ScenarioException Ambiguous(Role role, string[] fitting, IReadOnlyList<ColumnSketch> columns) =>
        new(ExitCode.Data, "roles.ambiguous", new TextKey($"role.{role.Key}"), string.Join(", ", fitting), role.Option.Typed, string.Join(", ", columns.Select(c => c.Name)));

    /// <summary>How surely a column's name says the role: 0 for not at all, above 1,000 where it is one of the role's names, up to 1,000 where it holds one.</summary>
    private static int Score(Role role, string column)
    {
        var (plain, words) = (Plain(column), Words(column));
        var best = 0;
        for (var i = 0; i < role.Names.Count; i++)
        {
            var name = Plain(role.Names[i]);
            var score = plain == name ? 2000 - i
                : IsChinese(name) ? (plain.Contains(name, StringComparison.Ordinal) && name.Length > 1 ? 500 - i : 0)
                : words.Contains($" {role.Names[i]} ", StringComparison.Ordinal) ? 1000 - i : 0;
            best = Math.Max(best, score);
        }
        return best;
    }

    /// <summary>False where the cells contradict the role; always true where only the header was read.</summary>
    private static bool Fits(Role role, ColumnSketch column) => column.Type is null || role.Content switch
    {
        RoleContent.Number or RoleContent.Grade => column.Type == CsvType.Number,
        RoleContent.Time => column.Type == CsvType.Time || IsEpoch(column),
        RoleContent.Text => column.Type == CsvType.Text,
        RoleContent.YesNo => column.Distinct == 2,
        RoleContent.Id => column.Type != CsvType.Time && !column.Fractions,
        _ => true,
    };

    /// <summary>True where the cells alone suggest the role.</summary>
    private static bool Looks(Role role, ColumnSketch column) => Fits(role, column) && role.Content switch
    {
        RoleContent.Id => column.Distinct >= 2 && column.Distinct * 10 < column.Present * 9 && !IsEpoch(column),
        RoleContent.Grade => column.Distinct is >= 2 and < MostGrades,
        _ => true,
    };

    /// <summary>Whole seconds or milliseconds since 1970, of the years 1985 to 2100.</summary>
    private static bool IsEpoch(ColumnSketch column) => column.Type == CsvType.Number && !column.Fractions && column is { Low: >= 4.7e8, High: < 4.2e9 } or { Low: >= 4.7e11, High: < 4.2e12 };

    private static bool IsChinese(string text) => text.Any(c => c >= 0x2E80);

    /// <summary>Letters and digits only, in lower case.</summary>
    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
        }
        return plain.ToString();
    }

    /// <summary>The words of a name between blanks: <c>orderCustomer_ID</c> becomes <c> order customer id </c>.</summary>
    private static string Words(string name)
    {
        var words = new StringBuilder(" ");
        var before = ' ';
        foreach (var c in name.Normalize(NormalizationForm.FormKC))
        {
            if ((char.IsUpper(c) && char.IsLower(before)) || (c >= 0x2E80) != (before >= 0x2E80))
            {
                Space(words);
            }
            if (char.IsLetterOrDigit(c))
            {
                words.Append(char.ToLowerInvariant(c));
            }
            else
            {
                Space(words);
            }
            before = c;
        }
        Space(words);
        return words.ToString();
    }

    private static void Space(StringBuilder words)
    {
        if (words[^1] != ' ')
        {
            words.Append(' ');
        }
    }
}
