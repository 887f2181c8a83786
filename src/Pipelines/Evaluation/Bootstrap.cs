namespace Pipelines.Evaluation;

/// <summary>
/// Confidence intervals by drawing the units of an evaluation again, with replacement. A unit is a row, or a group of rows that belong together, such as all ratings of one user:
/// rows of one user are alike, so resampling rows would promise too narrow an interval.
/// </summary>
/// <remarks>
/// Efron, "Bootstrap methods: another look at the jackknife" (1979); for groups the cluster bootstrap of Davison and Hinkley, "Bootstrap Methods and their Application" (1997), 3.8.
/// Means and RMSE are ratios of sums over units, so a replicate costs one draw and two additions a unit: O(units x replicates) time, O(units) memory.
/// The BCa acceleration is the jackknife's; for <see cref="Of"/> at most 200 blocks of units are left out in turn rather than each unit, so its cost stays at most 200 replicates (scipy leaves out each unit).
/// Replicate r draws from <c>Rng.At(seed, 0, r)</c>, so the interval has the same bits for any number of threads.
/// </remarks>
public static class Bootstrap
{
    private const int JackknifeBlocks = 200;
    private const int UnitsBetweenChecks = 1 << 20;

    /// <summary>The mean of the values.</summary>
    /// <param name="values">One value a row, finite.</param>
    /// <param name="options">Replicates, level, method, seed; null for the defaults.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <param name="groups">Group of each row, any whole numbers; empty where each row is a unit of its own.</param>
    /// <exception cref="DataException">No rows, groups of another length, or a value that is not finite (the row is named, from 1).</exception>
    public static BootstrapEstimate Mean(ReadOnlySpan<double> values, BootstrapOptions? options = null, FitControl? control = null, ReadOnlySpan<int> groups = default) =>
        OfRatio(UnitSums.Of(values, groups), static r => r, options, control);

    /// <summary>The root of the mean of the squared errors.</summary>
    /// <param name="errors">Prediction minus target of each row, finite.</param>
    /// <param name="options">Replicates, level, method, seed; null for the defaults.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <param name="groups">Group of each row, any whole numbers; empty where each row is a unit of its own.</param>
    /// <exception cref="DataException">No rows, groups of another length, or a value that is not finite (the row is named, from 1).</exception>
    public static BootstrapEstimate Rmse(ReadOnlySpan<double> errors, BootstrapOptions? options = null, FitControl? control = null, ReadOnlySpan<int> groups = default)
    {
        EvaluationInput.Finite(nameof(Bootstrap), "errors", errors);
        var squares = new double[errors.Length];
        for (var i = 0; i < squares.Length; i++)
        {
            squares[i] = errors[i] * errors[i];
        }
        return OfRatio(UnitSums.Of(squares, groups), static r => Math.Sqrt(r), options, control);
    }

    /// <summary>The sum of the numerators over the sum of the denominators: weighted means, shares of sums, means over users of different size.</summary>
    /// <param name="numerators">One a row, finite.</param>
    /// <param name="denominators">One a row, finite, 0 or more.</param>
    /// <param name="options">Replicates, level, method, seed; null for the defaults.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <param name="groups">Group of each row, any whole numbers; empty where each row is a unit of its own.</param>
    /// <exception cref="DataException">No rows, lengths that differ, or a value that is not finite (the row is named, from 1).</exception>
    public static BootstrapEstimate Ratio(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, BootstrapOptions? options = null, FitControl? control = null, ReadOnlySpan<int> groups = default) =>
        OfRatio(UnitSums.Of(numerators, denominators, groups), static r => r, options, control);

    /// <summary>Any statistic of the units.</summary>
    /// <param name="units">How many units there are, at least 1.</param>
    /// <param name="statistic">The statistic of the units whose indices it is given (0 to <paramref name="units"/> − 1, repeated where drawn twice, in any order). Called from several threads at once, so it must not write to what it shares; NaN where it cannot be computed for a draw, which is then left out.</param>
    /// <param name="options">Replicates, level, method, seed; null for the defaults.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <exception cref="DataException">There are no units.</exception>
    public static BootstrapEstimate Of(int units, Func<ReadOnlySpan<int>, double> statistic, BootstrapOptions? options = null, FitControl? control = null)
    {
        EvaluationInput.SameLength(nameof(Bootstrap), units, "units", units);
        var checkedOptions = (options ?? new()).Checked();
        var every = new int[units];
        for (var i = 0; i < units; i++)
        {
            every[i] = i;
        }
        var replicates = Replicate(checkedOptions, control ?? FitControl.Default, (rng, token) =>
        {
            var drawn = new int[units];
            for (var i = 0; i < units; i++)
            {
                drawn[i] = rng.NextBelow(units);
            }
            token.ThrowIfCancellationRequested();
            return statistic(drawn);
        });
        double[] Jackknife()
        {
            var blocks = Math.Min(units, JackknifeBlocks);
            var left = new double[blocks];
            for (var b = 0; b < blocks; b++)
            {
                control?.Cancellation.ThrowIfCancellationRequested();
                left[b] = statistic(Array.FindAll(every, u => u % blocks != b));
            }
            return left;
        }
        return BootstrapInterval.Of(statistic(every), units, replicates, Jackknife, checkedOptions);
    }

    private static BootstrapEstimate OfRatio(UnitSums units, Func<double, double> outer, BootstrapOptions? options, FitControl? control)
    {
        var checkedOptions = (options ?? new()).Checked();
        var (numerators, denominators) = (units.Numerators, units.Denominators);
        var replicates = Replicate(checkedOptions, control ?? FitControl.Default, (rng, token) =>
        {
            double above = 0, below = 0;
            for (var start = 0; start < numerators.Length; start += UnitsBetweenChecks)
            {
                token.ThrowIfCancellationRequested();
                var end = Math.Min(numerators.Length, start + UnitsBetweenChecks);
                if (denominators is null)
                {
                    for (var i = start; i < end; i++)
                    {
                        above += numerators[rng.NextBelow(numerators.Length)];
                    }
                    below += end - start;
                }
                else
                {
                    for (var i = start; i < end; i++)
                    {
                        var unit = rng.NextBelow(numerators.Length);
                        above += numerators[unit];
                        below += denominators[unit];
                    }
                }
            }
            return outer(above / below);
        });
        double[] Jackknife()
        {
            var left = new double[numerators.Length];
            for (var i = 0; i < left.Length; i++)
            {
                left[i] = outer((units.Numerator - numerators[i]) / (units.Denominator - units.DenominatorOf(i)));
            }
            return left;
        }
        return BootstrapInterval.Of(outer(units.Numerator / units.Denominator), numerators.Length, replicates, Jackknife, checkedOptions);
    }

    private static double[] Replicate(BootstrapOptions options, FitControl control, Func<Rng, CancellationToken, double> draw)
    {
        var replicates = new double[options.Replicates];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = control.Threads, CancellationToken = control.Cancellation };
        Parallel.For(0, replicates.Length, parallel, r => replicates[r] = draw(Rng.At(options.Seed, 0, r), control.Cancellation));
        return replicates;
    }
}
