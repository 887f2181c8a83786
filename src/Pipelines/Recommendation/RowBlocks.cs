using System.Runtime.ExceptionServices;

namespace Pipelines.Recommendation;

/// <summary>Runs independent work on rows in blocks of fixed size, over as many threads as allowed. Each row's work must not depend on another's, so threads cannot change a bit.</summary>
internal static class RowBlocks
{
    private const int Size = 16;

    /// <summary>Calls <paramref name="body"/> with the first row and the end of each block; checks for cancellation before each.</summary>
    public static void Run(int rows, FitControl control, Action<int, int> body)
    {
        var blocks = (rows + Size - 1) / Size;
        if (control.Threads == 1 || blocks == 1)
        {
            for (var b = 0; b < blocks; b++)
            {
                control.Cancellation.ThrowIfCancellationRequested();
                body(b * Size, Math.Min(rows, (b + 1) * Size));
            }
            return;
        }
        try
        {
            _ = Parallel.For(0, blocks, new() { MaxDegreeOfParallelism = control.Threads, CancellationToken = control.Cancellation }, b => body(b * Size, Math.Min(rows, (b + 1) * Size)));
        }
        catch (AggregateException several)
        {
            // One error says enough, and it must be the same type as on a single thread.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
