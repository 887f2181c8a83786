using System.Numerics.Tensors;
using Pipelines.Data;

namespace Pipelines.Recommendation;

/// <summary>
/// Predicts stars by matrix factorisation with biases, trained by stochastic gradient descent: the method of the Netflix prize, known and fast, but its regularisation has to be tuned
/// where <see cref="BayesianMatrixFactorization"/> learns it.
/// </summary>
/// <param name="options">Factors, passes, learning rate, regularisation; null for the defaults.</param>
/// <remarks>
/// <para>Minimises, over ratings standardised to y = (r − mean) / deviation, Σ [(y_ui − b_u − b_i − p_u · q_i)² + λ (|p_u|² + |q_i|²) + λ_b (b_u² + b_i²)], rating by rating: with e the error,
/// b += γ (e − λ_b b), p += γ (e q − λ p), q += γ (e p − λ q), p and q as they were before. Cost O(ratings × k) a pass, memory O(ratings + (users + items) k).</para>
/// <para>Y. Koren, R. Bell and C. Volinsky, "Matrix factorization techniques for recommender systems", IEEE Computer 42(8), 2009. Departures: ratings are standardised, so that the
/// settings mean the same on every scale; the learning rate falls in a straight line to 0; factors start as normal numbers of deviation 0.1 / √k.</para>
/// <para>One thread, since each step depends on the one before; the order of the ratings in a pass is shuffled by (seed, pass).</para>
/// </remarks>
public sealed class MatrixFactorization(MatrixFactorizationOptions? options = null) : IEstimator<Ratings, MatrixFactorizationModel>
{
    private const int CancellationEvery = 4096;

    private readonly MatrixFactorizationOptions _options = (options ?? new()).Checked();

    // What random numbers are for; passes have the epochs 1, 2, ...
    private enum Start
    {
        Users = -1,
        Items = -2,
    }

    /// <inheritdoc/>
    public MatrixFactorizationModel Fit(Ratings data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        control.Cancellation.ThrowIfCancellationRequested();
        var scale = RatingScale.Of(data);
        var unit = scale.DeviationOf(data);
        var cells = data.Cells;
        var (users, items, k) = (cells.Rows, cells.Columns, _options.Factors);
        var userOf = new int[cells.Count];
        var order = new int[cells.Count];
        for (var u = 0; u < users; u++)
        {
            userOf.AsSpan((int)cells.Starts[u]..(int)cells.Starts[u + 1]).Fill(u);
        }
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        var (userFactors, itemFactors) = (StartFactors(users, Start.Users), StartFactors(items, Start.Items));
        var (userBiases, itemBiases) = (new float[users], new float[items]);
        var (pull, biasPull) = ((float)_options.Regularization, (float)_options.BiasRegularization);
        var before = new float[k];
        for (var epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            Rng.At(_options.Seed, epoch).Shuffle(order.AsSpan());
            var rate = (float)(_options.LearningRate * (_options.Epochs - epoch + 1) / _options.Epochs);
            double squares = 0;
            for (var step = 0; step < order.Length; step++)
            {
                if (step % CancellationEvery == 0)
                {
                    control.Cancellation.ThrowIfCancellationRequested();
                }
                var at = order[step];
                var (u, i) = (userOf[at], cells.Indices[at]);
                var p = userFactors.AsSpan(u * k, k);
                var q = itemFactors.AsSpan(i * k, k);
                var error = (float)((cells.Values[at] - scale.Mean) / unit) - userBiases[u] - itemBiases[i] - TensorPrimitives.Dot<float>(p, q);
                squares += error * (double)error;
                userBiases[u] += rate * (error - (biasPull * userBiases[u]));
                itemBiases[i] += rate * (error - (biasPull * itemBiases[i]));
                // p += γ (e q − λ p) is (1 − γ λ) p + (γ e) q.
                p.CopyTo(before);
                TensorPrimitives.Multiply(p, 1 - (rate * pull), p);
                TensorPrimitives.MultiplyAdd(q, rate * error, p, p);
                TensorPrimitives.Multiply(q, 1 - (rate * pull), q);
                TensorPrimitives.MultiplyAdd(before, rate * error, q, q);
            }
            var loss = Math.Sqrt(squares / order.Length) * unit;
            if (!double.IsFinite(loss))
            {
                throw new DataException("rating-model.diverged", $"Training diverged in pass {epoch} with a learning rate of {_options.LearningRate}. Lower the learning rate.");
            }
            control.Step(epoch, _options.Epochs, loss);
        }
        ClearUnused(cells, userFactors, itemFactors);
        return new(_options, scale, unit, userFactors, userBiases, itemFactors, itemBiases);
    }

    private float[] StartFactors(int count, Start side)
    {
        var k = _options.Factors;
        if ((long)count * k > Array.MaxLength)
        {
            throw new DataException("rating-model.factors", $"{count} users or items x {k} factors do not fit into one array. Use fewer factors.");
        }
        var factors = new float[count * k];
        for (var row = 0; row < count; row++)
        {
            var rng = Rng.At(_options.Seed, (int)side, row);
            for (var f = 0; f < k; f++)
            {
                factors[(row * k) + f] = (float)(0.1 / Math.Sqrt(k) * rng.NextGaussian());
            }
        }
        return factors;
    }

    /// <summary>Whoever has no rating still holds the random numbers of the start; 0 is what is known of their taste.</summary>
    private void ClearUnused(SparseView cells, float[] userFactors, float[] itemFactors)
    {
        var k = _options.Factors;
        var used = new bool[cells.Columns];
        foreach (var item in cells.Indices)
        {
            used[item] = true;
        }
        for (var i = 0; i < used.Length; i++)
        {
            if (!used[i])
            {
                itemFactors.AsSpan(i * k, k).Clear();
            }
        }
        for (var u = 0; u < cells.Rows; u++)
        {
            if (cells.Starts[u] == cells.Starts[u + 1])
            {
                userFactors.AsSpan(u * k, k).Clear();
            }
        }
    }
}
