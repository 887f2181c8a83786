using System.Numerics.Tensors;
using Pipelines.Models;

namespace Pipelines.Recommendation;

/// <summary>What <see cref="MatrixFactorization"/> learns: a vector and a bias for each user and item. Whoever or whatever was never seen has bias 0 and no taste.</summary>
public sealed class MatrixFactorizationModel : IRatingModel, IModel
{
    internal const string KindName = "matrix-factorization/1";

    private readonly RatingScale _scale;
    private readonly double _unit;
    private readonly float[] _userFactors;
    private readonly float[] _userBiases;
    private readonly float[] _itemFactors;
    private readonly float[] _itemBiases;
    private readonly int _factors;

    internal MatrixFactorizationModel(MatrixFactorizationOptions options, RatingScale scale, double unit, float[] userFactors, float[] userBiases, float[] itemFactors, float[] itemBiases)
    {
        (Options, _scale, _unit) = (options, scale, unit);
        (_userFactors, _userBiases, _itemFactors, _itemBiases, _factors) = (userFactors, userBiases, itemFactors, itemBiases, options.Factors);
    }

    /// <summary>What it was trained with.</summary>
    public MatrixFactorizationOptions Options { get; }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Users => _userBiases.Length;

    /// <inheritdoc/>
    public int Items => _itemBiases.Length;

    /// <summary>Mean of the training ratings.</summary>
    public double Mean => _scale.Mean;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<int> users, ReadOnlySpan<int> items, Span<float> ratings)
    {
        RatingScale.CheckPairs(users.Length, items.Length, ratings.Length);
        for (var p = 0; p < ratings.Length; p++)
        {
            var (user, item) = (users[p], items[p]);
            var known = (uint)user < (uint)Users && (uint)item < (uint)Items;
            var product = known ? TensorPrimitives.Dot(_userFactors.AsSpan(user * _factors, _factors), _itemFactors.AsSpan(item * _factors, _factors)) : 0;
            ratings[p] = _scale.Clip(_scale.Mean + (_unit * (RatingScale.At(_userBiases, user) + RatingScale.At(_itemBiases, item) + product)));
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        _scale.Write(writer);
        writer.Number("deviation", _unit);
        writer.Floats("user-factors", _userFactors, Users, _factors);
        writer.Floats("user-biases", _userBiases);
        writer.Floats("item-factors", _itemFactors, Items, _factors);
        writer.Floats("item-biases", _itemBiases);
    }

    internal static MatrixFactorizationModel Read(ModelReader reader)
    {
        var options = reader.Options<MatrixFactorizationOptions>("options");
        var unit = reader.Number("deviation");
        if (!(unit > 0) || !double.IsFinite(unit))
        {
            throw reader.Damaged("deviation", "is not more than 0");
        }
        var (users, items) = (reader.Floats("user-biases"), reader.Floats("item-biases"));
        return new(options, RatingScale.Read(reader), unit, reader.Floats("user-factors", users.Length, options.Factors), users, reader.Floats("item-factors", items.Length, options.Factors), items);
    }
}
