using Pipelines.Numerics;

namespace Bench.Compare.Workloads;

/// <summary>C = A·B, A·Bᵀ or Aᵀ·B of this library.</summary>
internal sealed class GemmWorkload : Workload
{
    private readonly float[] _c;
    private readonly GemmOperand _a;
    private readonly GemmOperand _b;
    private readonly GemmTarget _target;
    private readonly int _threads;

    public GemmWorkload(string kind, int[] shape, string[] files, int threads)
    {
        var (m, k, n) = (shape[0], shape[1], shape[2]);
        _threads = threads;
        _c = new float[m * n];
        _target = new(_c, m, n);
        _a = kind == "gemm-tn" ? GemmOperand.Of(Values(files[0]), k, m).Transposed : GemmOperand.Of(Values(files[0]), m, k);
        _b = kind == "gemm-nt" ? GemmOperand.Of(Values(files[1]), n, k).Transposed : GemmOperand.Of(Values(files[1]), k, n);
    }

    public override void Run() => Gemm.Multiply(_a, _b, _target, threads: _threads);

    public override IEnumerable<ReadOnlyMemory<float>> Results() => [_c];
}
