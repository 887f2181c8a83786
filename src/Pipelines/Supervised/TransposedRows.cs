using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Supervised;

/// <summary>
/// A copy of the rows in blocks of <see cref="Block"/>, each stored column after column, so that sums over rows run along contiguous memory however few outputs there are.
/// The blocks depend on nothing but the number of rows: sums taken block after block are the same bits for any number of threads.
/// </summary>
internal sealed class TransposedRows
{
    /// <summary>Rows of a block: a column of it, in double, is 2 kB.</summary>
    internal const int Block = 256;

    /// <summary>Values of a line of the cache.</summary>
    private const int CacheLine = 16;

    private readonly float[] _values;

    internal TransposedRows(MatrixView rows, int threads, CancellationToken cancellation)
    {
        (Rows, Columns) = (rows.Rows, rows.Columns);
        _values = GC.AllocateUninitializedArray<float>(Rows * Columns);
        Tiles.Run(Blocks, Tiles.Threads((double)Rows * Columns, threads), b => Transpose(rows, b), cancellation);
    }

    internal int Rows { get; }

    internal int Columns { get; }

    internal int Blocks => (Rows + Block - 1) / Block;

    /// <summary>How many rows a block has: all <see cref="Block"/> but for the last.</summary>
    internal int RowsOf(int block) => Math.Min(Block, Rows - (block * Block));

    /// <summary>Some columns of a block in double, each of <see cref="RowsOf"/> values, touching.</summary>
    internal void Read(int block, int column, int columns, Span<double> to)
    {
        var count = RowsOf(block);
        TensorPrimitives.ConvertTruncating<float, double>(_values.AsSpan((block * Block * Columns) + (column * count), columns * count), to[..(columns * count)]);
    }

    private void Transpose(MatrixView rows, int block)
    {
        var count = RowsOf(block);
        var to = _values.AsSpan(block * Block * Columns, count * Columns);
        for (var first = 0; first < Columns; first += CacheLine)
        {
            // Columns stand a power of two apart: written all at once, they would push each other out of the cache.
            var width = Math.Min(CacheLine, Columns - first);
            for (var r = 0; r < count; r++)
            {
                var row = rows[(block * Block) + r].Slice(first, width);
                for (var j = 0; j < row.Length; j++)
                {
                    to[((first + j) * count) + r] = row[j];
                }
            }
        }
    }
}
