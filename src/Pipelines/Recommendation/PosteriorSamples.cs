using Pipelines.Models;
using Pipelines.Numerics;

namespace Pipelines.Recommendation;

/// <summary>
/// The posterior samples that a <see cref="BayesianMatrixFactorizationModel"/> keeps, T of them, in standardised units. Of the users it keeps the draws, of the items their conditional
/// means given those draws and the spread around them: averaging out the items exactly instead of drawing them (Rao-Blackwell) makes few samples as good as many.
/// </summary>
internal sealed class PosteriorSamples
{
    /// <summary>How many users.</summary>
    public int Users => UserSpread.Length;

    /// <summary>How many items; one more row, the last, stands for an item never seen.</summary>
    public int Items => ItemSpread.Length - 1;

    /// <summary>T.</summary>
    public int Samples => NoisePrecision.Length;

    /// <summary>k.</summary>
    public required int Factors { get; init; }

    /// <summary>k + 1.</summary>
    public int Dimension => Factors + 1;

    /// <summary>users × T × k.</summary>
    public required float[] UserFactors { get; init; }

    /// <summary>users × T.</summary>
    public required float[] UserBiases { get; init; }

    /// <summary>For each user the variance that not knowing their vector adds to a prediction beyond that among samples: 0 but for users without ratings.</summary>
    public required float[] UserSpread { get; init; }

    /// <summary>For each user 1 / the mean of their noise precision τ.</summary>
    public required float[] UserNoise { get; init; }

    /// <summary>(items + 1) × T × k.</summary>
    public required float[] ItemFactors { get; init; }

    /// <summary>(items + 1) × T.</summary>
    public required float[] ItemBiases { get; init; }

    /// <summary>For each item the variance that not knowing its vector adds to the average user's prediction: the mean over samples of tr(A⁻¹ F), F the users' second moments.</summary>
    public required float[] ItemSpread { get; init; }

    /// <summary>For each item 1 / the mean of its noise precision.</summary>
    public required float[] ItemNoise { get; init; }

    /// <summary>α of each sample.</summary>
    public required double[] NoisePrecision { get; init; }

    /// <summary>Λ of the users' prior, T × (k + 1) × (k + 1).</summary>
    public required double[] UserPrecision { get; init; }

    /// <summary>Λ m of the users' prior, T × (k + 1).</summary>
    public required double[] UserPrecisionMean { get; init; }

    /// <summary>Second moments of the items' features, T × (k + 1) × (k + 1).</summary>
    public required double[] ItemMoments { get; init; }

    /// <summary>a of each sample: the shape of the users' noise.</summary>
    public required double[] UserNoiseShape { get; init; }

    /// <summary>Room for the samples.</summary>
    /// <exception cref="DataException">They do not fit into arrays.</exception>
    public static PosteriorSamples Create(int users, int items, int samples, int factors)
    {
        var d = factors + 1;
        return new()
        {
            Factors = factors,
            UserFactors = New(users, samples * (long)factors),
            UserBiases = New(users, samples),
            UserSpread = New(users, 1),
            UserNoise = New(users, 1),
            ItemFactors = New(items + 1L, samples * (long)factors),
            ItemBiases = New(items + 1L, samples),
            ItemSpread = New(items + 1L, 1),
            ItemNoise = New(items + 1L, 1),
            NoisePrecision = new double[samples],
            UserNoiseShape = new double[samples],
            UserPrecision = new double[samples * d * d],
            UserPrecisionMean = new double[samples * d],
            ItemMoments = new double[samples * d * d],
        };
    }

    /// <summary>Mean over the samples of 1 / α.</summary>
    public double NoiseVariance
    {
        get
        {
            double sum = 0;
            foreach (var precision in NoisePrecision)
            {
                sum += 1 / precision;
            }
            return sum / Samples;
        }
    }

