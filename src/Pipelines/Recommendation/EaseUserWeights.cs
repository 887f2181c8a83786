using System.Buffers;
using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Recommendation;

/// <summary>
/// EASE weights kept as M = (λ I + X Xᵀ)⁻¹ over users beside X: with λ P = I − Xᵀ M X, a score is (h Xᵀ M X)ⱼ / (λ Pⱼⱼ), and for an item of the history itself
/// ((h Xᵀ M X)ⱼ − hⱼ (1 − λ Pⱼⱼ)) / (λ Pⱼⱼ), which takes out its vote for itself.
/// </summary>
internal sealed class EaseUserWeights : IEaseWeights
{
    private readonly SparseView _byUser;
    private readonly SparseView _byItem;
    private readonly double[] _inverse;
    private readonly double[] _unexplained;

    private EaseUserWeights(SparseView byUser, SparseView byItem, double[] inverse, double[] unexplained) =>
        (_byUser, _byItem, _inverse, _unexplained) = (byUser, byItem, inverse, unexplained);

    public int Items => _byItem.Rows;

    public ReadOnlySpan<double> Unexplained => _unexplained;

    public static EaseUserWeights From(SparseView byUser, SparseView byItem, double[] inverse, FitControl control)
    {
        var unexplained = new double[byItem.Rows];
        var users = byUser.Rows;
        Parallel.For(0, unexplained.Length, new ParallelOptions { MaxDegreeOfParallelism = control.Threads, CancellationToken = control.Cancellation }, item =>
        {
            // 1 − xⱼᵀ M xⱼ, by symmetry twice the lower triangle.
            var column = byItem[item];
            double diagonal = 0, below = 0;
            for (var i = 0; i < column.Count; i++)
            {
                var row = inverse.AsSpan(column.Indices[i] * users, users);
                var sum = 0.0;
                for (var k = 0; k < i; k++)
                {
                    sum += row[column.Indices[k]] * column.Values[k];
                }
                below += column.Values[i] * sum;
                diagonal += row[column.Indices[i]] * column.Values[i] * column.Values[i];
            }
            // Rounding may not take the last of an item's variance away.
            unexplained[item] = Math.Max(1 - diagonal - (2 * below), 1e-12);
        });
        return new(byUser, byItem, inverse, unexplained);
    }

    public void Score(ReadOnlySpan<int> history, ReadOnlySpan<double> inputs, Span<float> scores)
    {
        var users = _byUser.Rows;
        var rented = ArrayPool<double>.Shared.Rent(users + Items);
        var overlap = rented.AsSpan(0, users);
        var votes = rented.AsSpan(users, Items);
        overlap.Clear();
        for (var i = 0; i < history.Length; i++)
        {
            if (history[i] >= 0)
            {
                AddTo(overlap, _byItem[history[i]], inputs[i]);
            }
        }
        Project(overlap, votes);
        for (var j = 0; j < scores.Length; j++)
        {
            scores[j] = (float)(votes[j] / _unexplained[j]);
        }
        for (var i = 0; i < history.Length; i++)
        {
            if (history[i] is >= 0 and var item)
            {
                scores[item] = (float)((votes[item] - (inputs[i] * (1 - _unexplained[item]))) / _unexplained[item]);
            }
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    public void Column(int item, Span<float> weights)
    {
        var users = _byUser.Rows;
        var rented = ArrayPool<double>.Shared.Rent(users + Items);
        var overlap = rented.AsSpan(0, users);
        var votes = rented.AsSpan(users, Items);
        overlap.Clear();
        AddTo(overlap, _byItem[item], 1);
        Project(overlap, votes);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(votes[i] / _unexplained[item]);
        }
        weights[item] = 0;
        ArrayPool<double>.Shared.Return(rented);
    }

    public void Write(ModelWriter writer)
    {
        var users = _byUser.Rows;
        writer.Whole("users", users);
        writer.Whole("items", Items);
        SparseTensors.Write(writer, "inputs", _byUser);
        // The inverse is symmetric: its lower triangle, row after row.
        var packed = new double[(long)users * (users + 1) / 2];
        for (int u = 0, at = 0; u < users; at += ++u)
        {
            _inverse.AsSpan(u * users, u + 1).CopyTo(packed.AsSpan(at));
        }
        writer.Doubles("inverse", packed);
        writer.Doubles("unexplained", _unexplained);
    }

    public static EaseUserWeights Read(ModelReader reader)
    {
        var users = (int)reader.Whole("users", 1, Ease.MostOnTheSmallerSide);
        var items = (int)reader.Whole("items", 1, int.MaxValue);
        SparseView byUser = SparseTensors.Read(reader, "inputs", users, items);
        var packed = reader.Doubles("inverse", (int)((long)users * (users + 1) / 2));
        var inverse = new double[users * users];
        for (int u = 0, at = 0; u < users; at += ++u)
        {
            packed.AsSpan(at, u + 1).CopyTo(inverse.AsSpan(u * users));
        }
        Numerics.Cholesky.Mirror(inverse, users);
        return new(byUser, byUser.Transpose(), inverse, reader.Doubles("unexplained", items));
    }

    /// <summary>votes = Xᵀ M overlap.</summary>
    private void Project(ReadOnlySpan<double> overlap, Span<double> votes)
    {
        var users = overlap.Length;
        var rented = ArrayPool<double>.Shared.Rent(users);
        var solved = rented.AsSpan(0, users);
        solved.Clear();
        for (var u = 0; u < users; u++)
        {
            if (overlap[u] != 0)
            {
                TensorPrimitives.MultiplyAdd(_inverse.AsSpan(u * users, users), overlap[u], solved, solved);
            }
        }
        votes.Clear();
        for (var u = 0; u < users; u++)
        {
            AddTo(votes, _byUser[u], solved[u]);
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    private static void AddTo(Span<double> sums, SparseRow row, double weight)
    {
        var values = row.Values;
        var indices = row.Indices;
        for (var i = 0; i < indices.Length; i++)
        {
            sums[indices[i]] += weight * values[i];
        }
    }
}
