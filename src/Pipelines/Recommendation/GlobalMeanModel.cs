using Pipelines.Models;

namespace Pipelines.Recommendation;

/// <summary>What <see cref="GlobalMean"/> learns: one number.</summary>
public sealed class GlobalMeanModel : IRatingModel, IModel
{
    internal const string KindName = "global-mean/1";

    private readonly RatingScale _scale;

    internal GlobalMeanModel(GlobalMeanOptions options, int users, int items, RatingScale scale) => (Options, Users, Items, _scale) = (options, users, items, scale);

    /// <summary>What it was trained with.</summary>
    public GlobalMeanOptions Options { get; }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Users { get; }

    /// <inheritdoc/>
    public int Items { get; }

    /// <summary>Mean of the training ratings.</summary>
    public double Mean => _scale.Mean;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<int> users, ReadOnlySpan<int> items, Span<float> ratings)
    {
        RatingScale.CheckPairs(users.Length, items.Length, ratings.Length);
        ratings.Fill(_scale.Clip(_scale.Mean));
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        writer.Whole("users", Users);
        writer.Whole("items", Items);
        _scale.Write(writer);
    }

    internal static GlobalMeanModel Read(ModelReader reader) =>
        new(reader.Options<GlobalMeanOptions>("options"), (int)reader.Whole("users", 0, int.MaxValue), (int)reader.Whole("items", 0, int.MaxValue), RatingScale.Read(reader));
}
