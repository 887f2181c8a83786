using System.Globalization;

namespace Pipelines.Packing.Lossy;

/// <summary>
/// How the numbers of a column are kept: as whole steps from what the model says, on a grid of decimals, so that none is farther than the bound from what it was and each has only the digits that the bound asks for.
/// With n = round(10^d x), q = round(10^d x̂) and k = round((n − q) / m), what comes back is (q + k m) / 10^d: JPEG-LS does the same with pixels
/// (M. Weinberger, G. Seroussi, G. Sapiro, "The LOCO-I lossless image compression algorithm", IEEE Transactions on Image Processing 9(8), 2000).
/// </summary>
/// <param name="Bound">How far a number may be from what it was.</param>
/// <param name="Decimals">d, −300 to 300, or <see cref="NoGrid"/> where every number is kept as it is.</param>
/// <param name="Step">m, at least 1.</param>
internal readonly record struct LossyNumber(double Bound, int Decimals, int Step)
{
    public const int NoGrid = short.MinValue, MostDecimals = 300;

    /// <summary>Beyond this not every whole number is a double.</summary>
    private const double Whole = 1L << 53;

    private static readonly double[] Powers = MakePowers();

    /// <summary>The grid of a column.</summary>
    /// <param name="bound">0 or more.</param>
    /// <param name="decimals">Decimals with which all of its numbers can be written; null where there are too many.</param>
    public static LossyNumber Of(double bound, int? decimals)
    {
        if (bound <= 0)
        {
            return decimals is { } all ? new(0, all, 1) : new(0, NoGrid, 1);
        }
        // A unit of a fifth of the bound or less leaves steps that use nearly all of it.
        var fine = Math.Clamp((int)Math.Ceiling(-Math.Log10(bound / 5)), -MostDecimals, MostDecimals);
        if (decimals is { } few && few <= fine)
        {
            var units = bound * Powers[few];
            // 1.1 − 1.0 is a little more than 0.1 in binary: a bound of exactly so many units is taken as one less.
            var within = few > 0 && Math.Abs(units - Math.Round(units)) < 1e-6 * Math.Max(1, units) ? Math.Round(units) - 1 : Math.Floor(units);
            return new(bound, few, (2 * (int)Math.Max(0, within)) + 1);
        }
        var unit = new LossyNumber(bound, fine, 1).Value(1);
        return unit > 0 && 2 * bound / unit is >= 2 and < 1e6 and var ratio ? new(bound, fine, (int)ratio - 1) : new(bound, NoGrid, 1);
    }

    /// <summary>Fewest decimals, from <paramref name="least"/> to 15, with which a number can be written; 16 where it needs more.</summary>
    public static int DecimalsOf(double value, int least)
    {
        for (; least <= 15; least++)
        {
            var units = Math.Round(value * Powers[least]);
            if (Math.Abs(units) < Whole && units / Powers[least] == value)
            {
                break;
            }
        }
        return least;
    }

    /// <summary>The number of the grid that is so many units from 0.</summary>
    public double Value(double units) => Decimals >= 0 ? units / Powers[Decimals] : units * Powers[-Decimals];

    /// <summary>What a prediction is on the grid; NaN or infinite where it cannot be used.</summary>
    public double Units(double value) => Math.Round(Decimals >= 0 ? value * Powers[Decimals] : value / Powers[-Decimals]);

    /// <summary>What comes back of a prediction and its steps.</summary>
    public double Restore(double predicted, int steps) => Value(Units(predicted) + ((double)steps * Step));

    /// <summary>The steps after which a number comes back within its bound, also where another processor predicts something between <paramref name="low"/> and <paramref name="high"/>.</summary>
    public bool TrySteps(double value, double predicted, double low, double high, out int steps)
    {
        steps = 0;
        if (Decimals == NoGrid)
        {
            return false;
        }
        var units = Decimals >= 0 ? value * Powers[Decimals] : value / Powers[-Decimals];
        var distance = Math.Round((units - Units(predicted)) / Step);
        if (!(Math.Abs(units) < Whole && Math.Abs(distance) <= short.MaxValue))
        {
            return false;
        }
        steps = (int)distance;
        return IsWithin(value, Restore(predicted, steps)) && IsWithin(value, Restore(low, steps)) && IsWithin(value, Restore(high, steps));
    }

    /// <summary>Whether what came back is near enough to what was. Missing only where it was, infinite only where it was.</summary>
    public bool IsWithin(double value, double back) => value.Equals(back) || Math.Abs(value - back) <= Bound;

    private static double[] MakePowers()
    {
        var powers = new double[MostDecimals + 1];
        for (var i = 0; i < powers.Length; i++)
        {
            powers[i] = double.Parse(string.Create(CultureInfo.InvariantCulture, $"1E{i}"), CultureInfo.InvariantCulture);
        }
        return powers;
    }
}
