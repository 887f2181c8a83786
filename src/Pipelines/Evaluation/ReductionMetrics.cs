using System.Numerics.Tensors;
using Pipelines.Data;

namespace Pipelines.Evaluation;

/// <summary>What a reduction keeps of rows that it was not fitted on: how exactly they can be rebuilt, and who stays near whom.</summary>
public sealed record ReductionMetrics : IMetrics
{
    /// <summary>How many rows were measured.</summary>
    public required int Rows { get; init; }

    /// <summary>Root of the mean squared difference between a value and its reconstruction, in the unit of the values; 0 is perfect.</summary>
    public required double ReconstructionRmse { get; init; }

    /// <summary>Share of the squared distance of these rows from their own mean that the reconstruction keeps: 1 is perfect, 0 as good as that mean, below 0 worse. NaN where all rows are equal.</summary>
    public required double VarianceKept { get; init; }

    /// <summary>See <see cref="NeighborhoodPreservation.Trustworthiness"/>; NaN where it was not asked for.</summary>
    public double Trustworthiness { get; init; } = double.NaN;

    /// <summary>See <see cref="NeighborhoodPreservation.Continuity"/>; NaN where it was not asked for.</summary>
    public double Continuity { get; init; } = double.NaN;

    /// <inheritdoc/>
    public IEnumerable<Metric> All
    {
        get
        {
            yield return new("reconstruction_rmse", ReconstructionRmse, Better.Lower);
            yield return new("variance_kept", VarianceKept, Better.Higher);
            if (!double.IsNaN(Trustworthiness))
            {
                yield return new("trustworthiness", Trustworthiness, Better.Higher);
                yield return new("continuity", Continuity, Better.Higher);
            }
        }
    }

    /// <summary>Measures how well rows were rebuilt. Sums in double.</summary>
    /// <param name="rows">The rows themselves, n x d, at least one.</param>
    /// <param name="rebuilt">What the reduction made of them, n x d.</param>
    /// <exception cref="DataException">No rows, shapes that differ, or a cell that is NaN or infinite.</exception>
    public static ReductionMetrics Of(MatrixView rows, MatrixView rebuilt)
    {
        rows.NeedRows(nameof(ReductionMetrics));
        rows.NeedFinite(nameof(ReductionMetrics));
        rebuilt.NeedFinite(nameof(ReductionMetrics));
        rebuilt.NeedColumns(nameof(ReductionMetrics), rows.Columns);
        if (rebuilt.Rows != rows.Rows)
        {
            throw new DataException("evaluation.rebuilt", $"ReductionMetrics.rebuilt must have {rows.Rows} rows, one for each; got {rebuilt.Rows}. Rebuild the same rows.");
        }
        var (value, other, mean) = (new double[rows.Columns], new double[rows.Columns], new double[rows.Columns]);
        for (var r = 0; r < rows.Rows; r++)
        {
            TensorPrimitives.ConvertTruncating(rows[r], value);
            TensorPrimitives.Add<double>(mean, value, mean);
        }
        TensorPrimitives.Divide(mean, rows.Rows, mean);
        double lost = 0, spread = 0;
        for (var r = 0; r < rows.Rows; r++)
        {
            TensorPrimitives.ConvertTruncating(rows[r], value);
            TensorPrimitives.ConvertTruncating(rebuilt[r], other);
            var distance = TensorPrimitives.Distance<double>(value, other);
            lost += distance * distance;
            distance = TensorPrimitives.Distance<double>(value, mean);
            spread += distance * distance;
        }
        return new()
        {
            Rows = rows.Rows,
            ReconstructionRmse = Math.Sqrt(lost / rows.Rows / rows.Columns),
            VarianceKept = spread > 0 ? 1 - (lost / spread) : double.NaN,
        };
    }

    /// <summary>The same with trustworthiness and continuity of the reduced rows.</summary>
    /// <inheritdoc cref="NeighborhoodPreservation.Trustworthiness"/>
    public ReductionMetrics WithNeighborhoods(MatrixView original, MatrixView projected, int neighbors = 5, FitControl? control = null) => this with
    {
        Trustworthiness = NeighborhoodPreservation.Trustworthiness(original, projected, neighbors, control),
        Continuity = NeighborhoodPreservation.Continuity(original, projected, neighbors, control),
    };
}
