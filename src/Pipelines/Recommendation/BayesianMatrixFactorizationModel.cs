using System.Numerics.Tensors;
using Pipelines.Models;
using Pipelines.Numerics;

namespace Pipelines.Recommendation;

/// <summary>What <see cref="BayesianMatrixFactorization"/> learns: samples of all vectors. Predicts stars, how sure they are, and those of people who were not in the training data.</summary>
/// <remarks>A prediction is the mean over the samples of mean + deviation × (b_u + b_i + p_u · q_i); cost O(samples × factors). Whoever or whatever was never seen stands at the mean of the prior.</remarks>
public sealed class BayesianMatrixFactorizationModel : IRatingModel, IModel
{
    internal const string KindName = "bayesian-matrix-factorization/1";

    private readonly RatingScale _scale;
    private readonly double _unit;
    private readonly PosteriorSamples _samples;
    private readonly float[] _userBias;
    private readonly float[] _itemBias;
    private readonly Person _unseen;
    private readonly double _noiseVariance;

    internal BayesianMatrixFactorizationModel(BayesianMatrixFactorizationOptions options, RatingScale scale, double unit, PosteriorSamples samples)
    {
        (Options, _scale, _unit, _samples) = (options, scale, unit, samples);
        _userBias = Means(samples.UserBiases, samples.Samples);
        _itemBias = Means(samples.ItemBiases, samples.Samples);
        _noiseVariance = samples.NoiseVariance;
        _unseen = Person.Of(samples, [], []);
    }

    /// <summary>What it was trained with.</summary>
    public BayesianMatrixFactorizationOptions Options { get; }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Users => _samples.Users;

    /// <inheritdoc/>
    public int Items => _samples.Items;

    /// <summary>Mean of the training ratings.</summary>
    public double Mean => _scale.Mean;

