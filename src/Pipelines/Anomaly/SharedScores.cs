using System.Buffers;
using Pipelines.Numerics;

namespace Pipelines.Anomaly;

/// <summary>Scores of blocks of rows, on several threads: they cannot share a span, so they write into an array that is copied.</summary>
internal static class SharedScores
{
    /// <summary>Scores every block.</summary>
    /// <param name="scores">Receives one score a row.</param>
    /// <param name="blockRows">How many rows a block has.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <param name="score">Given the first row of a block and an array with a place for each row.</param>
    public static void Run(Span<float> scores, int blockRows, FitControl control, Action<int, float[]> score)
    {
        var shared = ArrayPool<float>.Shared.Rent(Math.Max(1, scores.Length));
        Tiles.Run((scores.Length + blockRows - 1) / blockRows, control.Threads, block => score(block * blockRows, shared), control.Cancellation);
        shared.AsSpan(0, scores.Length).CopyTo(scores);
        ArrayPool<float>.Shared.Return(shared);
    }
}
