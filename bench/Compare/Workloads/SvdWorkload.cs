using Pipelines.Numerics;

namespace Bench.Compare.Workloads;

/// <summary>The leading singular values and vectors of a tall table by one power iteration.</summary>
internal sealed class SvdWorkload(int[] shape, string[] files, int threads) : Workload
{
    private readonly float[] _x = Values(files[0]);
    private readonly int _rank = shape[2];
    private RandomizedSvdTriplets? _triplets;

    private GemmOperand X => GemmOperand.Of(_x, shape[0], shape[1]);

    /// <summary>‖X V‖² / ‖X‖²: the share of the squares that the right vectors hold, computed from them alone so that both sides are judged alike.</summary>
    public override double Quality
    {
        get
        {
            var right = GemmOperand.Of(Array.ConvertAll(_triplets!.Right, v => (float)v), _rank, shape[1]);
            var projected = new float[shape[0] * _rank];
            Gemm.Multiply(X, right.Transposed, new(projected, shape[0], _rank));
            return Sums.OfSquares(projected) / Sums.OfSquares(_x);
        }
    }

    public override void Run() => _triplets = RandomizedSvd.Of(new CenteredRows(X), _rank, powerIterations: 1, threads: threads);

    public override IEnumerable<ReadOnlyMemory<float>> Results() => [Array.ConvertAll(_triplets!.Values, v => (float)v)];
}
