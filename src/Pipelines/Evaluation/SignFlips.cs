namespace Pipelines.Evaluation;

/// <summary>The sign-flip permutation test of <see cref="PairedComparison"/>.</summary>
internal static class SignFlips
{
    private const int MostBlocks = 1 << 16;
    private const int Signs = 16;

    /// <summary>Two-sided p-value of the sum of the differences.</summary>
    public static double PValue(ReadOnlySpan<double> differences, long permutations, long seed, FitControl control)
    {
        var sums = SumsOfFour(differences, out var flipped);
        var observed = Math.Abs(Total(sums, static _ => 0));
        // Flips whose sum equals the observed one up to rounding count as equal.
        var least = observed - (1e-12 * observed);
        if (flipped < 31 && 1L << flipped <= permutations)
        {
            long far = 0;
            for (var bits = 0L; bits < 1L << flipped; bits++)
            {
                far += Math.Abs(Total(sums, block => (int)(bits >> (4 * block)) & 15)) >= least ? 1 : 0;
            }
            return far / (double)(1L << flipped);
        }
        var hits = new bool[permutations];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = control.Threads, CancellationToken = control.Cancellation };
        Parallel.For(0, hits.Length, parallel, r => hits[r] = Math.Abs(RandomTotal(sums, Rng.At(seed, 1, r))) >= least);
        long count = 1;
        foreach (var hit in hits)
        {
            count += hit ? 1 : 0;
        }
        return count / (double)(1 + permutations);
    }

    /// <summary>For each four differences their sums under all 16 choices of signs (bit set: minus), so that a flip looks up one number for four.</summary>
    private static double[] SumsOfFour(ReadOnlySpan<double> differences, out int flipped)
    {
        var together = (differences.Length + MostBlocks - 1) / MostBlocks;
        flipped = (differences.Length + together - 1) / together;
        var blocks = new double[(flipped + 3) / 4 * 4];
        for (var i = 0; i < differences.Length; i++)
        {
            blocks[i / together] += differences[i];
        }
        var sums = new double[blocks.Length / 4 * Signs];
        for (var i = 0; i < sums.Length; i++)
        {
            var (four, signs) = (i / Signs * 4, i % Signs);
            for (var k = 0; k < 4; k++)
            {
                sums[i] += (signs >> k & 1) == 0 ? blocks[four + k] : -blocks[four + k];
            }
        }
        return sums;
    }

    private static double Total(double[] sums, Func<int, int> signs)
    {
        double total = 0;
        for (var block = 0; block < sums.Length / Signs; block++)
        {
            total += sums[(block * Signs) + signs(block)];
        }
        return total;
    }

    private static double RandomTotal(double[] sums, Rng rng)
    {
        double total = 0;
        for (var start = 0; start < sums.Length; start += 8 * Signs)
        {
            var bits = rng.NextUInt32();
            var end = Math.Min(sums.Length, start + (8 * Signs));
            for (var at = start; at < end; at += Signs)
            {
                total += sums[at + (int)(bits & 15)];
                bits >>= 4;
            }
        }
        return total;
    }
}
