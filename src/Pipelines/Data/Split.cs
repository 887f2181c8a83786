namespace Pipelines.Data;

/// <summary>
/// Which rows (or ratings) to learn from and which to measure on: two sets of places without a common member, each rising. Everything that is fitted, encoders and scalers
/// included, must see only <see cref="Train"/>; what it learned from a test row leaks into the figure and makes it too good.
/// </summary>
/// <param name="Train">Places of the rows to learn from.</param>
/// <param name="Test">Places of the rows to measure on.</param>
public sealed record Split(int[] Train, int[] Test)
{
    /// <summary>
    /// A uniformly random part is tested: all places are shuffled by <c>Rng.At(seed)</c> and the last share taken. Right where rows are independent. Where rows of one person,
    /// machine or day are alike it flatters the model, and where the task is to foretell, use <see cref="ByTime"/>: a random split lets the model see the future.
    /// </summary>
    /// <param name="count">How many rows; at least 2.</param>
    /// <param name="testShare">Between 0 and 1, neither allowed; rounded to whole rows, at least one on each side.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <exception cref="DataException">Fewer than 2 rows, or a share out of range.</exception>
    public static Split Random(int count, double testShare, long seed)
    {
        var test = TestCount(count, testShare);
        var order = Shuffled(count, Rng.At(seed));
        return Of(order.AsSpan(0, count - test), order.AsSpan(count - test));
    }

    /// <summary>
    /// As <see cref="Random"/>, with every class in the test part by its share, so that rare classes are measured too. The parts of the classes are rounded so that they add up to
    /// the share of the whole (largest remainders first).
    /// </summary>
    /// <param name="codes">Class of each row, 0 or more; −1 (missing) counts as a class of its own.</param>
    /// <param name="testShare">Between 0 and 1, neither allowed.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <exception cref="DataException">Fewer than 2 rows, or a share out of range.</exception>
    public static Split Stratified(ReadOnlySpan<int> codes, double testShare, long seed)
    {
        var left = TestCount(codes.Length, testShare);
        var groups = Groups(codes, seed);
        var takes = new int[groups.Length];
        var remainders = new double[groups.Length];
        var byRemainder = new int[groups.Length];
        for (var g = 0; g < groups.Length; g++)
        {
            var exact = groups[g].Length * ((double)left / codes.Length);
            (takes[g], remainders[g], byRemainder[g]) = ((int)exact, (int)exact - exact, g);
        }
        foreach (var take in takes)
        {
            left -= take;
        }
        Array.Sort(remainders, byRemainder);
        for (var i = 0; i < left; i++)
        {
            takes[byRemainder[i]]++;
        }
        var isTest = new bool[codes.Length];
        for (var g = 0; g < groups.Length; g++)
        {
            foreach (var row in groups[g].AsSpan(0, takes[g]))
            {
                isTest[row] = true;
            }
        }
        return Of(isTest);
    }

    /// <summary>K splits whose test parts are random, of equal size up to one, and together cover every row once.</summary>
    /// <param name="count">How many rows; at least <paramref name="folds"/>.</param>
    /// <param name="folds">At least 2.</param>
    /// <param name="seed">The same seed gives the same folds.</param>
    /// <exception cref="DataException">Fewer rows than folds, or fewer than 2 folds.</exception>
    public static IReadOnlyList<Split> KFold(int count, int folds, long seed)
    {
        CheckFolds(count, folds);
        var order = Shuffled(count, Rng.At(seed));
        var foldOf = new int[count];
        for (var i = 0; i < count; i++)
        {
            foldOf[order[i]] = i % folds;
        }
        return OfFolds(foldOf, folds);
    }

    /// <summary>As <see cref="KFold"/>, with every class spread over the folds as evenly as whole rows allow.</summary>
    /// <param name="codes">Class of each row, 0 or more; −1 (missing) counts as a class of its own.</param>
    /// <param name="folds">At least 2.</param>
    /// <param name="seed">The same seed gives the same folds.</param>
    /// <exception cref="DataException">Fewer rows than folds, or fewer than 2 folds.</exception>
    public static IReadOnlyList<Split> StratifiedKFold(ReadOnlySpan<int> codes, int folds, long seed)
    {
        CheckFolds(codes.Length, folds);
        var foldOf = new int[codes.Length];
        var dealt = 0;
        foreach (var group in Groups(codes, seed))
        {
            // Dealing on where the class before stopped keeps the folds themselves of equal size.
            foreach (var row in group)
            {
                foldOf[row] = dealt++ % folds;
            }
        }
        return OfFolds(foldOf, folds);
    }

    /// <summary>
    /// One rating of each user is tested, the others are learned from; users with a single rating keep it for learning. With <see cref="LeaveOut.Latest"/> no user's own future is
    /// learned from, though other users' later ratings are.
    /// </summary>
    /// <param name="ratings">The ratings.</param>
    /// <param name="which">Which one is left out.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <returns>Places in <see cref="Ratings.Cells"/>.</returns>
    /// <exception cref="DataException">No user has two ratings, or the latest is asked for and there are no times.</exception>
    public static Split LeaveOneOut(Ratings ratings, LeaveOut which, long seed)
    {
        var times = ratings.Times;
        if (which == LeaveOut.Latest && times.IsEmpty)
        {
            throw new DataException("split.untimed", $"Leaving out the latest of each user's {ratings.Count} ratings needs times, and there are none. Name the time column, or leave out a random one.");
        }
        var isTest = new bool[ratings.Count];
        var users = 0;
        for (var u = 0; u < ratings.Cells.Rows; u++)
        {
            var (start, end) = ((int)ratings.Cells.Starts[u], (int)ratings.Cells.Starts[u + 1]);
            if (end - start < 2)
            {
                continue;
            }
            users++;
            var rng = Rng.At(seed, 0, u);
            if (which == LeaveOut.Random)
            {
                isTest[start + rng.NextBelow(end - start)] = true;
                continue;
            }
            var (latest, ties) = (start, 1);
            for (var i = start + 1; i < end; i++)
            {
                ties = times[i] > times[latest] ? 1 : times[i] == times[latest] ? ties + 1 : ties;
                // Keeping the n-th of equals with chance 1/n leaves each with the same chance.
                latest = times[i] > times[latest] || (times[i] == times[latest] && rng.NextBelow(ties) == 0) ? i : latest;
            }
            isTest[latest] = true;
        }
        return users > 0 ? Of(isTest) : throw new DataException("split.single", $"Leaving one out needs a user with two ratings; each of the {ratings.Users.Count} has one at most. Use a random split.");
    }

