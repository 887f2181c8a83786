using System.Globalization;

namespace Pipelines.Data;

/// <summary>Makes <see cref="Ratings"/> from a table, and says what became of every row. Nothing is left out or merged without being counted.</summary>
public static class RatingsBuilder
{
    /// <summary>Reads the named columns. Cost: O(rows log(rows of the busiest user)); memory about 32 bytes a row.</summary>
    /// <param name="table">One row a rating, purchase, view, ...</param>
    /// <param name="columns">Which column is what.</param>
    /// <param name="duplicates">What becomes of rows about the same user and item; null for <see cref="DuplicatePolicy.Last"/> with a rating column and <see cref="DuplicatePolicy.Sum"/> without.</param>
    /// <param name="cancellation">Checked every few thousand rows.</param>
    /// <exception cref="DataException">A column is missing or of the wrong type, no row can be used, or rows are duplicates under <see cref="DuplicatePolicy.Fail"/>.</exception>
    public static RatingData Build(Table table, RatingColumns columns, DuplicatePolicy? duplicates = null, CancellationToken cancellation = default)
    {
        if (columns.Rating is not null && columns.Count is not null)
        {
            throw new DataException("ratings.both", $"Ratings cannot have both a rating column ('{columns.Rating}') and a count column ('{columns.Count}'). Name the rating column for stars, or the count column for implicit feedback.");
        }
        if (table.Rows == 0)
        {
            throw new DataException("ratings.empty", $"Ratings need at least one row; the table with columns {string.Join(", ", table.Columns.Select(c => c.Name))} has none. Check that the right file was read.");
        }
        var isImplicit = columns.Rating is null;
        var policy = duplicates ?? (isImplicit ? DuplicatePolicy.Sum : DuplicatePolicy.Last);
        var userIds = new IdIndex(table[columns.User]);
        var itemIds = new IdIndex(table[columns.Item]);
        var values = Numbers(table, columns.Rating ?? columns.Count);
        var times = Ticks(table, columns.Time);

        var rows = new int[table.Rows];
        var userOf = new int[table.Rows];
        var itemOf = new int[table.Rows];
        int kept = 0, missingId = 0, missingRating = 0, nonFinite = 0, nonPositive = 0, missingTime = 0;
        for (var row = 0; row < table.Rows; row++)
        {
            if ((row & 0xfff) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            if (userIds.IsMissing(row) || itemIds.IsMissing(row))
            {
                missingId++;
            }
            else if (values is not null && double.IsNaN(values[row]))
            {
                missingRating++;
            }
            else if (values is not null && !float.IsFinite((float)values[row]))
            {
                nonFinite++;
            }
            else if (values is not null && isImplicit && values[row] <= 0)
            {
                nonPositive++;
            }
            else
            {
                missingTime += times is not null && times[row] == TimeColumn.Missing ? 1 : 0;
                (rows[kept], userOf[kept], itemOf[kept]) = (row, userIds.Take(row), itemIds.Take(row));
                kept++;
            }
        }
        if (kept == 0)
        {
            throw new DataException("ratings.none", $"None of the {table.Rows} rows can be used: {missingId} without user or item id, {missingRating} without rating, {nonFinite} not finite, {nonPositive} with a count of 0 or less. Check the column names.");
        }
        return Merge(rows.AsSpan(0, kept), userOf, itemOf, userIds.Ids, itemIds.Ids, values, times, policy, new()
        {
            Rows = table.Rows,
            MissingId = missingId,
            MissingRating = missingRating,
            NonFinite = nonFinite,
            NonPositive = nonPositive,
            MissingTime = missingTime,
            Duplicates = policy,
            Implicit = isImplicit,
        });
    }

    /// <summary>Sorts the kept rows by user and item and lets each pair remain once.</summary>
    private static RatingData Merge(ReadOnlySpan<int> rows, int[] userOf, int[] itemOf, IReadOnlyList<string> users, IReadOnlyList<string> items,
        double[]? values, long[]? times, DuplicatePolicy policy, RatingFacts facts)
    {
        var ends = new int[users.Count + 1];
        for (var i = 0; i < rows.Length; i++)
        {
            ends[userOf[i] + 1]++;
        }
        for (var u = 0; u < users.Count; u++)
        {
            ends[u + 1] += ends[u];
        }
        // One key a row, item above place, makes the sort within a user stable.
        var keys = new ulong[rows.Length];
        var next = ends.AsSpan(0, users.Count).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            keys[next[userOf[i]]++] = ((ulong)(uint)itemOf[i] << 32) | (uint)i;
        }

        var starts = new long[users.Count + 1];
        var indices = new int[rows.Length];
        var cells = new float[rows.Length];
        var cellTimes = times is null ? null : new long[rows.Length];
        var sources = new int[rows.Length];
        var count = 0;
        for (var u = 0; u < users.Count; u++)
        {
            var own = keys.AsSpan(ends[u]..ends[u + 1]);
            own.Sort();
            for (int first = 0, end; first < own.Length; first = end)
            {
                var item = (int)(own[first] >> 32);
                var last = rows[(int)(uint)own[first]];
                double sum = 0;
                for (end = first; end < own.Length && (int)(own[end] >> 32) == item; end++)
                {
                    var row = rows[(int)(uint)own[end]];
                    sum += values is null ? 1 : values[row];
                    last = times is null || times[row] >= times[last] ? row : last;
                }
                var copies = end - first;
                if (copies > 1 && policy == DuplicatePolicy.Fail)
                {
                    throw new DataException("ratings.duplicate", $"User '{users[u]}' and item '{items[item]}' stand in {copies} rows, the first two being data rows {rows[(int)(uint)own[first]] + 1} and {rows[(int)(uint)own[first + 1]] + 1}. Remove one, or choose to keep the last, the mean or the sum.");
                }
                indices[count] = item;
                sources[count] = last;
                cells[count] = policy switch
                {
                    DuplicatePolicy.Mean => (float)(sum / copies),
                    DuplicatePolicy.Sum => Finite((float)sum, users[u], items[item]),
                    _ => values is null ? 1 : (float)values[last],
                };
                if (cellTimes is not null)
                {
                    cellTimes[count] = times![last];
                }
                count++;
            }
            starts[u + 1] = count;
        }
        Array.Resize(ref indices, count);
        Array.Resize(ref cells, count);
        Array.Resize(ref sources, count);
        if (cellTimes is not null)
        {
            Array.Resize(ref cellTimes, count);
        }
        return new(new(users, items, new SparseMatrix(items.Count, starts, indices, cells), cellTimes), facts with { Merged = rows.Length - count }, sources);
    }

