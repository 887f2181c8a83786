using DataEncoding.Data;
using Pipelines.Reporting;

namespace DataEncoding.Reporting;

/// <summary>The rows that were held out, as people know them: by their number in the data and by their class.</summary>
internal sealed class HeldOutRows(EncodingData data, TextTable texts)
{
    /// <summary>True where a target gives them classes.</summary>
    public bool Labelled => data.TestClasses.Length > 0;

    /// <summary>Which row of the data one is, from 1.</summary>
    public int NumberOf(int row) => data.TestRows[row] + 1;

    /// <summary>Its class; empty where it has none.</summary>
    public string ClassOf(int row) => Labelled && !float.IsNaN(data.TestClasses[row]) ? data.Classes[(int)data.TestClasses[row]] : "";

    /// <summary>Its class, else its number.</summary>
    public string LabelOf(int row) => ClassOf(row) is { Length: > 0 } name ? name : texts["word.row", NumberOf(row)];

    /// <summary>One row of each class, or rows spread evenly; at most so many.</summary>
    public int[] Examples(int most)
    {
        if (!Labelled)
        {
            var count = Math.Min(most, data.TestRows.Length);
            return [.. Enumerable.Range(0, count).Select(i => (int)((long)i * data.TestRows.Length / count))];
        }
        return [.. Enumerable.Range(0, data.Classes.Count).Select(k => Array.FindIndex(data.TestClasses, c => c == k)).Where(r => r >= 0).Take(most)];
    }
}
