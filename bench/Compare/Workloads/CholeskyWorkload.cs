using Pipelines.Numerics;

namespace Bench.Compare.Workloads;

/// <summary>A = L·Lᵀ in double precision, into a fresh copy of A as numpy does.</summary>
internal sealed class CholeskyWorkload(int[] shape, string[] files, int threads) : Workload
{
    private readonly double[] _a = Doubles(files[0]);
    private double[] _factor = [];

    public override void Forget() => _factor = [];

    public override void Run()
    {
        _factor = (double[])_a.Clone();
        if (Cholesky.Factor(_factor, shape[0], threads) >= 0)
        {
            throw new InvalidOperationException("The generated matrix is not positive definite.");
        }
    }

    public override IEnumerable<ReadOnlyMemory<float>> Results()
    {
        var n = shape[0];
        for (var row = 0; row < n; row++)
        {
            var lower = new float[n];
            for (var column = 0; column <= row; column++)
            {
                lower[column] = (float)_factor[(row * n) + column];
            }
            yield return lower;
        }
    }
}
