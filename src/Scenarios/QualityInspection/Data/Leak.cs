using Pipelines.Data;
using Pipelines.Evaluation;

namespace QualityInspection.Data;

/// <summary>A column that gives the target away: it was written when, or because, the part was known to be bad.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Reason">The text <c>leak.REASON</c>.</param>
/// <param name="Share">How sure it is: share of bad parts where it is set, or the area under its ROC curve.</param>
internal readonly record struct Leak(string Column, string Reason, double Share)
{
    private const int LeastSet = 3;
    private const double SureShare = 0.85, SureArea = 0.995;

    /// <summary>Columns that alone say which parts are bad. A measurement with a tolerance is none: it is what quality is made of.</summary>
    /// <param name="columns">Those that are neither id, batch, time nor target.</param>
    /// <param name="labels">1 bad, 0 good, negative unknown.</param>
    /// <param name="specified">Columns with a tolerance.</param>
    public static IReadOnlyList<Leak> Find(IReadOnlyList<Column> columns, sbyte[] labels, IReadOnlySet<string> specified)
    {
        var baseRate = labels.Count(l => l > 0) / (double)Math.Max(1, labels.Count(l => l >= 0));
        var found = new Leak?[columns.Count];
        for (var c = 0; c < columns.Count; c++)
        {
            if (!specified.Contains(columns[c].Name))
            {
                found[c] = columns[c] switch { NumberColumn numbers => IsFlag(numbers) ? OfFlag(numbers, labels, baseRate) : OfNumber(numbers, labels), TextColumn texts => OfText(texts, labels, baseRate), _ => null };
            }
        }
        // Flags of causes stand in a row: one that says little by itself is of their kind.
        for (var again = true; again;)
        {
            again = false;
            for (var c = 0; c < columns.Count; c++)
            {
                if (found[c] is null && columns[c] is NumberColumn numbers && !specified.Contains(numbers.Name) && IsFlag(numbers) && numbers.Values.Count(v => v > 0) < numbers.Rows / 10
                    && ((c > 0 && found[c - 1]?.Reason is "flag" or "beside") || (c + 1 < columns.Count && found[c + 1]?.Reason is "flag" or "beside")))
                {
                    found[c] = new(numbers.Name, "beside", double.NaN);
                    again = true;
                }
            }
        }
        return [.. found.OfType<Leak>()];
    }

    private static bool IsFlag(NumberColumn column) => Array.TrueForAll(column.Values, v => double.IsNaN(v) || v is 0 or 1) && column.Values.Any(v => v == 1);

    private static Leak? OfFlag(NumberColumn column, sbyte[] labels, double baseRate)
    {
        int set = 0, bad = 0, unset = 0, unsetBad = 0;
        for (var r = 0; r < labels.Length; r++)
        {
            if (labels[r] >= 0 && !double.IsNaN(column.Values[r]))
            {
                (set, bad) = column.Values[r] > 0 ? (set + 1, bad + labels[r]) : (set, bad);
                (unset, unsetBad) = column.Values[r] > 0 ? (unset, unsetBad) : (unset + 1, unsetBad + labels[r]);
            }
        }
        var (share, other) = (bad / (double)Math.Max(1, set), unsetBad / (double)Math.Max(1, unset));
        // A flag of good parts (passed = 1) is the same turned round.
        return set >= LeastSet && share >= SureShare && share > 3 * baseRate ? new(column.Name, "flag", share)
            : unset >= LeastSet && other >= SureShare && other > 3 * baseRate ? new(column.Name, "flag", other) : null;
    }

    private static Leak? OfNumber(NumberColumn column, sbyte[] labels)
    {
        var (values, bad) = (new List<double>(), new List<bool>());
        for (var r = 0; r < labels.Length; r++)
        {
            if (labels[r] >= 0 && !double.IsNaN(column.Values[r]))
            {
                values.Add(column.Values[r]);
                bad.Add(labels[r] > 0);
            }
        }
        if (bad.Count(b => b) < LeastSet || bad.All(b => b))
        {
            return null;
        }
        var area = AnomalyMetrics.Of(values.ToArray(), bad.ToArray()).RocAuc;
        area = Math.Max(area, 1 - area);
        return area >= SureArea ? new(column.Name, "number", area) : null;
    }

    /// <summary>Texts of few levels of which some are always bad, and most bad parts have one of those.</summary>
    private static Leak? OfText(TextColumn column, sbyte[] labels, double baseRate)
    {
        var (count, bad) = (new int[column.Levels.Count], new int[column.Levels.Count]);
        var total = 0;
        for (var r = 0; r < labels.Length; r++)
        {
            if (labels[r] < 0)
            {
                continue;
            }
            total += labels[r];
            if (column.Codes[r] >= 0)
            {
                count[column.Codes[r]]++;
                bad[column.Codes[r]] += labels[r];
            }
        }
        int inBadLevels = 0, badInBadLevels = 0;
        for (var k = 0; k < count.Length; k++)
        {
            if (count[k] >= LeastSet && bad[k] >= SureShare * count[k])
            {
                (inBadLevels, badInBadLevels) = (inBadLevels + count[k], badInBadLevels + bad[k]);
            }
        }
        var share = badInBadLevels / (double)Math.Max(1, inBadLevels);
        return inBadLevels > 0 && share > 3 * baseRate && badInBadLevels > total / 2 ? new(column.Name, "flag", share) : null;
    }
}
