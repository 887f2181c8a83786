using Pipelines.Numerics;

namespace Pipelines.Recommendation;

/// <summary>
/// How noisy the ratings of each user (or item) are beside the others: precisions τ_r ~ Gamma(a, rate a), of mean 1, with the shape a drawn too. A large a says that all are alike.
/// </summary>
/// <param name="count">How many users or items.</param>
internal sealed class GroupNoise(int count)
{
    private const int ShapeSteps = 5;
    private const double ShapeStep = 0.1;
    private const double ShapeRate = 0.05;

    /// <summary>τ of each.</summary>
    public double[] Precisions { get; } = [.. Enumerable.Repeat(1.0, count)];

    /// <summary>a.</summary>
    public double Shape { get; private set; } = 2;

    /// <summary>
    /// Draws τ_r ~ Gamma(a + n_r / 2, rate a + α E_r / 2), then a by Metropolis steps on its logarithm under the prior Exponential(0.05).
    /// </summary>
    /// <param name="side">Whose noise.</param>
    /// <param name="squares">E_r: the squared residuals of each, weighted by the other side's precisions.</param>
    /// <param name="noisePrecision">α.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="epoch">A number no other draw of this sweep uses.</param>
    public void Draw(FactorSide side, ReadOnlySpan<double> squares, double noisePrecision, long seed, int epoch)
    {
        var (n, sum, sumOfLogs) = (0, 0.0, 0.0);
        for (var row = 0; row < Precisions.Length; row++)
        {
            if (!side.IsUsed(row))
            {
                continue;
            }
            var rng = Rng.At(seed, epoch, row);
            var precision = rng.NextGamma(Shape + (side.Cells[row].Count / 2.0)) / (Shape + (noisePrecision * squares[row] / 2));
            // A user whose every rating is met exactly would otherwise drive it to infinity over the sweeps.
            precision = Math.Clamp(precision, 1e-6, 1e6);
            Precisions[row] = precision;
            n++;
            sum += precision;
            sumOfLogs += Math.Log(precision);
        }
        var shapeRng = Rng.At(seed, epoch, Precisions.Length);
        for (var step = 0; step < ShapeSteps; step++)
        {
            var proposal = Shape * Math.Exp(ShapeStep * shapeRng.NextGaussian());
            // A symmetric step of ln a is accepted with the ratio of the densities of ln a, which are those of a times a.
            var gain = LogDensity(proposal) - LogDensity(Shape) + Math.Log(proposal / Shape);
            Shape = Math.Log(1 - shapeRng.NextDouble()) < gain ? Math.Clamp(proposal, 1e-3, 1e6) : Shape;
        }

        double LogDensity(double a) => (n * ((a * Math.Log(a)) - LogGamma.At(a))) + ((a - 1) * sumOfLogs) - (a * sum) - (ShapeRate * a);
    }
}
