namespace Pipelines.Neighbors;

/// <summary>Where <see cref="BruteForceSweep"/> delivers the pairs that may be near enough.</summary>
internal interface IBruteForceSink
{
    /// <summary>The squared distance up to which a query of the block still wants rows; negative infinity where it wants none.</summary>
    double Limit(int lane);

    /// <summary>Takes a row that may be within the limit. Rows come in rising order for each query.</summary>
    /// <param name="lane">The query's place in the block.</param>
    /// <param name="row">The row.</param>
    /// <param name="surely">True where rounding cannot have made a row beyond the limit look near.</param>
    void Take(int lane, int row, bool surely);
}
