using Pipelines.Models;

namespace Pipelines.Recommendation;

/// <summary>What <see cref="DampedBiases"/> learns: a mean and one bias a user and item. Whoever or whatever was never seen has bias 0.</summary>
public sealed class DampedBiasesModel : IRatingModel, IModel
{
    internal const string KindName = "damped-biases/1";

    private readonly RatingScale _scale;
    private readonly float[] _users;
    private readonly float[] _items;

    internal DampedBiasesModel(DampedBiasesOptions options, RatingScale scale, float[] users, float[] items) => (Options, _scale, _users, _items) = (options, scale, users, items);

    /// <summary>What it was trained with.</summary>
    public DampedBiasesOptions Options { get; }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Users => _users.Length;

    /// <inheritdoc/>
    public int Items => _items.Length;

    /// <summary>Mean of the training ratings.</summary>
    public double Mean => _scale.Mean;

    /// <summary>How much more generous than average each user is, in stars.</summary>
    public ReadOnlySpan<float> UserBiases => _users;

    /// <summary>How much better than average each item is, in stars.</summary>
    public ReadOnlySpan<float> ItemBiases => _items;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<int> users, ReadOnlySpan<int> items, Span<float> ratings)
    {
        RatingScale.CheckPairs(users.Length, items.Length, ratings.Length);
        for (var i = 0; i < ratings.Length; i++)
        {
            ratings[i] = _scale.Clip(_scale.Mean + RatingScale.At(_users, users[i]) + RatingScale.At(_items, items[i]));
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        _scale.Write(writer);
        writer.Floats("users", _users);
        writer.Floats("items", _items);
    }

    internal static DampedBiasesModel Read(ModelReader reader) =>
        new(reader.Options<DampedBiasesOptions>("options"), RatingScale.Read(reader), reader.Floats("users"), reader.Floats("items"));
}