    /// <summary>Standard deviation of the noise of an average rating, in stars: how far even a perfect model would be off.</summary>
    public double NoiseDeviation => _unit * Math.Sqrt(_noiseVariance);

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<int> users, ReadOnlySpan<int> items, Span<float> ratings)
    {
        RatingScale.CheckPairs(users.Length, items.Length, ratings.Length);
        for (var p = 0; p < ratings.Length; p++)
        {
            ratings[p] = _scale.Clip(Center(UserAt(users[p]), ItemRow(items[p])));
        }
    }

    /// <summary>Predicts with an interval that should hold the true rating in a share <paramref name="level"/> of cases: it counts both what is not known and the noise of rating.</summary>
    /// <param name="users">User indices; −1 for a user never seen.</param>
    /// <param name="items">Item indices; −1 for an item never seen. Same length.</param>
    /// <param name="mean">Receives what <see cref="Predict"/> gives. Same length.</param>
    /// <param name="low">Receives the lower ends, not below the lowest training rating. Same length.</param>
    /// <param name="high">Receives the upper ends, not above the highest training rating. Same length.</param>
    /// <param name="level">Between 0 and 1, such as 0.9.</param>
    /// <exception cref="DataException">The spans differ in length or the level is out of range.</exception>
    public void PredictInterval(ReadOnlySpan<int> users, ReadOnlySpan<int> items, Span<float> mean, Span<float> low, Span<float> high, double level = 0.9)
    {
        RatingScale.CheckPairs(users.Length, items.Length, mean.Length);
        CheckEnds(mean.Length, low.Length, high.Length);
        var z = Quantile(level);
        for (var p = 0; p < mean.Length; p++)
        {
            Interval(UserAt(users[p]), ItemRow(items[p]), z, out mean[p], out low[p], out high[p]);
        }
    }

    /// <summary>Predicts the stars of a person who was not in the training data from ratings they gave, without training: the posterior of their vector given the kept samples of the items.</summary>
    /// <param name="history">Indices of the items they rated; −1 for an item never seen.</param>
    /// <param name="ratings">Their ratings, finite. Same length.</param>
    /// <param name="items">Items to predict; −1 for an item never seen.</param>
    /// <param name="mean">Receives the predictions; as long as <paramref name="items"/>.</param>
    /// <exception cref="DataException">Spans differ in length, or a rating is not finite.</exception>
    /// <remarks>Cost O(samples × (history + factors) × factors²), then as for anyone. The predictions are those of a training with this person, to the extent that one person does not change the items.</remarks>
    public void PredictFor(ReadOnlySpan<int> history, ReadOnlySpan<float> ratings, ReadOnlySpan<int> items, Span<float> mean)
    {
        RatingScale.CheckPairs(items.Length, items.Length, mean.Length);
        var person = NewPerson(history, ratings);
        for (var p = 0; p < mean.Length; p++)
        {
            mean[p] = _scale.Clip(Center(person.View, ItemRow(items[p])));
        }
    }

    /// <summary>As <see cref="PredictFor(ReadOnlySpan{int}, ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>, with intervals as <see cref="PredictInterval"/> gives.</summary>
    /// <param name="history">Indices of the items they rated; −1 for an item never seen.</param>
    /// <param name="ratings">Their ratings, finite. Same length.</param>
    /// <param name="items">Items to predict; −1 for an item never seen.</param>
    /// <param name="mean">Receives the predictions; as long as <paramref name="items"/>.</param>
    /// <param name="low">Receives the lower ends; as long as <paramref name="items"/>.</param>
    /// <param name="high">Receives the upper ends; as long as <paramref name="items"/>.</param>
    /// <param name="level">Between 0 and 1, such as 0.9.</param>
    /// <exception cref="DataException">Spans differ in length, a rating is not finite, or the level is out of range.</exception>
    public void PredictFor(ReadOnlySpan<int> history, ReadOnlySpan<float> ratings, ReadOnlySpan<int> items, Span<float> mean, Span<float> low, Span<float> high, double level = 0.9)
    {
        RatingScale.CheckPairs(items.Length, items.Length, mean.Length);
        CheckEnds(mean.Length, low.Length, high.Length);
        var z = Quantile(level);
        var person = NewPerson(history, ratings);
        for (var p = 0; p < mean.Length; p++)
        {
            Interval(person.View, ItemRow(items[p]), z, out mean[p], out low[p], out high[p]);
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        _scale.Write(writer);
        writer.Number("deviation", _unit);
        _samples.Write(writer);
    }

    internal static BayesianMatrixFactorizationModel Read(ModelReader reader)
    {
        var unit = reader.Number("deviation");
        return unit > 0 && double.IsFinite(unit)
            ? new(reader.Options<BayesianMatrixFactorizationOptions>("options"), RatingScale.Read(reader), unit, PosteriorSamples.Read(reader))
            : throw reader.Damaged("deviation", "is not more than 0");
    }

    /// <summary>Mean over the samples, before clipping.</summary>
    private double Center(PersonView user, int item)
    {
        var length = _samples.Samples * _samples.Factors;
        var products = TensorPrimitives.Dot(user.Factors, _samples.ItemFactors.AsSpan(item * length, length));
        return _scale.Mean + (_unit * ((products / _samples.Samples) + user.Bias + _itemBias[item]));
    }

    /// <summary>Mean ± z deviations, where the variance is that among samples + what is not known of the vectors beyond it + the noise of this person and item.</summary>
    private void Interval(PersonView user, int item, double z, out float mean, out float low, out float high)
    {
        var (samples, k) = (_samples.Samples, _samples.Factors);
        var factors = _samples.ItemFactors.AsSpan(item * samples * k, samples * k);
        var biases = _samples.ItemBiases.AsSpan(item * samples, samples);
        var center = Center(user, item);
        double squares = 0;
        for (var t = 0; t < samples; t++)
        {
            double sum = user.Biases[t] + biases[t];
            for (var f = t * k; f < (t + 1) * k; f++)
            {
                sum += user.Factors[f] * factors[f];
            }
            var apart = _scale.Mean + (_unit * sum) - center;
            squares += apart * apart;
        }
        var known = squares / samples;
        var unknown = _unit * _unit * (user.Spread + _samples.ItemSpread[item] + (_noiseVariance * user.Noise * _samples.ItemNoise[item]));
        var half = z * Math.Sqrt(known + unknown);
        mean = _scale.Clip(center);
        low = _scale.Clip(center - half);
        high = _scale.Clip(center + half);
    }

    private PersonView UserAt(int user)
    {
        if ((uint)user >= (uint)Users)
        {
            return _unseen.View;
        }
        var (samples, length) = (_samples.Samples, _samples.Samples * _samples.Factors);
        return new(_samples.UserFactors.AsSpan(user * length, length), _samples.UserBiases.AsSpan(user * samples, samples), _userBias[user], _samples.UserSpread[user], _samples.UserNoise[user]);
    }

    private int ItemRow(int item) => (uint)item < (uint)Items ? item : Items;

    private Person NewPerson(ReadOnlySpan<int> history, ReadOnlySpan<float> ratings)
    {
        RatingScale.CheckPairs(history.Length, history.Length, ratings.Length);
        var rows = new int[history.Length];
        var standardised = new double[history.Length];
        for (var j = 0; j < rows.Length; j++)
        {
            if (!float.IsFinite(ratings[j]))
            {
                throw new DataException("rating-model.history", $"Ratings of a new person must be finite; got {ratings[j]} as number {j + 1} of {ratings.Length}. Leave it out or correct it.");
            }
            (rows[j], standardised[j]) = (ItemRow(history[j]), (ratings[j] - _scale.Mean) / _unit);
        }
        return Person.Of(_samples, rows, standardised);
    }

    private static void CheckEnds(int pairs, int low, int high)
    {
        if (low != pairs || high != pairs)
        {
            throw new DataException("rating-model.ends", $"Intervals need as many lower and upper ends as predictions; got room for {low} and {high} beside {pairs}. Pass spans of one length.");
        }
    }

    private static double Quantile(double level) => level > 0 && level < 1 ? NormalDistribution.Quantile(0.5 + (level / 2))
        : throw new DataException("rating-model.level", $"The level of an interval must be between 0 and 1, neither allowed; got {level}. 0.9 holds nine in ten.");

    private static float[] Means(float[] values, int samples)
    {
        var means = new float[values.Length / samples];
        for (var r = 0; r < means.Length; r++)
        {
            double sum = 0;
            foreach (var value in values.AsSpan(r * samples, samples))
            {
                sum += value;
            }
            means[r] = (float)(sum / samples);
        }
        return means;
    }

    private readonly ref struct PersonView(ReadOnlySpan<float> factors, ReadOnlySpan<float> biases, float bias, double spread, double noise)
    {
        public ReadOnlySpan<float> Factors { get; } = factors;
        public ReadOnlySpan<float> Biases { get; } = biases;
        public float Bias { get; } = bias;
        public double Spread { get; } = spread;
        public double Noise { get; } = noise;
    }

    private sealed record Person(float[] Factors, float[] Biases, float Bias, double Spread, double Noise)
    {
        public PersonView View => new(Factors, Biases, Bias, Spread, Noise);

        public static Person Of(PosteriorSamples samples, ReadOnlySpan<int> rows, ReadOnlySpan<double> ratings)
        {
            var factors = new float[samples.Samples * samples.Factors];
            var biases = new float[samples.Samples];
            var (spread, noise) = PersonPosterior.Of(samples, rows, ratings, factors, biases);
            return new(factors, biases, Means(biases, samples.Samples)[0], spread, noise);
        }
    }
}
