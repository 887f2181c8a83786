using Pipelines.Data;
using Pipelines.Recommendation;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace MovieRecommendation.Data;

/// <summary>From CSV files to ratings and names: the bundled films, or the user's own.</summary>
internal static class MovieDataReader
{
    /// <summary>Reads what <c>--data</c> names, or the bundled ratings.</summary>
    /// <param name="run">The run.</param>
    /// <param name="bundled">False where the user has to name data.</param>
    /// <param name="read">The file as it was read, for its bad rows.</param>
    public static MovieData Read(RunContext run, bool bundled, out CsvData read)
    {
        var input = run.FindData(bundled ? MovieOptions.BundledRatings : null);
        var columns = ColumnsOf(run, input);
        var named = input[MovieOptions.ItemName];
        string?[] wanted = [columns.User, columns.Item, columns.Rating, columns.Time, columns.Count, named];
        string?[] numbers = [columns.Rating, columns.Count];
        read = input.Read([.. wanted.OfType<string>().Distinct(StringComparer.Ordinal)], [.. numbers.OfType<string>().Distinct(StringComparer.Ordinal)]);
        var built = RatingsBuilder.Build(read.Table, columns, MovieOptions.DuplicatesOf(run), run.Cancellation);
        var catalogue = CatalogueOf(run, input, columns, named, read.Table, built.Ratings);
        return new()
        {
            Ratings = built.Ratings,
            Catalogue = catalogue,
            Facts = built.Facts,
            Columns = columns,
            Files = [.. input.Files.Select(f => input.IsBundled ? MovieOptions.BundledRatings : Path.GetFileName(f))],
            Hash = read.Sha256,
            Unreadable = read.Dropped,
            Bundled = input.IsBundled,
            Films = input.IsBundled || MeansFilms(columns.Item) || (named is not null && MeansFilms(named)),
            Unnamed = catalogue.HasNames ? Enumerable.Range(0, built.Ratings.Items.Count).Count(i => catalogue.Name(i) == built.Ratings.Items[i]) : 0,
        };
    }

    /// <summary>Which column is what, with <c>--feedback</c> and <c>--count-col</c> minded.</summary>
    private static RatingColumns ColumnsOf(RunContext run, DataInput input)
    {
        var count = run.Get(MovieOptions.CountColumn) is { } name ? ColumnList.One(name, input.Columns) : null;
        var rating = input[Role.Rating];
        if (run.Get(MovieOptions.Feedback) == "implicit" || count is not null)
        {
            rating = run.IsGiven(SharedOptions.RatingColumn) && count is null ? throw new ScenarioException(ExitCode.Usage, "movies.implicit-rating") : null;
        }
        else if (run.Get(MovieOptions.Feedback) == "explicit" && rating is null)
        {
            throw new ScenarioException(ExitCode.Usage, "movies.explicit-rating", string.Join(", ", input.Columns));
        }
        if (rating is null && count is null && run.Get(MovieOptions.Feedback) is null && !input.IsBundled)
        {
            run.Note("movies.implicit");
        }
        return new(input[Role.User]!, input[Role.Item]!, rating, input[Role.Time], count);
    }

    private static Catalogue CatalogueOf(RunContext run, DataInput input, RatingColumns columns, string? named, Table table, Ratings ratings)
    {
        if (run.Get(MovieOptions.Items) is { } file)
        {
            return ItemsFile.Read(run.PathOf(file), columns.Item, run.Get(MovieOptions.ItemNameColumn), ratings, run);
        }
        if (input.IsBundled)
        {
            return ItemsFile.Read(run.BundledPath(MovieOptions.BundledMovies), "movieId", "title", ratings, run);
        }
        // Retraining with new files on top of the bundled ones keeps the bundled names.
        if (run.Previous is { WithBundled: true } && named is null)
        {
            return ItemsFile.Read(run.BundledPath(MovieOptions.BundledMovies), "movieId", "title", ratings, run);
        }
        return named is null ? new(ratings.Items) : new(ratings.Items, NamesIn(table, columns.Item, named, ratings));
    }

    /// <summary>The first name that each item is given in the file of the ratings.</summary>
    private static string[] NamesIn(Table table, string itemColumn, string nameColumn, Ratings ratings)
    {
        var names = new string[ratings.Items.Count];
        Array.Fill(names, "");
        var (items, texts) = (table[itemColumn], table[nameColumn]);
        for (var row = 0; row < table.Rows; row++)
        {
            if (!items.IsMissing(row) && !texts.IsMissing(row) && ratings.ItemIndex(items.Text(row)) is >= 0 and var item && names[item].Length == 0)
            {
                names[item] = ItemsFile.Shown(texts.Text(row));
            }
        }
        return names;
    }

    private static bool MeansFilms(string column) =>
        column.Contains("movie", StringComparison.OrdinalIgnoreCase) || column.Contains("film", StringComparison.OrdinalIgnoreCase) || column.Contains('影');
}
