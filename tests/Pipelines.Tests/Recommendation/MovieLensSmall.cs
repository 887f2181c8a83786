using System.Globalization;
using Pipelines.Data;

namespace Pipelines.Tests.Recommendation;

/// <summary>The bundled MovieLens ratings, where the checkout has them.</summary>
internal static class MovieLensSmall
{
    private static readonly Lazy<Ratings?> Loaded = new(Load);

    /// <summary>Users and items in order of first appearance, cells by user; null where the file is not there.</summary>
    public static Ratings? All => Loaded.Value;

    /// <summary>The fixed split of a seed: the places of all ratings shuffled, the last 20 % for testing.</summary>
    public static (Ratings Train, Ratings Test) Split(Ratings ratings, long seed)
    {
        var places = Enumerable.Range(0, ratings.Count).ToArray();
        Rng.At(seed).Shuffle(places.AsSpan());
        var train = (int)(ratings.Count * 0.8);
        return (ratings.Select(places.AsSpan(0, train)), ratings.Select(places.AsSpan(train)));
    }

    private static Ratings? Load()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pipelines.sln")))
        {
            folder = folder.Parent;
        }
        var file = folder is null ? "" : Path.Combine(folder.FullName, "datasets", "movielens-small", "ratings.csv");
        if (!File.Exists(file))
        {
            return null;
        }
        var (users, items) = (new List<string>(), new List<string>());
        var (userOf, itemOf) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        var cells = new List<(int User, int Item, float Rating)>();
        var lines = File.ReadLines(file).GetEnumerator();
        lines.MoveNext();
        var header = Fields(lines.Current);
        var (user, item, rating) = (header.IndexOf("userId"), header.IndexOf("movieId"), header.IndexOf("rating"));
        while (lines.MoveNext())
        {
            var fields = Fields(lines.Current);
            cells.Add((Place(fields[user], users, userOf), Place(fields[item], items, itemOf), float.Parse(fields[rating], CultureInfo.InvariantCulture)));
        }
        return SampleRatings.Of(users, items, cells);
    }

    /// <summary>Enough of CSV for this file: commas inside quotes, quotes dropped.</summary>
    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || (line[i] == ',' && !quoted))
            {
                fields.Add(line[start..i].Trim('"', '\uFEFF'));
                start = i + 1;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
        }
        return fields;
    }

    private static int Place(string id, List<string> ids, Dictionary<string, int> places)
    {
        if (!places.TryGetValue(id, out var place))
        {
            places.Add(id, place = ids.Count);
            ids.Add(id);
        }
        return place;
    }
}
