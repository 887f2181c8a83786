using Pipelines.Models;

namespace Pipelines.Recommendation;

/// <summary>One score an item, the same for everyone. Learned by <see cref="Popularity"/>.</summary>
public sealed class PopularityModel : IRecommender, IModel
{
    private readonly float[] _scores;

    internal PopularityModel(PopularityOptions options, float[] scores) => (Options, _scores) = (options, scores);

    /// <summary>The settings it was learned with.</summary>
    public PopularityOptions Options { get; }

    /// <inheritdoc/>
    public int Items => _scores.Length;

    /// <summary>The score of each item.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <inheritdoc/>
    public string Kind => "popularity/1";

    /// <summary>Writes the same scores whatever the history is. Allocates nothing.</summary>
    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> history, ReadOnlySpan<float> weights, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, Items);
        _scores.CopyTo(scores);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        writer.Floats("scores", _scores);
    }

    internal static PopularityModel Read(ModelReader reader) => new(reader.Options<PopularityOptions>("options"), reader.Floats("scores"));
}
