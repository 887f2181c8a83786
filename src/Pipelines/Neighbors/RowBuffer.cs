using System.Buffers;

namespace Pipelines.Neighbors;

/// <summary>Row numbers in a rented array that grows.</summary>
internal struct RowBuffer(int room)
{
    private int[] _rows = ArrayPool<int>.Shared.Rent(room);
    private int _count;

    public readonly ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Add(int row)
    {
        if (_count == _rows.Length)
        {
            Grow(1);
        }
        _rows[_count++] = row;
    }

    public void Add(ReadOnlySpan<int> rows)
    {
        if (rows.Length > _rows.Length - _count)
        {
            Grow(rows.Length);
        }
        rows.CopyTo(_rows.AsSpan(_count));
        _count += rows.Length;
    }

    public readonly void Return() => ArrayPool<int>.Shared.Return(_rows);

    private void Grow(int more)
    {
        var larger = ArrayPool<int>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(_count + (long)more, 2L * _rows.Length)));
        _rows.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<int>.Shared.Return(_rows);
        _rows = larger;
    }
}
