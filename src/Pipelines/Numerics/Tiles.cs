using System.Runtime.ExceptionServices;

namespace Pipelines.Numerics;

/// <summary>Shares independent pieces of work among threads. Which thread does a piece never changes its result, so neither does the number of threads.</summary>
internal static class Tiles
{
    /// <summary>Work below this many floating-point operations is not worth a second thread.</summary>
    internal const double WorthAThread = 0.5e6;

    /// <summary>How many threads pay for this much work.</summary>
    internal static int Threads(double flops, int threads) => (int)Math.Clamp(flops / WorthAThread, 1, threads);

    /// <summary>Runs tile 0 .. count − 1, at most <paramref name="threads"/> at once; stops between tiles when cancelled. What a tile throws arrives as it would from a single thread.</summary>
    internal static void Run(int count, int threads, Action<int> tile, CancellationToken cancellation)
    {
        if (threads <= 1 || count <= 1)
        {
            for (var t = 0; t < count; t++)
            {
                cancellation.ThrowIfCancellationRequested();
                tile(t);
            }
            return;
        }
        cancellation.ThrowIfCancellationRequested();
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, tile);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
