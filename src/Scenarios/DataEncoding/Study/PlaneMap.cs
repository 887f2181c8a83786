using Pipelines;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Reduction;

namespace DataEncoding.Study;

/// <summary>Rows as points of a plane.</summary>
/// <param name="Points">n x 2.</param>
/// <param name="Share">The share of the variance of what was reduced to two numbers that these hold; 1 where it had two.</param>
internal sealed record PlaneMap(Matrix Points, double Share)
{
    /// <summary>Codes as they are where they have two numbers, else on their first two principal components; null where they have but one.</summary>
    /// <param name="known">Codes of the rows that were trained on: the axes are theirs.</param>
    /// <param name="shown">Codes of the rows to show.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static PlaneMap? Of(Matrix known, Matrix shown, FitControl control)
    {
        if (known.Columns <= 2 || known.Rows < 2)
        {
            return known.Columns == 2 ? new(shown, 1) : null;
        }
        var pca = new Pca(new() { Components = 2 }).Fit(known, control);
        return new(pca.Transform(shown), pca.ExplainedVarianceRatio[0] + pca.ExplainedVarianceRatio[1]);
    }
}
