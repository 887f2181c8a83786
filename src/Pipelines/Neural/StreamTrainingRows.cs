using Pipelines.Data;

namespace Pipelines.Neural;

/// <summary>Training rows read anew in every epoch, a block at a time; rows are shuffled within a block.</summary>
internal sealed class StreamTrainingRows : ITrainingRows
{
    private const int ValuesOfABlock = 1 << 24;
    private const int LeastRows = 1024;

    private readonly IRowSource _source;

    /// <summary>Takes a source of rows.</summary>
    /// <param name="source">Rows that hold inputs and then targets.</param>
    /// <param name="targets">How many of the last columns are targets; 0 where a row is its own target.</param>
    /// <exception cref="DataException">There are no columns left to learn from.</exception>
    public StreamTrainingRows(IRowSource source, int targets)
    {
        if (targets < 0 || targets >= Math.Max(1, source.Columns))
        {
            throw new DataException("network.stream", $"NeuralNetwork must be given rows wider than their {targets} targets; got {source.Columns} columns. Put the inputs before the targets.");
        }
        (_source, Inputs, Targets) = (source, source.Columns - targets, targets);
        new Matrix(Inputs > 0 ? 1 : 0, Inputs).View.NeedRows(nameof(NeuralNetwork));
    }

    /// <inheritdoc/>
    public int Inputs { get; }

    /// <inheritdoc/>
    public int Targets { get; }

    /// <inheritdoc/>
    public IEnumerable<TrainingBlock> Blocks(CancellationToken cancellation)
    {
        var most = Math.Max(LeastRows, ValuesOfABlock / _source.Columns);
        if (_source.Rows is { } known)
        {
            most = (int)Math.Clamp(known, 1, most);
        }
        var (read, rows, targets) = (new float[Math.Min(most, LeastRows) * _source.Columns], new Matrix(most, Inputs), new Matrix(Targets > 0 ? most : 0, Targets));
        using var cursor = _source.Open();
        long first = 0;
        var filled = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = cursor.Read(read.AsSpan(0, Math.Min(most - filled, read.Length / _source.Columns) * _source.Columns));
            for (var r = 0; r < count; r++)
            {
                var row = read.AsSpan(r * _source.Columns, _source.Columns);
                row[..Inputs].CopyTo(rows[filled + r]);
                if (Targets > 0)
                {
                    row[Inputs..].CopyTo(targets[filled + r]);
                }
            }
            filled += count;
            if (filled == most || (count == 0 && filled > 0))
            {
                yield return new(rows.View[..filled], Targets > 0 ? targets.View[..filled] : default, default, first);
                (first, filled) = (first + filled, 0);
            }
            if (count == 0)
            {
                break;
            }
        }
    }
}
