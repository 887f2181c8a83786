using Pipelines.Data;

namespace Bench.Compare.Workloads;

/// <summary>The ratings that come with the scenarios.</summary>
internal static class MovieLens
{
    public const int Films = 9066;

    public static Ratings Ratings() =>
        RatingsBuilder.Build(CsvFile.Read(Driver.PathTo("datasets/movielens-small/ratings.csv")).Table, new("userId", "movieId", "rating")).Ratings;
}
