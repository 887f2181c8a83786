using BenchmarkDotNet.Attributes;
using Pipelines.Numerics;

namespace Bench.Kernels;

/// <summary>The symmetric product of a tall matrix with itself, as covariances need it.</summary>
public class SyrkBench
{
    private const int Rows = 10_000;

    private GemmOperand _a;
    private GemmTarget _c;

    [Params(32, 256, 784)]
    public int Columns { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        _a = GemmOperand.Of(Draws.Uniform(Rows * Columns), Rows, Columns).Transposed;
        _c = new(new float[Columns * Columns], Columns, Columns);
    }

    [Benchmark]
    public void Multiply() => Syrk.Multiply(_a, _c, Threads);
}