    private static float Finite(float sum, string user, string item) => float.IsFinite(sum)
        ? sum
        : throw new DataException("ratings.sum", $"The rows of user '{user}' and item '{item}' add up to more than {float.MaxValue}. Keep the last or the mean of duplicate rows instead.");

    private static double[]? Numbers(Table table, string? name) => name is null ? null : table[name] switch
    {
        NumberColumn numbers => numbers.Values,
        var column => throw new DataException("ratings.text", $"Column '{name}' must hold numbers to be the rating or count; got '{Sample(column)}'. Name another column, or read it as numbers."),
    };

    private static long[]? Ticks(Table table, string? name)
    {
        switch (name is null ? null : table[name])
        {
            case null:
                return null;
            case TimeColumn times:
                return times.Ticks;
            case NumberColumn numbers:
                var ticks = new long[numbers.Rows];
                for (var row = 0; row < ticks.Length; row++)
                {
                    ticks[row] = FromEpoch(numbers.Values[row], name!, row);
                }
                return ticks;
            case var column:
                throw new DataException("ratings.time", $"Column '{name}' must hold times; got '{Sample(column)}'. Name another column, or read it with a time format.");
        }
    }

    /// <summary>Seconds since 1970; from 1e11 on (the year 5138 as seconds, 1973 as milliseconds) they can only be milliseconds.</summary>
    private static long FromEpoch(double value, string name, int row)
    {
        if (double.IsNaN(value))
        {
            return TimeColumn.Missing;
        }
        var seconds = Math.Abs(value) >= 1e11 ? value / 1000 : value;
        return seconds is > -62135596800 and < 253402300800
            ? DateTime.UnixEpoch.Ticks + (long)Math.Round(seconds * TimeSpan.TicksPerSecond)
            : throw new DataException("ratings.epoch", $"Column '{name}' must hold seconds or milliseconds since 1970 to be the time; got {value.ToString(CultureInfo.InvariantCulture)} in data row {row + 1}. Name another column, or read it with a time format.");
    }

    private static string Sample(Column column)
    {
        for (var row = 0; row < column.Rows; row++)
        {
            if (!column.IsMissing(row))
            {
                return column.Text(row);
            }
        }
        return "";
    }
}
