using Pipelines.Data;

namespace Pipelines.Recommendation;

/// <summary>What the current vectors leave unexplained of each rating, and its squares by user and by item.</summary>
internal sealed class Residuals(SparseView byUser, SparseView byItem, int[] entry)
{
    private readonly float[] _errors = new float[byUser.Count];
    private readonly double[] _squares = new double[byUser.Rows];
    private readonly double[] _byUser = new double[byUser.Rows];
    private readonly double[] _byItem = new double[byItem.Rows];

    /// <summary>How many ratings.</summary>
    public int Count => _errors.Length;

    /// <summary>Sum of all squares.</summary>
    public double Squares { get; private set; }

    /// <summary>Computes every residual: rating − b_u − b_i − p_u · q_i.</summary>
    public void Measure(FactorSide users, FactorSide items, FitControl control)
    {
        RowBlocks.Run(byUser.Rows, control, (start, end) =>
        {
            for (var u = start; u < end; u++)
            {
                var row = byUser[u];
                var p = users.Features.AsSpan(u * users.Stride, users.Factors);
                double squares = 0;
                for (var c = 0; c < row.Count; c++)
                {
                    var i = row.Indices[c];
                    var q = items.Features.AsSpan(i * items.Stride, p.Length);
                    var error = row.Values[c] - users.Biases[u] - items.Biases[i];
                    for (var f = 0; f < p.Length; f++)
                    {
                        error -= p[f] * q[f];
                    }
                    _errors[row.Start + c] = (float)error;
                    squares += error * error;
                }
                _squares[u] = squares;
            }
        });
        Squares = 0;
        foreach (var squares in _squares)
        {
            Squares += squares;
        }
    }

    /// <summary>For each user Σ ρ_i e² over their ratings.</summary>
    public ReadOnlySpan<double> ByUser(double[] itemPrecisions, FitControl control)
    {
        RowBlocks.Run(byUser.Rows, control, (start, end) =>
        {
            for (var u = start; u < end; u++)
            {
                var row = byUser[u];
                double sum = 0;
                for (var c = 0; c < row.Count; c++)
                {
                    var error = _errors[row.Start + c];
                    sum += itemPrecisions[row.Indices[c]] * error * error;
                }
                _byUser[u] = sum;
            }
        });
        return _byUser;
    }

    /// <summary>For each item Σ τ_u e² over its ratings.</summary>
    public ReadOnlySpan<double> ByItem(double[] userPrecisions, FitControl control)
    {
        RowBlocks.Run(byItem.Rows, control, (start, end) =>
        {
            for (var i = start; i < end; i++)
            {
                var row = byItem[i];
                double sum = 0;
                for (var c = 0; c < row.Count; c++)
                {
                    var error = _errors[entry[row.Start + c]];
                    sum += userPrecisions[row.Indices[c]] * error * error;
                }
                _byItem[i] = sum;
            }
        });
        return _byItem;
    }
}
