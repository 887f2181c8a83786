using BenchmarkDotNet.Attributes;
using Pipelines.Numerics;

namespace Bench.Kernels;

/// <summary>All eigenvalues and eigenvectors.</summary>
public class SymmetricEigenBench
{
    private double[] _a = [];

    [Params(16, 64, 256, 784)]
    public int Order { get; set; }

    [GlobalSetup]
    public void Draw() => _a = Draws.PositiveDefinite(Order);

    [Benchmark]
    public double Largest() => SymmetricEigen.Of(_a, Order).Values[0];
}
