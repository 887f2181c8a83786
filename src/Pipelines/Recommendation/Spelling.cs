namespace Pipelines.Recommendation;

/// <summary>Texts that a misspelt one may have meant.</summary>
internal static class Spelling
{
    /// <summary>Places of the candidates most like a text: those it begins, or is but for leading zeros (which spreadsheets drop), first, then by edit distance, shared beginning and place. Upper and lower case are the same.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="candidates">What there is.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<int> Near(string text, IReadOnlyList<string> candidates, int count)
    {
        if (text.Length == 0)
        {
            return [];
        }
        // One slip in three letters is still a slip; more is another word.
        var limit = Math.Clamp((text.Length + 1) / 3, 1, 3);
        var bare = text.AsSpan().TrimStart('0');
        var near = new List<(int Distance, int Shared, int Place)>();
        for (var place = 0; place < candidates.Count; place++)
        {
            var candidate = candidates[place];
            if (candidate.StartsWith(text, StringComparison.OrdinalIgnoreCase) || (bare.Length > 0 && candidate.AsSpan().TrimStart('0').SequenceEqual(bare)))
            {
                near.Add((0, -text.Length, place));
            }
            else if (Distance(text, candidate, limit) is var distance && distance <= limit)
            {
                near.Add((distance, -Shared(text, candidate), place));
            }
        }
        near.Sort();
        return [.. near.Take(count).Select(n => n.Place)];
    }

    /// <summary>
    /// Insertions, deletions, substitutions and swaps of neighbours from one text to the other, or more than <paramref name="limit"/> where they are more
    /// (the restricted distance of Damerau, "A technique for computer detection and correction of spelling errors", 1964). Upper and lower case are the same.
    /// </summary>
    public static int Distance(string from, string to, int limit)
    {
        if (Math.Abs(from.Length - to.Length) > limit)
        {
            return limit + 1;
        }
        var (before, last, row) = (new int[to.Length + 1], new int[to.Length + 1], new int[to.Length + 1]);
        for (var j = 0; j <= to.Length; j++)
        {
            last[j] = j;
        }
        for (var i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = Same(from[i - 1], to[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && Same(from[i - 1], to[j - 2]) && Same(from[i - 2], to[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + change);
                }
                least = Math.Min(least, row[j]);
            }
            if (least > limit)
            {
                return limit + 1;
            }
            (before, last, row) = (last, row, before);
        }
        return last[to.Length];
    }

    private static int Shared(string a, string b)
    {
        var shared = 0;
        while (shared < a.Length && shared < b.Length && Same(a[shared], b[shared]))
        {
            shared++;
        }
        return shared;
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
