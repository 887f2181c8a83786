namespace Pipelines.Data;

/// <summary>One pass over an <see cref="IRowSource"/>.</summary>
public interface IRowCursor : IDisposable
{
    /// <summary>Fills <paramref name="block"/> with the next rows, row after row, as many whole rows as fit and remain.</summary>
    /// <param name="block">Room for at least one row.</param>
    /// <returns>How many rows were written; 0 at the end.</returns>
    int Read(Span<float> block);
}
