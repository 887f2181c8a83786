using Pipelines.Models;

namespace Pipelines.Recommendation;

/// <summary>The item-item weights B of EASE in one of its two forms: from the inverse over users, or stored item by item. Thread-safe.</summary>
internal interface IEaseWeights
{
    /// <summary>How many items.</summary>
    int Items { get; }

    /// <summary>λ Pⱼⱼ of each item: the share of its variance that the other items do not explain, in (0, 1].</summary>
    ReadOnlySpan<double> Unexplained { get; }

    /// <summary>scores = h B, for the sparse row h given by its items (−1 is skipped) and their inputs.</summary>
    void Score(ReadOnlySpan<int> history, ReadOnlySpan<double> inputs, Span<float> scores);

    /// <summary>One column of B: what every item adds to the score of <paramref name="item"/>; 0 for itself.</summary>
    void Column(int item, Span<float> weights);

    /// <summary>Writes the numbers of this form.</summary>
    void Write(ModelWriter writer);
}