    /// <summary>
    /// The latest part is tested: everything learned from is earlier than everything tested, as it will be in use. Rows of the same instant stay together, so the share is met only as
    /// closely as that allows. Rows without a time are learned from.
    /// </summary>
    /// <param name="times">Ticks of each row; <see cref="TimeColumn.Missing"/> where unknown.</param>
    /// <param name="testShare">Between 0 and 1, neither allowed.</param>
    /// <exception cref="DataException">Fewer than 2 rows, a share out of range, or all rows at one instant.</exception>
    public static Split ByTime(ReadOnlySpan<long> times, double testShare)
    {
        var test = TestCount(times.Length, testShare);
        var sorted = times.ToArray();
        Array.Sort(sorted);
        var cut = sorted[^test];
        if (cut == sorted[0])
        {
            var later = Array.FindIndex(sorted, t => t > cut);
            cut = later >= 0 ? sorted[later] : throw new DataException("split.instant", $"Splitting by time needs at least two different times; all {times.Length} rows have the same. Use a random split.");
        }
        return CutAt(times, cut);
    }

    /// <summary>Rows from a given instant on are tested, earlier ones and those without a time are learned from.</summary>
    /// <param name="times">Ticks of each row; <see cref="TimeColumn.Missing"/> where unknown.</param>
    /// <param name="cut">Ticks of the first instant to test.</param>
    /// <exception cref="DataException">All rows fall on one side.</exception>
    public static Split CutAt(ReadOnlySpan<long> times, long cut)
    {
        var isTest = new bool[times.Length];
        for (var i = 0; i < isTest.Length; i++)
        {
            isTest[i] = times[i] != TimeColumn.Missing && times[i] >= cut;
        }
        var split = Of(isTest);
        return split.Train.Length > 0 && split.Test.Length > 0 ? split
            : throw new DataException("split.cut", $"The cut at {new DateTime(Math.Clamp(cut, 0, DateTime.MaxValue.Ticks)):yyyy-MM-dd HH:mm:ss} leaves {split.Train.Length} rows before and {split.Test.Length} from it on; both need some. Choose an instant between the first and the last.");
    }

    private static int TestCount(int count, double testShare)
    {
        if (!(testShare > 0 && testShare < 1))
        {
            throw new DataException("split.share", $"Split.testShare must be between 0 and 1, neither allowed; got {testShare}. 0.2 tests a fifth.");
        }
        return count >= 2 ? Math.Clamp((int)Math.Round(count * testShare), 1, count - 1)
            : throw new DataException("split.few", $"Splitting into train and test needs at least 2 rows; got {count}. Add data.");
    }

    private static void CheckFolds(int count, int folds)
    {
        if (folds < 2 || count < folds)
        {
            throw new DataException("split.folds", $"Split.folds must be at least 2 and at most the number of rows; got {folds} folds of {count} rows. Use fewer folds or more rows.");
        }
    }

    private static int[] Shuffled(int count, Rng rng)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }
        rng.Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>The rows of each class in random order, classes rising.</summary>
    private static int[][] Groups(ReadOnlySpan<int> codes, long seed)
    {
        var rows = new SortedDictionary<int, List<int>>();
        for (var i = 0; i < codes.Length; i++)
        {
            if (!rows.TryGetValue(codes[i], out var own))
            {
                rows.Add(codes[i], own = []);
            }
            own.Add(i);
        }
        var groups = new int[rows.Count][];
        var g = 0;
        foreach (var (code, own) in rows)
        {
            groups[g] = [.. own];
            Rng.At(seed, 0, code).Shuffle(groups[g++].AsSpan());
        }
        return groups;
    }

    private static Split Of(ReadOnlySpan<int> train, ReadOnlySpan<int> test)
    {
        var split = new Split(train.ToArray(), test.ToArray());
        Array.Sort(split.Train);
        Array.Sort(split.Test);
        return split;
    }

    private static Split Of(bool[] isTest)
    {
        var tested = isTest.AsSpan().Count(true);
        var (train, test) = (new int[isTest.Length - tested], new int[tested]);
        int a = 0, b = 0;
        for (var i = 0; i < isTest.Length; i++)
        {
            if (isTest[i])
            {
                test[b++] = i;
            }
            else
            {
                train[a++] = i;
            }
        }
        return new(train, test);
    }

    private static Split[] OfFolds(int[] foldOf, int folds)
    {
        var splits = new Split[folds];
        for (var fold = 0; fold < folds; fold++)
        {
            splits[fold] = Of(Array.ConvertAll(foldOf, f => f == fold));
        }
        return splits;
    }
}
