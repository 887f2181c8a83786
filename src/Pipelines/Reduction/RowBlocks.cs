using Pipelines.Data;

namespace Pipelines.Reduction;

/// <summary>One pass over a source in blocks of a fixed number of rows, the last perhaps shorter, however the source cuts its reads. May read the next block while one is worked on, which changes no row.</summary>
internal sealed class RowBlocks : IDisposable
{
    private readonly IRowCursor _cursor;
    private readonly bool _ahead;
    private Matrix _current, _other;
    private Task<int>? _reading;
    private bool _ended;

    public RowBlocks(IRowSource source, int rows, bool ahead)
    {
        (_current, _other) = (new(rows, source.Columns), new(ahead ? rows : 0, source.Columns));
        (_ahead, _cursor) = (ahead, source.Open());
    }

    /// <summary>The next rows, valid until the next call; none at the end.</summary>
    public MatrixView Next()
    {
        if (_ended)
        {
            return default;
        }
        if (!_ahead)
        {
            return Rows(Fill(_current));
        }
        // What reading has to say, it says in its turn: after the rows before it were worked on.
        var count = (_reading ?? Task.FromResult(Fill(_other))).GetAwaiter().GetResult();
        (_current, _other) = (_other, _current);
        var rows = Rows(count);
        var to = _other;
        _reading = _ended ? null : Task.Run(() => Fill(to));
        return rows;
    }

    /// <summary>Waits for the reading that is under way, and closes the source.</summary>
    public void Dispose()
    {
        try
        {
            _reading?.Wait();
        }
        catch (AggregateException)
        {
            // Nobody asks for these rows any more.
        }
        _cursor.Dispose();
    }

    private MatrixView Rows(int count)
    {
        _ended = count < _current.Rows;
        return _current.View[..count];
    }

    private int Fill(Matrix block)
    {
        var count = 0;
        while (count < block.Rows && _cursor.Read(block.Values.AsSpan(count * block.Columns)) is > 0 and var read)
        {
            count += read;
        }
        return count;
    }
}
