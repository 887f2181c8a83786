using System.Buffers;
using System.Numerics.Tensors;
using Pipelines.Models;

namespace Pipelines.Recommendation;

/// <summary>What <see cref="Ease"/> learned: scores for any history, with reasons and similar items. Immutable and thread-safe.</summary>
public sealed class EaseModel : IExplainingRecommender, IModel
{
    private readonly EaseScale _scale;
    private readonly IEaseWeights _weights;

    internal EaseModel(EaseOptions options, EaseScale scale, IEaseWeights weights) => (Options, _scale, _weights) = (options, scale, weights);

    /// <summary>The settings it was learned with.</summary>
    public EaseOptions Options { get; }

    /// <inheritdoc/>
    public int Items => _weights.Items;

    /// <summary>True where the inverse was taken over users, because they were fewer than items.</summary>
    public bool IsByUsers => _weights is EaseUserWeights;

    /// <inheritdoc/>
    public string Kind => "ease/1";

    /// <summary>
    /// Writes h B. An empty history, and one of items that nobody else used, scores 0 everywhere: show popular items then, as <see cref="RecommenderModel"/> does.
    /// A weight of NaN counts as used but not rated, a weight beyond the training scale as the nearest end of it. Allocates nothing after its first calls.
    /// </summary>
    /// <param name="history">Indices of the items used, all different; −1, an item never seen, adds nothing.</param>
    /// <param name="weights">Rating or count of each; same length, or empty for all at the top of the scale.</param>
    /// <param name="scores">Receives the scores; length <see cref="Items"/>.</param>
    public void Score(ReadOnlySpan<int> history, ReadOnlySpan<float> weights, Span<float> scores)
    {
        Check(history, weights);
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, Items);
        var inputs = ArrayPool<double>.Shared.Rent(history.Length);
        for (var i = 0; i < history.Length; i++)
        {
            inputs[i] = InputOf(weights, i);
        }
        _weights.Score(history, inputs.AsSpan(0, history.Length), scores);
        ArrayPool<double>.Shared.Return(inputs);
    }

    /// <summary>The items of a history that speak most for an item: hᵢ Bᵢⱼ, which sum to its score.</summary>
    /// <inheritdoc/>
    public int Explain(ReadOnlySpan<int> history, ReadOnlySpan<float> weights, int item, Span<ScoredItem> reasons)
    {
        Check(history, weights);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)item, (uint)Items, nameof(item));
        var column = ArrayPool<float>.Shared.Rent(Items);
        var contributions = ArrayPool<float>.Shared.Rent(history.Length);
        _weights.Column(item, column.AsSpan(0, Items));
        for (var i = 0; i < history.Length; i++)
        {
            contributions[i] = history[i] < 0 ? 0 : (float)InputOf(weights, i) * column[history[i]];
        }
        var count = Positive(contributions.AsSpan(0, history.Length), [], reasons);
        for (var i = 0; i < count; i++)
        {
            reasons[i] = reasons[i] with { Item = history[reasons[i].Item] };
        }
        ArrayPool<float>.Shared.Return(contributions);
        ArrayPool<float>.Shared.Return(column);
        return count;
    }

    /// <summary>
    /// The items most like an item by partial correlation, −Pᵢⱼ / √(Pᵢᵢ Pⱼⱼ): how far the two go together beyond what all other items explain. Symmetric, from −1 to 1, shrunk towards 0 by λ
    /// where few people used them.
    /// </summary>
    /// <inheritdoc/>
    public int Similar(int item, Span<ScoredItem> similar)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)item, (uint)Items, nameof(item));
        var rented = ArrayPool<float>.Shared.Rent(Items);
        var column = rented.AsSpan(0, Items);
        _weights.Column(item, column);
        var unexplained = _weights.Unexplained;
        for (var i = 0; i < column.Length; i++)
        {
            column[i] *= (float)Math.Sqrt(unexplained[item] / unexplained[i]);
        }
        var count = Positive(column, [item], similar);
        ArrayPool<float>.Shared.Return(rented);
        return count;
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        writer.Number("lowest", _scale.Lowest);
        writer.Number("highest", _scale.Highest);
        writer.Flag("by-users", IsByUsers);
        _weights.Write(writer);
    }

    internal static EaseModel Read(ModelReader reader)
    {
        var options = reader.Options<EaseOptions>("options");
        var scale = new EaseScale(options.Input, reader.Number("lowest"), reader.Number("highest"));
        return new(options, scale, reader.Flag("by-users") ? EaseUserWeights.Read(reader) : EaseItemWeights.Read(reader));
    }

    private static int Positive(ReadOnlySpan<float> scores, ReadOnlySpan<int> excluded, Span<ScoredItem> top)
    {
        var count = TopItems.Select(scores, excluded, top);
        while (count > 0 && top[count - 1].Score <= 0)
        {
            count--;
        }
        return count;
    }

    private double InputOf(ReadOnlySpan<float> weights, int i) => weights.IsEmpty ? 1 : _scale[weights[i]];

    private void Check(ReadOnlySpan<int> history, ReadOnlySpan<float> weights)
    {
        if (!weights.IsEmpty && weights.Length != history.Length)
        {
            throw new ArgumentException($"A history of {history.Length} items needs as many weights, or none; got {weights.Length}.", nameof(weights));
        }
        if (!history.IsEmpty && TensorPrimitives.Max(history) >= Items)
        {
            throw new ArgumentOutOfRangeException(nameof(history), $"A history must hold items below {Items}, or -1 for an unknown one.");
        }
    }
}
