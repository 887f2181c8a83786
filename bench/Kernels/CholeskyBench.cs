using BenchmarkDotNet.Attributes;
using Pipelines.Numerics;

namespace Bench.Kernels;

/// <summary>A = L·Lᵀ and the inverse from it.</summary>
public class CholeskyBench
{
    private double[] _a = [], _work = [];

    [Params(64, 512, 2000)]
    public int Order { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        _a = Draws.PositiveDefinite(Order);
        _work = new double[_a.Length];
    }

    [Benchmark]
    public int Factor()
    {
        _a.CopyTo(_work, 0);
        return Cholesky.Factor(_work, Order, Threads);
    }

    [Benchmark]
    public void Invert()
    {
        _a.CopyTo(_work, 0);
        _ = Cholesky.Factor(_work, Order, Threads);
        Cholesky.Invert(_work, Order, Threads);
    }
}
