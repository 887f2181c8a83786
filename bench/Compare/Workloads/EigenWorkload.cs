using Pipelines.Numerics;

namespace Bench.Compare.Workloads;

/// <summary>All eigenvalues and eigenvectors of a symmetric matrix, in double precision.</summary>
internal sealed class EigenWorkload(int[] shape, string[] files, int threads) : Workload
{
    private readonly double[] _a = Doubles(files[0]);
    private double[] _values = [];

    public override void Run() => _values = SymmetricEigen.Of(_a, shape[0], true, threads).Values;

    public override IEnumerable<ReadOnlyMemory<float>> Results() => [Array.ConvertAll(_values, v => (float)v)];
}
