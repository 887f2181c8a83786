using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Recommendation;

/// <summary>EASE: a linear model in which every item votes for every other, learned in closed form.</summary>
/// <remarks>
/// <para>Objective: min ‖X − X B‖² + λ ‖B‖² over item-item weights B with zero diagonal, X the users x items inputs. Solution: P = (XᵀX + λ I)⁻¹, Bᵢⱼ = −Pᵢⱼ / Pⱼⱼ for i ≠ j.
/// A person's scores are h B for the row h of what they used, so anyone with a history is served without training again.</para>
/// <para>The inverse is taken on the smaller side. With fewer users than items, P = (I − Xᵀ M X) / λ with M = (λ I + X Xᵀ)⁻¹ (Woodbury), and scores are computed from M and X without ever forming B:
/// cost n³/2 multiply-adds and memory 2 n² doubles for n users or items, whichever are fewer, plus the squares of the row or column lengths for the products; scoring a person
/// costs users² + ratings, or history x items. Both ways give the same scores to rounding.</para>
/// <para>Paper: H. Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019; reference implementation: the ten lines of numpy in its section 3. Departures: the default input is the
/// rating's place in the scale instead of 1 (<see cref="EaseInput"/>), and the side of the inverse above.</para>
/// <para>Why weighted: on five splits of MovieLens small (80/20, relevant: test rating 4 or more, whole catalogue, seen films out) the mean NDCG@10 is .308, .312, .311, .301 for λ = 50, 100, 200, 400;
/// with the binary input .273, .283, .289, .289; by popularity .147.</para>
/// </remarks>
/// <param name="options">Settings; null for the defaults.</param>
/// <exception cref="OptionException">A setting is out of range.</exception>
public sealed class Ease(EaseOptions? options = null) : IEstimator<Ratings, EaseModel>
{
    /// <summary>The most users or items, whichever are fewer: two double matrices of that order must fit in memory.</summary>
    public const int MostOnTheSmallerSide = 20_000;

    private readonly EaseOptions _options = (options ?? new()).Checked();

    /// <summary>Learns the item-item weights.</summary>
    /// <inheritdoc/>
    /// <exception cref="DataException">There are no ratings, one is not finite, or both users and items are more than <see cref="MostOnTheSmallerSide"/>.</exception>
    public EaseModel Fit(Ratings data, FitControl? control = null) => Fit(data, control, data.Users.Count < data.Items.Count);

    /// <summary>Fits on the side asked for, so that tests can compare the two.</summary>
    internal EaseModel Fit(Ratings data, FitControl? control, bool byUsers)
    {
        control ??= FitControl.Default;
        if (data.Count == 0)
        {
            throw new DataException("ease.empty", $"Ease.data must hold at least 1 rating; got {data.Users.Count} users, {data.Items.Count} items and no rating. Check the columns and the filters.");
        }
        var side = byUsers ? data.Users.Count : data.Items.Count;
        if (side > MostOnTheSmallerSide)
        {
            throw new DataException("ease.size", $"Ease.data must have at most {MostOnTheSmallerSide} users or items, whichever are fewer; got {data.Users.Count} users and {data.Items.Count} items. Leave out the items that few people used.");
        }
        RatingChecks.Finite(data, control.Cancellation);
        var scale = EaseScale.Of(_options.Input, data.Cells.Values);
        var inputs = new float[data.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = (float)scale[data.Cells.Values[i]];
        }
        var byUser = new SparseMatrix(data.Items.Count, data.Cells.Starts.ToArray(), data.Cells.Indices.ToArray(), inputs);
        var byItem = byUser.View.Transpose();
        control.Step(1, 4);
        var matrix = byUsers ? Products(byUser, byItem, control) : Products(byItem, byUser, control);
        for (var i = 0; i < side; i++)
        {
            matrix[(i * side) + i] += _options.Lambda;
        }
        control.Step(2, 4);
        if (Cholesky.Factor(matrix, side, control.Threads, control.Cancellation) >= 0)
        {
            throw new DataException("ease.lambda", $"EaseOptions.Lambda is too small for these {data.Count} ratings: with {_options.Lambda} the equations cannot be solved. Use a larger one, such as 100.");
        }
        control.Step(3, 4);
        Cholesky.Invert(matrix, side, control.Threads, control.Cancellation);
        IEaseWeights weights = byUsers ? EaseUserWeights.From(byUser, byItem, matrix, control) : EaseItemWeights.From(side, matrix, _options.Lambda, control);
        control.Step(4, 4);
        return new(_options, scale, weights);
    }

    /// <summary>The lower triangle of the products of every two rows.</summary>
    private static double[] Products(SparseView rows, SparseView columns, FitControl control)
    {
        var n = rows.Rows;
        var products = new double[n * n];
        Parallel.For(0, n, new ParallelOptions { MaxDegreeOfParallelism = control.Threads, CancellationToken = control.Cancellation }, r =>
        {
            var sums = products.AsSpan(r * n, r + 1);
            var row = rows[r];
            for (var i = 0; i < row.Count; i++)
            {
                double value = row.Values[i];
                var column = columns[row.Indices[i]];
                for (var k = 0; k < column.Count && column.Indices[k] <= r; k++)
                {
                    sums[column.Indices[k]] += value * column.Values[k];
                }
            }
        });
        return products;
    }
}
