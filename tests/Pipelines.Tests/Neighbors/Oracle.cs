using Pipelines.Data;
using Pipelines.Neighbors;

namespace Pipelines.Tests.Neighbors;

/// <summary>Nearest rows the slow way.</summary>
internal static class Oracle
{
    /// <summary>All rows but one by distance, then by row.</summary>
    public static (double Distance, int Row)[] Sorted(MatrixView points, ReadOnlySpan<float> query, int except)
    {
        var all = new List<(double Distance, int Row)>();
        for (var r = 0; r < points.Rows; r++)
        {
            if (r != except)
            {
                all.Add((ExactDistance.Between(query, points[r]), r));
            }
        }
        all.Sort();
        return [.. all];
    }
}
