using Pipelines.Numerics;

namespace Pipelines.Recommendation;

/// <summary>What the kept samples say about a person who was not in the training data: a vector and a bias for each sample, as for the users who were.</summary>
internal static class PersonPosterior
{
    private const int NoiseRounds = 3;

    /// <summary>
    /// For each sample the mean A⁻¹ h of the person's vector given their ratings, A = Λ + Σ w_j f_j f_jᵀ, h = Λ m + Σ w_j (y_j − bias_j) f_j, where
    /// 1 / w_j = v n_j / α + s_j: the person's noise v, the item's n_j, the shared 1/α, and what is not known of the item, s_j.
    /// </summary>
    /// <param name="samples">The samples.</param>
    /// <param name="history">Item rows of the ratings; the last row for an item never seen.</param>
    /// <param name="ratings">Standardised, one each.</param>
    /// <param name="factors">Receives T × k.</param>
    /// <param name="biases">Receives T.</param>
    /// <returns>The variance that not knowing the vector exactly adds to the prediction of an average item, and the person's relative noise v.</returns>
    public static (double Spread, double Noise) Of(PosteriorSamples samples, ReadOnlySpan<int> history, ReadOnlySpan<double> ratings, Span<float> factors, Span<float> biases)
    {
        var (d, k, stride) = (samples.Dimension, samples.Factors, OuterSum.Stride(samples.Dimension));
        var scratch = new double[((d + 3) * stride) + d];
        var a = scratch.AsSpan(0, d * stride);
        var h = scratch.AsSpan(d * stride, stride);
        var feature = scratch.AsSpan((d + 1) * stride, stride);
        var column = scratch.AsSpan((d + 2) * stride, d);
        var noise = 1.0;
        double spread = 0;
        // The person's noise is not known before their vector is, nor the vector before the noise: a few rounds settle both.
        for (var round = 0; round < (history.IsEmpty ? 1 : NoiseRounds); round++)
        {
            spread = 0;
            double weighted = 0, shape = 0;
            for (var t = 0; t < samples.Samples; t++)
            {
                FactorPrior.Copy(samples.UserPrecision.AsSpan(t * d * d, d * d), samples.UserPrecisionMean.AsSpan(t * d, d), a, h, stride);
                for (var j = 0; j < history.Length; j++)
                {
                    Feature(samples, history[j], t, feature);
                    OuterSum.Add(a, h, feature, d, 1 / Variance(samples, history[j], t, noise), ratings[j] - samples.ItemBiases[(history[j] * samples.Samples) + t]);
                }
                FactorPrior.Factor(a, d, stride);
                SmallCholesky.SolveLower(a, d, stride, h);
                SmallCholesky.SolveUpper(a, d, stride, h);
                for (var j = 0; j < history.Length; j++)
                {
                    Feature(samples, history[j], t, feature);
                    var residual = ratings[j] - samples.ItemBiases[(history[j] * samples.Samples) + t];
                    for (var f = 0; f < d; f++)
                    {
                        residual -= feature[f] * h[f];
                    }
                    weighted += residual * residual / Variance(samples, history[j], t, 1);
                }
                shape += samples.UserNoiseShape[t];
                for (var f = 0; f < k; f++)
                {
                    factors[(t * k) + f] = (float)h[f];
                }
                biases[t] = (float)h[k];
                spread += PosteriorSamples.Spread(a, d, stride, samples.ItemMoments.AsSpan(t * d * d, d * d), column) / samples.Samples;
            }
            // 1 / the posterior mean of τ, as for the users of the training data.
            noise = (shape + (weighted / 2)) / (shape + (samples.Samples * history.Length / 2.0));
        }
        return (spread, noise);
    }

    private static double Variance(PosteriorSamples samples, int item, int t, double noise) => (noise * samples.ItemNoise[item] / samples.NoisePrecision[t]) + samples.ItemSpread[item];

    private static void Feature(PosteriorSamples samples, int item, int t, Span<double> feature)
    {
        var k = samples.Factors;
        var from = samples.ItemFactors.AsSpan(((item * samples.Samples) + t) * k, k);
        for (var f = 0; f < k; f++)
        {
            feature[f] = from[f];
        }
        feature[k] = 1;
    }
}
