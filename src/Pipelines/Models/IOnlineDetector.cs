namespace Pipelines.Models;

/// <summary>A series that is scored row by row as it comes, in bounded memory. Not thread-safe: one stream a series.</summary>
public interface IOnlineDetector
{
    /// <summary>The score of the next row.</summary>
    /// <param name="row">One value a column, finite.</param>
    /// <exception cref="DataException">The row has another width, or a value is NaN or infinite; the stream is then as it was.</exception>
    float Score(ReadOnlySpan<float> row);

    /// <summary>All that it remembers, to go on with later: see <see cref="ISeriesDetector.Start"/>.</summary>
    double[] State();
}
