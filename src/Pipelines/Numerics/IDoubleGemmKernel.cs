namespace Pipelines.Numerics;

/// <summary>
/// The inner tile of <see cref="DoubleGemm"/> for one width of vector registers. Every implementation adds the products of one element in the order of k into one accumulator,
/// so an element's bits do not depend on where in the matrix it lies.
/// </summary>
internal interface IDoubleGemmKernel
{
    /// <summary>Rows of a tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of a tile, and of a packed panel of B.</summary>
    static abstract int Columns { get; }

    /// <summary>C = (accumulate ? C : 0) + scale · A · B for one tile.</summary>
    /// <param name="a">First element of Rows x k values, rows <paramref name="aRow"/> and columns <paramref name="aColumn"/> apart.</param>
    /// <param name="aRow">Distance between rows of A.</param>
    /// <param name="aColumn">Distance between columns of A.</param>
    /// <param name="b">First element of a packed panel: k rows of Columns values.</param>
    /// <param name="k">How many products an element sums.</param>
    /// <param name="c">First element of the tile.</param>
    /// <param name="cRow">Distance between rows of C.</param>
    /// <param name="scale">What each finished sum is multiplied by.</param>
    /// <param name="accumulate">True adds to C, false replaces it.</param>
    static abstract void Tile(ref double a, nint aRow, nint aColumn, ref double b, nint k, ref double c, nint cRow, double scale, bool accumulate);
}
