using BenchmarkDotNet.Attributes;
using Pipelines.Numerics;

namespace Bench.Kernels;

/// <summary>C = A·B in the shapes of the bars.</summary>
public class GemmBench
{
    private GemmOperand _a, _b;
    private GemmTarget _c;

    [Params("128x784x256", "128x256x64", "128x64x32", "256x256x256", "512x512x512", "1024x1024x1024")]
    public string Shape { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var (m, k, n) = Draws.Sizes(Shape);
        _a = GemmOperand.Of(Draws.Uniform(m * k), m, k);
        _b = GemmOperand.Of(Draws.Uniform(k * n, 2), k, n);
        _c = new(new float[m * n], m, n);
    }

    [Benchmark]
    public void Multiply() => Gemm.Multiply(_a, _b, _c, threads: Threads);
}
