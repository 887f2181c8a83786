namespace Bench.Compare.Workloads;

/// <summary>The same products by OpenBLAS, which takes its threads from OPENBLAS_NUM_THREADS.</summary>
internal sealed class OpenBlasGemmWorkload : Workload
{
    private readonly int _m, _k, _n;
    private readonly bool _isTransposedA, _isTransposedB;
    private readonly float[] _a, _b, _c;

    public OpenBlasGemmWorkload(string kind, int[] shape, string[] files)
    {
        (_m, _k, _n) = (shape[0], shape[1], shape[2]);
        (_isTransposedA, _isTransposedB) = (kind == "gemm-tn", kind == "gemm-nt");
        (_a, _b, _c) = (Values(files[0]), Values(files[1]), new float[_m * _n]);
    }

    public override void Run() => OpenBlas.Sgemm(
        OpenBlas.RowMajor, _isTransposedA ? OpenBlas.Trans : OpenBlas.NoTrans, _isTransposedB ? OpenBlas.Trans : OpenBlas.NoTrans,
        _m, _n, _k, 1, _a, _isTransposedA ? _m : _k, _b, _isTransposedB ? _k : _n, 0, _c, _n);

    public override IEnumerable<ReadOnlyMemory<float>> Results() => [_c];
}
