using Pipelines.Reporting;

namespace Scenarios.Hosting.Display;

/// <summary>A table of text in aligned columns, without borders or colours, that reads the same on a terminal and in a file.</summary>
public sealed class PlainTable(params string[] header)
{
    private readonly List<string[]> _rows = [header];

    /// <summary>Columns whose cells stand at the right, as numbers do.</summary>
    public IReadOnlySet<int> AtRight { get; init; } = new HashSet<int>();

    /// <summary>Adds a row.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>The lines, none ending in blanks.</summary>
    public IEnumerable<string> Lines(string indent = "")
    {
        var widths = new int[header.Length];
        foreach (var row in _rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                widths[i] = Math.Max(widths[i], DisplayWidth.Of(row[i]));
            }
        }
        foreach (var row in _rows)
        {
            yield return (indent + string.Join("  ", row.Select((cell, i) => AtRight.Contains(i) ? DisplayWidth.Pad(cell, widths[i], Align.Right) : DisplayWidth.Pad(cell, widths[i])))).TrimEnd();
        }
    }
}
