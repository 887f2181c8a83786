using System.Buffers;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Clustering;

/// <summary>
/// Rows made ready for many passes: turned into panels once, from the mean of all rows, and cut into pieces that threads share. Up to 1 GB the panels are kept; beyond, each pass turns them again, with the same bits.
/// </summary>
internal sealed class PanelRows : IDisposable
{
    private const long MostKept = 1L << 28;
    private const double WorkOfAPiece = 1e6;
    private readonly float[]? _panels;

    /// <summary>Reads the rows once for their mean and once to turn them.</summary>
    /// <param name="rows">n x d, finite.</param>
    /// <param name="weights">n or no weights, 0 or more.</param>
    /// <param name="owner">Who refuses what cannot be used.</param>
    /// <param name="threads">How many threads may work at once.</param>
    /// <param name="cancellation">Checked between pieces.</param>
    /// <exception cref="DataException">Squared distances would overflow.</exception>
    internal PanelRows(MatrixView rows, ReadOnlyMemory<float> weights, string owner, int threads, CancellationToken cancellation)
    {
        (Rows, Weights) = (rows, weights);
        PanelsOfAPiece = Math.Clamp((int)(WorkOfAPiece / (2.0 * RowPanels.Width * rows.Columns * 16)), 1, 32);
        Pieces = (RowPanels.Count(rows.Rows) + PanelsOfAPiece - 1) / PanelsOfAPiece;
        Threads = Tiles.Threads(32.0 * rows.Rows * rows.Columns, threads);
        var moments = ColumnMoments.Of(rows.Operand, threads, cancellation);
        Centre = Array.ConvertAll(moments.Means.ToArray(), m => (float)m);
        foreach (var square in moments.Squares)
        {
            Scatter += square;
        }
        if (!(Scatter < float.MaxValue / 16.0))
        {
            throw new DataException("clustering.large", $"{owner} computes squared distances in single precision, and these rows lie too far apart: their squared distances from the mean sum to {Scatter:E2}. Standardise the columns first.");
        }
        var size = (long)RowPanels.Count(rows.Rows) * RowPanels.Width * rows.Columns;
        if (size <= MostKept)
        {
            _panels = ArrayPool<float>.Shared.Rent((int)size);
            var kept = _panels;
            Run((piece, _) =>
            {
                for (var panel = FirstPanel(piece); panel < LastPanel(piece); panel++)
                {
                    Pack(panel, kept.AsSpan(panel * PanelSize, PanelSize));
                }
            }, cancellation);
        }
    }

    /// <summary>The rows themselves.</summary>
    internal MatrixView Rows { get; }

    /// <summary>One weight a row, or none.</summary>
    internal ReadOnlyMemory<float> Weights { get; }

    /// <summary>The mean of all rows, which panels are taken from.</summary>
    internal float[] Centre { get; }

    /// <summary>Σ ‖x − mean‖².</summary>
    internal double Scatter { get; }

    /// <summary>Parts of the work that may be done at once. Their number depends on the shape alone.</summary>
    internal int Pieces { get; }

    /// <summary>How many threads pay.</summary>
    internal int Threads { get; }

    private int PanelsOfAPiece { get; }

    private int PanelSize => Rows.Columns * RowPanels.Width;

    /// <summary>What a row counts.</summary>
    internal float Weight(int row) => Weights.IsEmpty ? 1 : Weights.Span[row];

    /// <summary>The first panel of a piece.</summary>
    internal int FirstPanel(int piece) => piece * PanelsOfAPiece;

    /// <summary>The first panel after a piece.</summary>
    internal int LastPanel(int piece) => Math.Min(RowPanels.Count(Rows.Rows), (piece + 1) * PanelsOfAPiece);

    /// <summary>How many of a panel's rows exist.</summary>
    internal int RowsOf(int panel) => Math.Min(RowPanels.Width, Rows.Rows - (panel * RowPanels.Width));

    /// <summary>One panel: kept, or turned into the buffer.</summary>
    internal ReadOnlySpan<float> Panel(int panel, float[] buffer)
    {
        if (_panels is not null)
        {
            return _panels.AsSpan(panel * PanelSize, PanelSize);
        }
        Pack(panel, buffer);
        return buffer.AsSpan(0, PanelSize);
    }

    /// <summary>Runs all pieces; each gets a buffer for <see cref="Panel"/>.</summary>
    internal void Run(Action<int, float[]> piece, CancellationToken cancellation) => Tiles.Run(Pieces, Threads, p =>
    {
        var buffer = _panels is null ? ArrayPool<float>.Shared.Rent(PanelSize) : [];
        piece(p, buffer);
        if (buffer.Length > 0)
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }, cancellation);

    public void Dispose()
    {
        if (_panels is not null)
        {
            ArrayPool<float>.Shared.Return(_panels);
        }
    }

    private void Pack(int panel, Span<float> to) => RowPanels.Pack(Rows.Operand, panel * RowPanels.Width, RowsOf(panel), Centre, to);
}
