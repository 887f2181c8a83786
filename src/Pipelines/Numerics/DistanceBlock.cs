using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Pipelines.Numerics;

/// <summary>
/// Scores ‖c‖² − 2·x·c of rows x against a block of reference points c, by which references rank as by their squared distance ‖x − c‖² = ‖x‖² + ‖c‖² − 2·x·c.
/// <para>
/// Both are taken from one centre near the references first: distances stay the same, but the products are then as small as the spread of the points, so that the difference of large numbers,
/// which would lose the distance where points lie far from the origin, does not arise. A score's error is about 1e-7 · d½ · ‖x‖·‖c‖ from that centre.
/// </para>
/// </summary>
/// <param name="centre">The centre, one value a dimension; see <see cref="CentreOf"/>.</param>
/// <param name="capacity">At most so many references are loaded at a time.</param>
internal sealed class DistanceBlock<TKernel>(float[] centre, int capacity) where TKernel : struct, IGemmKernel
{
    private readonly float[] _references = new float[capacity * centre.Length];
    private readonly float[] _packed = new float[WholeColumns(capacity) * centre.Length];
    private readonly float[] _offsets = new float[WholeColumns(capacity)];
    private readonly float[] _centres = Repeated(centre);
    private readonly int _copies = Copies(centre);
    private int _panels;

    /// <summary>Columns of a row of scores: <see cref="Load"/>'s references rounded up to whole tiles.</summary>
    internal int Width => _panels * TKernel.Columns;

    /// <summary>What to add to −2·x·c for each column: ‖c‖², and infinity where there is no reference.</summary>
    internal ReadOnlySpan<float> Offsets => _offsets.AsSpan(0, Width);

    /// <summary>The mean of at most 256 references, evenly spaced: any point near them serves.</summary>
    internal static float[] CentreOf(GemmOperand references)
    {
        var sums = new double[references.Columns];
        var step = Math.Max(1, references.Rows / 256);
        var count = 0;
        for (var row = 0; row < references.Rows; row += step, count++)
        {
            var values = references.Row(row);
            for (var j = 0; j < sums.Length; j++)
            {
                sums[j] += values[j];
            }
        }
        // One bad reference must not spoil the distances to the others.
        return Array.ConvertAll(sums, sum => double.IsFinite(sum) ? (float)(sum / Math.Max(1, count)) : 0);
    }

    /// <summary>Rows rounded up to whole tiles: how long the buffers of <see cref="Score"/> must be.</summary>
    internal static int WholeRows(int rows) => (rows + TKernel.Rows - 1) / TKernel.Rows * TKernel.Rows;

    /// <summary>References rounded up to whole tiles.</summary>
    internal static int WholeColumns(int references) => (references + TKernel.Columns - 1) / TKernel.Columns * TKernel.Columns;

    private static float[] Repeated(float[] centre)
    {
        var values = new float[Copies(centre) * centre.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = centre[i % centre.Length];
        }
        return values;
    }

    private static int Copies(float[] centre) => Math.Max(1, 512 / Math.Max(1, centre.Length));

    /// <summary>Takes references from .. from + count − 1, which score as columns 0 .. count − 1.</summary>
    internal void Load(GemmOperand references, int from, int count, int threads, CancellationToken cancellation)
    {
        _panels = WholeColumns(count) / TKernel.Columns;
        Array.Fill(_offsets, float.PositiveInfinity);
        for (var c = 0; c < count; c++)
        {
            var to = _references.AsSpan(c * centre.Length, centre.Length);
            TensorPrimitives.Subtract(references.Row(from + c), centre, to);
            _offsets[c] = Dot.Of(to, to);
        }
        var block = GemmOperand.Of(_references, count, centre.Length).Transposed;
        GemmPacking.Panels<TKernel>(block, 0, centre.Length, 0, _panels, _packed, Tiles.Threads(8.0 * count * centre.Length, threads), cancellation);
    }

    /// <summary>Writes −2 · x · c for some rows, <see cref="Width"/> columns each.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="from">First row to score.</param>
    /// <param name="count">How many.</param>
    /// <param name="centred">Room for <see cref="WholeRows"/> of them.</param>
    /// <param name="products">Receives the products, row-major.</param>
    internal void Score(GemmOperand rows, int from, int count, float[] centred, float[] products)
    {
        if (rows.ColumnStride != 1)
        {
            throw new ArgumentException("The rows of a transpose are not unbroken; give the matrix itself.", nameof(rows));
        }
        var whole = WholeRows(count);
        Centre(rows, from, count, centred);
        centred.AsSpan(count * centre.Length, (whole - count) * centre.Length).Clear();
        var a = GemmOperand.Of(centred, whole, centre.Length);
        new GemmBlock<TKernel, NoEpilogue>(a, new GemmTarget(products, whole, Width), default, _packed, 0, centre.Length, 0, _panels, false, true, false).Run(0, whole, 0, _panels, true);
    }

    /// <summary>Takes the centre from some rows: many short rows in one go, against as many copies of it.</summary>
    private void Centre(GemmOperand rows, int from, int count, Span<float> to)
    {
        var together = rows.RowStride == centre.Length ? _copies : 1;
        for (var r = 0; r < count; r += together)
        {
            var values = Math.Min(together, count - r) * centre.Length;
            TensorPrimitives.Subtract(MemoryMarshal.CreateReadOnlySpan(ref rows.At(from + r, 0), values), _centres.AsSpan(0, values), to.Slice(r * centre.Length, values));
        }
    }
}
