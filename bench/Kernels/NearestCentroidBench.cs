using BenchmarkDotNet.Attributes;
using Pipelines.Numerics;

namespace Bench.Kernels;

/// <summary>The nearest of some centroids for each row, in the shapes of k-means; the distances never go to memory.</summary>
public class NearestCentroidBench
{
    private GemmOperand _rows, _centroids;
    private int[] _nearest = [];

    [Params("200000x32x20", "1000000x8x10", "50000x784x10")]
    public string Shape { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var (n, d, k) = Draws.Sizes(Shape);
        _rows = GemmOperand.Of(Draws.Uniform(n * d), n, d);
        _centroids = GemmOperand.Of(Draws.Uniform(k * d, 2), k, d);
        _nearest = new int[n];
    }

    [Benchmark]
    public void Find() => NearestCentroid.Find(_rows, _centroids, _nearest, threads: Threads);
}
