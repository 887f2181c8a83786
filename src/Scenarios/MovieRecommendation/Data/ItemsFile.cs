using Pipelines.Data;
using Pipelines.Recommendation;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;

namespace MovieRecommendation.Data;

/// <summary>A file of its own that names the items: one row an item, with its id, its name and any further columns.</summary>
internal static class ItemsFile
{
    private const int LongestName = 300;

    private static readonly string[] Details = ["year", "genres", "genre", "category", "年份", "类型", "类别"];

    /// <summary>Reads names and details for the items of the ratings; an item without a row keeps its id as name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="idColumn">The column of ids in the file of the ratings; the same name here, else the column that looks like it.</param>
    /// <param name="nameColumn">The column of names, or null to guess it.</param>
    /// <param name="ratings">Whose items to name.</param>
    /// <param name="run">The run.</param>
    public static Catalogue Read(string path, string idColumn, string? nameColumn, Ratings ratings, RunContext run)
    {
        var columns = CsvFile.Dialect(path).Columns;
        Role[] roles = [Role.Item, MovieOptions.ItemName];
        var choices = RoleGuess.Of(roles, [.. columns.Select(c => new ColumnSketch(c))], role => role == Role.Item ? (columns.Contains(idColumn) ? idColumn : null) : nameColumn);
        var id = choices.First(c => c.Role == Role.Item).Column;
        var name = choices.Where(c => c.Role == MovieOptions.ItemName).Select(c => c.Column).FirstOrDefault()
            ?? throw new ScenarioException(ExitCode.Usage, "movies.no-name-column", Path.GetFileName(path), MovieOptions.ItemNameColumn.Typed, string.Join(", ", columns));
        string[] details = [.. columns.Where(c => Details.Contains(c, StringComparer.OrdinalIgnoreCase) && c != name && c != id)];
        // Everything here is a text for people: 1984 is a title, not a number.
        var types = columns.ToDictionary(c => c, _ => CsvType.Text);
        var table = CsvFile.Read(path, new() { Types = types, IdColumns = [id], Columns = [id, name, .. details] }, run.Cancellation).Table;
        var names = Empty(ratings);
        var texts = details.ToDictionary(d => d, _ => Empty(ratings));
        for (var row = 0; row < table.Rows; row++)
        {
            if (ratings.ItemIndex(table[id].Text(row)) is not (>= 0 and var item))
            {
                continue;
            }
            names[item] = Shown(table[name].Text(row));
            foreach (var detail in details)
            {
                texts[detail][item] = Shown(table[detail].Text(row));
            }
        }
        return new(ratings.Items, names, texts.ToDictionary(t => t.Key, t => (IReadOnlyList<string>)t.Value));
    }

    /// <summary>A name as it is kept and shown: a whole description in the column of names would drown lists and reports.</summary>
    public static string Shown(string name) => name.Length <= LongestName ? name : DisplayWidth.Cut(name, LongestName);

    private static string[] Empty(Ratings ratings)
    {
        var texts = new string[ratings.Items.Count];
        Array.Fill(texts, "");
        return texts;
    }
}
