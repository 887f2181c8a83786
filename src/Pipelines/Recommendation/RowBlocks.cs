using Pipelines.Numerics;

namespace Pipelines.Recommendation;

/// <summary>Runs independent work on rows in blocks of fixed size, over as many threads as allowed. Each row's work must not depend on another's, so threads cannot change a bit.</summary>
internal static class RowBlocks
{
    private const int Size = 16;

    /// <summary>Calls <paramref name="body"/> with the first row and the end of each block; checks for cancellation before each.</summary>
    public static void Run(int rows, FitControl control, Action<int, int> body)
    {
        var blocks = (rows + Size - 1) / Size;
        Tiles.Run(blocks, control.Threads, b => body(b * Size, Math.Min(rows, (b + 1) * Size)), control.Cancellation);
    }
}
