namespace Pipelines.Data;

/// <summary>Text, each distinct value stored once; a missing cell has code −1.</summary>
/// <param name="Name">As in the file's header.</param>
/// <param name="Codes">One a row: the place of its text in <paramref name="Levels"/>, or −1.</param>
/// <param name="Levels">The distinct texts, in order of first appearance.</param>
public sealed record TextColumn(string Name, int[] Codes, IReadOnlyList<string> Levels) : Column(Name)
{
    /// <inheritdoc/>
    public override int Rows => Codes.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => Codes[row] < 0;

    /// <inheritdoc/>
    public override TextColumn Take(ReadOnlySpan<int> rows)
    {
        var taken = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            taken[i] = Codes[rows[i]];
        }
        return this with { Codes = taken };
    }

    /// <inheritdoc/>
    public override string Text(int row) => IsMissing(row) ? "" : Levels[Codes[row]];

    /// <summary>Makes a column from plain texts; null is missing.</summary>
    public static TextColumn From(string name, IEnumerable<string?> texts)
    {
        var levels = new List<string>();
        var codeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var codes = new List<int>();
        foreach (var text in texts)
        {
            if (text is null)
            {
                codes.Add(-1);
                continue;
            }
            if (!codeOf.TryGetValue(text, out var code))
            {
                code = levels.Count;
                codeOf.Add(text, code);
                levels.Add(text);
            }
            codes.Add(code);
        }
        return new(name, [.. codes], levels);
    }
}
