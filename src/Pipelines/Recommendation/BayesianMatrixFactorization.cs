using Pipelines.Data;

namespace Pipelines.Recommendation;

/// <summary>
/// Predicts stars by Bayesian matrix factorisation: Gibbs sampling of every taste vector, bias, their priors and the noise, so that nothing needs tuning and each prediction comes with
/// an interval. The most accurate model here for ratings, and the default.
/// </summary>
/// <param name="options">Factors, sweeps, kept samples, noise; null for the defaults.</param>
/// <remarks>
/// <para>Model: (r_ui − mean) / deviation = b_u + b_i + p_u · q_i + noise of variance 1 / (α τ_u ρ_i); the vectors (p_u, b_u) and (q_i, b_i) have normal priors whose means and
/// precision matrices are drawn from a normal-Wishart, α from Gamma(1, 1), τ and ρ from gamma distributions of mean 1 and unknown shape (<see cref="NoiseModel"/>).</para>
/// <para>Each sweep draws the two priors, all users given the items, all items given the users, then the noise. Predictions are averages over <see cref="BayesianMatrixFactorizationOptions.Samples"/>
/// sweeps after the burn-in. Cost O((ratings (k + 1)² + (users + items) (k + 1)³) a sweep; memory O(ratings + (users + items) k (2 + Samples)).</para>
/// <para>R. Salakhutdinov and A. Mnih, "Bayesian probabilistic matrix factorization using Markov chain Monte Carlo", ICML 2008. Departures: a bias is part of each vector and drawn with
/// it; ratings are standardised, so that the hyper-prior means the same on every scale; the noise precision is drawn, and may differ by user and item as in B. Lakshminarayanan,
/// G. Bouchard and C. Archambeau, "Robust Bayesian matrix factorisation", AISTATS 2011, who infer it by variational Bayes; of the items the model keeps conditional means instead of draws.</para>
/// <para>The draws of a user or item depend on (seed, sweep, its number) only, and sums over rows are made in row order: any number of threads gives the same bits.</para>
/// </remarks>
public sealed class BayesianMatrixFactorization(BayesianMatrixFactorizationOptions? options = null) : IEstimator<Ratings, BayesianMatrixFactorizationModel>
{
    private readonly BayesianMatrixFactorizationOptions _options = (options ?? new()).Checked();

    // What a sweep draws; each has its own random numbers.
    private enum Draw
    {
        Priors,
        Users,
        Items,
        Noise,
        UserNoise,
        ItemNoise,
        Count,
    }

    /// <inheritdoc/>
    public BayesianMatrixFactorizationModel Fit(Ratings data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        control.Cancellation.ThrowIfCancellationRequested();
        var scale = RatingScale.Of(data);
        var unit = scale.DeviationOf(data);
        SparseView byUser = scale.Standardise(data.Cells, unit);
        SparseView byItem = byUser.Transpose(out var entry);
        var users = new FactorSide(byUser, _options.Factors);
        var items = new FactorSide(byItem, _options.Factors);
        var residuals = new Residuals(byUser, byItem, entry);
        var burnIn = Math.Min((int)(_options.Sweeps * _options.BurnIn), _options.Sweeps - 1);
        var candidates = _options.Sweeps - burnIn;
        var samples = PosteriorSamples.Create(users.Count, items.Count, Math.Min(_options.Samples, candidates), _options.Factors);

        var noisePrecision = 1.0;
        var kept = 0;
        for (var sweep = 1; sweep <= _options.Sweeps; sweep++)
        {
            var rng = Rng.At(_options.Seed, Epoch(sweep, Draw.Priors));
            if (sweep > 1)
            {
                users.Prior.Draw(users, ref rng);
                items.Prior.Draw(items, ref rng);
            }
            users.Draw(items, noisePrecision, _options.Seed, Epoch(sweep, Draw.Users), control);
            // The items' conditional means belong to the users just drawn, so a sample is kept before the items are.
            if (sweep > burnIn && (sweep - burnIn) * (long)samples.Samples / candidates > kept)
            {
                samples.Keep(kept++, users, items, noisePrecision, control);
            }
            items.Draw(users, noisePrecision, _options.Seed, Epoch(sweep, Draw.Items), control);
            noisePrecision = DrawNoise(users, items, residuals, noisePrecision, sweep, control);
            control.Step(sweep, _options.Sweeps, Math.Sqrt(residuals.Squares / data.Count) * unit);
        }
        SpreadOfUnseen(users, samples);
        return new(_options, scale, unit, samples);
    }

    /// <summary>α ~ Gamma(1 + n/2, rate 1 + Σ τ_u ρ_i e² / 2), then τ and ρ where the options ask for them.</summary>
    private double DrawNoise(FactorSide users, FactorSide items, Residuals residuals, double noisePrecision, int sweep, FitControl control)
    {
        residuals.Measure(users, items, control);
        if (_options.Noise != NoiseModel.Shared)
        {
            users.Noise.Draw(users, residuals.ByUser(items.Noise.Precisions, control), noisePrecision, _options.Seed, Epoch(sweep, Draw.UserNoise));
        }
        if (_options.Noise == NoiseModel.PerUserAndItem)
        {
            items.Noise.Draw(items, residuals.ByItem(users.Noise.Precisions, control), noisePrecision, _options.Seed, Epoch(sweep, Draw.ItemNoise));
        }
        double weighted = 0;
        var byUser = residuals.ByUser(items.Noise.Precisions, control);
        for (var u = 0; u < byUser.Length; u++)
        {
            weighted += users.Noise.Precisions[u] * byUser[u];
        }
        return Rng.At(_options.Seed, Epoch(sweep, Draw.Noise)).NextGamma(1 + (residuals.Count / 2.0)) / (1 + (weighted / 2));
    }

    /// <summary>Users without ratings stand at the mean of their prior; how far they may be from it is the same for all.</summary>
    private static void SpreadOfUnseen(FactorSide users, PosteriorSamples samples)
    {
        var (spread, _) = PersonPosterior.Of(samples, [], [], new float[samples.Samples * samples.Factors], new float[samples.Samples]);
        for (var u = 0; u < users.Count; u++)
        {
            samples.UserSpread[u] = users.IsUsed(u) ? 0 : (float)spread;
        }
    }

    private static int Epoch(int sweep, Draw draw) => (sweep * (int)Draw.Count) + (int)draw;
}