    /// <summary>Keeps the state of the sampler as sample <paramref name="t"/>; to be called for t = 0, 1, ..., T − 1.</summary>
    public void Keep(int t, FactorSide users, FactorSide items, double noisePrecision, FitControl control)
    {
        var (d, k) = (Dimension, Factors);
        NoisePrecision[t] = noisePrecision;
        users.Prior.Precision.CopyTo(UserPrecision.AsSpan(t * d * d));
        users.Prior.PrecisionMean.CopyTo(UserPrecisionMean.AsSpan(t * d));
        items.Moments().CopyTo(ItemMoments.AsSpan(t * d * d));
        UserNoiseShape[t] = users.Noise.Shape;
        var moments = users.Moments();
        for (var u = 0; u < Users; u++)
        {
            for (var f = 0; f < k; f++)
            {
                UserFactors[(((u * Samples) + t) * k) + f] = (float)users.Features[(u * users.Stride) + f];
            }
            UserBiases[(u * Samples) + t] = (float)users.Biases[u];
            UserNoise[u] = InverseOfMean(UserNoise[u], users.Noise.Precisions[u], t);
        }
        RowBlocks.Run(Items + 1, control, (start, end) =>
        {
            Span<double> a = new double[d * items.Stride];
            Span<double> h = new double[items.Stride];
            Span<double> column = new double[d];
            for (var i = start; i < end; i++)
            {
                if (i < Items)
                {
                    items.Condition(i, users, noisePrecision, a, h);
                    ItemNoise[i] = InverseOfMean(ItemNoise[i], items.Noise.Precisions[i], t);
                }
                else
                {
                    items.Prior.CopyTo(a, h, items.Stride);
                    FactorPrior.Factor(a, d, items.Stride);
                    ItemNoise[i] = 1;
                }
                SmallCholesky.SolveLower(a, d, items.Stride, h);
                SmallCholesky.SolveUpper(a, d, items.Stride, h);
                for (var f = 0; f < k; f++)
                {
                    ItemFactors[(((i * Samples) + t) * k) + f] = (float)h[f];
                }
                ItemBiases[(i * Samples) + t] = (float)h[k];
                ItemSpread[i] += (float)(Spread(a, d, items.Stride, moments, column) / Samples);
            }
        });
    }

    /// <summary>tr(A⁻¹ F) from the Cholesky factor of A: solves A x = column of F for each column and adds up the diagonal.</summary>
    public static double Spread(ReadOnlySpan<double> factor, int d, int stride, ReadOnlySpan<double> moments, Span<double> column)
    {
        double trace = 0;
        for (var c = 0; c < d; c++)
        {
            moments.Slice(c * d, d).CopyTo(column);
            SmallCholesky.SolveLower(factor, d, stride, column);
            SmallCholesky.SolveUpper(factor, d, stride, column);
            trace += column[c];
        }
        return trace;
    }

    public void Write(ModelWriter writer)
    {
        var (t, k, d) = (Samples, Factors, Dimension);
        writer.Floats("user-factors", UserFactors, Users, t, k);
        writer.Floats("user-biases", UserBiases, Users, t);
        writer.Floats("user-spread", UserSpread);
        writer.Floats("user-noise", UserNoise);
        writer.Floats("item-factors", ItemFactors, Items + 1, t, k);
        writer.Floats("item-biases", ItemBiases, Items + 1, t);
        writer.Floats("item-spread", ItemSpread);
        writer.Floats("item-noise", ItemNoise);
        writer.Doubles("noise-precision", NoisePrecision);
        writer.Doubles("user-precision", UserPrecision, t, d, d);
        writer.Doubles("user-precision-mean", UserPrecisionMean, t, d);
        writer.Doubles("item-moments", ItemMoments, t, d, d);
        writer.Doubles("user-noise-shape", UserNoiseShape);
    }

    public static PosteriorSamples Read(ModelReader reader)
    {
        var users = reader.Shape("user-factors");
        var items = reader.Shape("item-factors");
        if (users.Count != 3 || items.Count != 3 || items[0] < 1 || users[1] < 1 || users[2] < 1)
        {
            throw reader.Damaged("user-factors", "has another shape");
        }
        var (t, k, d) = (users[1], users[2], users[2] + 1);
        return new()
        {
            Factors = k,
            UserFactors = reader.Floats("user-factors", users[0], t, k),
            UserBiases = reader.Floats("user-biases", users[0], t),
            UserSpread = reader.Floats("user-spread", users[0]),
            UserNoise = reader.Floats("user-noise", users[0]),
            ItemFactors = reader.Floats("item-factors", items[0], t, k),
            ItemBiases = reader.Floats("item-biases", items[0], t),
            ItemSpread = reader.Floats("item-spread", items[0]),
            ItemNoise = reader.Floats("item-noise", items[0]),
            NoisePrecision = reader.Doubles("noise-precision", t),
            UserPrecision = reader.Doubles("user-precision", t, d, d),
            UserPrecisionMean = reader.Doubles("user-precision-mean", t, d),
            ItemMoments = reader.Doubles("item-moments", t, d, d),
            UserNoiseShape = reader.Doubles("user-noise-shape", t),
        };
    }

    /// <summary>Takes one more value into 1 / mean, of which t values were taken before.</summary>
    private static float InverseOfMean(float before, double value, int t) => (float)((t + 1) / ((t == 0 ? 0 : t / before) + value));

    private static float[] New(long rows, long columns) => rows * columns <= Array.MaxLength ? new float[rows * columns]
        : throw new DataException("rating-model.size", $"{rows} users or items x {columns} kept numbers each do not fit into one array. Keep fewer samples or use fewer factors.");
}
