using BenchmarkDotNet.Attributes;
using Pipelines.Numerics;

namespace Bench.Kernels;

/// <summary>Many rows times few columns, as distances and projections need them, and a column as narrow as it gets.</summary>
public class SkinnyProductBench
{
    private const int Rows = 50_000;

    private GemmOperand _a, _b;
    private GemmTarget _c;

    [Params(8, 32, 784)]
    public int Inner { get; set; }

    [Params(1, 10, 20)]
    public int Columns { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        _a = GemmOperand.Of(Draws.Uniform(Rows * Inner), Rows, Inner);
        _b = GemmOperand.Of(Draws.Uniform(Inner * Columns, 2), Inner, Columns);
        _c = new(new float[Rows * Columns], Rows, Columns);
    }

    [Benchmark]
    public void Multiply() => Gemm.Multiply(_a, _b, _c);
}
