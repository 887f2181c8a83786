namespace Pipelines.Numerics;

/// <summary>What <see cref="Gemm"/> does to each finished piece of a row while it is still in the cache: add a bias, apply an activation, scale.</summary>
internal interface IGemmEpilogue
{
    /// <summary>Changes finished values in place, element by element.</summary>
    /// <param name="values">Consecutive values of one row of C.</param>
    /// <param name="row">The row.</param>
    /// <param name="column">The column of the first value.</param>
    void Apply(Span<float> values, int row, int column);
}
