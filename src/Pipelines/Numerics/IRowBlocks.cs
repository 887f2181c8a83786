namespace Pipelines.Numerics;

/// <summary>A tall table of float32 that is read a block of rows at a time, by several threads at once and as often as needed.</summary>
internal interface IRowBlocks
{
    /// <summary>How many rows.</summary>
    int Rows { get; }

    /// <summary>How many columns.</summary>
    int Columns { get; }

    /// <summary>Copies some rows, row-major and touching.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="count">How many.</param>
    /// <param name="to">count x <see cref="Columns"/> values.</param>
    void Copy(int from, int count, Span<float> to);
}
