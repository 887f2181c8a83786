using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Clustering;

/// <summary>What turns a table into <see cref="MixedRows"/>: numbers to mean 0 and deviation 1, texts to codes. Learned from the training table alone.</summary>
internal sealed class MixedEncoding
{
    private readonly Dictionary<string, int>[] _codes;

    internal MixedEncoding(IReadOnlyList<string> numbers, double[] means, double[] deviations, IReadOnlyList<string> texts, IReadOnlyList<string>[] levels, IReadOnlyList<string> ignored)
    {
        (Numbers, Means, Deviations, Texts, Levels, Ignored) = (numbers, means, deviations, texts, levels, ignored);
        _codes = Array.ConvertAll(levels, list => list.Select((level, i) => (level, i)).ToDictionary(p => p.level, p => p.i + 1, StringComparer.Ordinal));
    }

    internal IReadOnlyList<string> Numbers { get; }

    internal double[] Means { get; }

    /// <summary>0 of a column that does not vary.</summary>
    internal double[] Deviations { get; }

    internal IReadOnlyList<string> Texts { get; }

    /// <summary>The texts of each column in ordinal order; the code of the first is 1.</summary>
    internal IReadOnlyList<string>[] Levels { get; }

    internal IReadOnlyList<string> Ignored { get; }

    /// <summary>Learns means, deviations and levels from every column that has values.</summary>
    /// <exception cref="DataException">No column can be used, or a number is infinite.</exception>
    internal static MixedEncoding Of(Table table, string owner)
    {
        var (numbers, means, deviations) = (new List<string>(), new List<double>(), new List<double>());
        var (texts, levels, ignored) = (new List<string>(), new List<IReadOnlyList<string>>(), new List<string>());
        foreach (var column in table.Columns)
        {
            switch (column)
            {
                case NumberColumn number when Array.Exists(number.Values, v => !double.IsNaN(v)):
                    NeedFinite(number, owner);
                    var (mean, deviation) = Moments(number.Values);
                    numbers.Add(column.Name);
                    means.Add(mean);
                    deviations.Add(deviation);
                    break;
                case TextColumn text when Array.Exists(text.Codes, c => c >= 0):
                    texts.Add(column.Name);
                    levels.Add([.. text.Codes.Where(c => c >= 0).Distinct().Select(c => text.Levels[c]).Order(StringComparer.Ordinal)]);
                    break;
                default:
                    ignored.Add(column.Name);
                    break;
            }
        }
        return numbers.Count + texts.Count > 0
            ? new(numbers, [.. means], [.. deviations], texts, [.. levels], ignored)
            : throw new DataException("clustering.unusable", $"{owner} must be given a column of numbers or texts; all columns are times or empty: {string.Join(", ", ignored)}. Give at least one column with values.");
    }

    /// <summary>Missing numbers become the mean, missing texts a category of their own.</summary>
    /// <exception cref="DataException">A column is missing or of another type, or a number is infinite.</exception>
    internal MixedRows Encode(Table table, string owner)
    {
        var (d, c) = (Numbers.Count, Texts.Count);
        var numbers = new float[Matrix.Size(table.Rows, d)];
        var codes = new int[Matrix.Size(table.Rows, c)];
        for (var j = 0; j < d; j++)
        {
            var column = table[Numbers[j]] as NumberColumn ?? throw Wrong(owner, Numbers[j], "numbers");
            NeedFinite(column, owner);
            for (var r = 0; r < table.Rows; r++)
            {
                var value = column.Values[r];
                numbers[(r * d) + j] = double.IsNaN(value) || Deviations[j] == 0 ? 0 : (float)((value - Means[j]) / Deviations[j]);
            }
        }
        for (var j = 0; j < c; j++)
        {
            var column = table[Texts[j]] as TextColumn ?? throw Wrong(owner, Texts[j], "texts");
            var own = new int[column.Levels.Count];
            for (var level = 0; level < own.Length; level++)
            {
                own[level] = _codes[j].TryGetValue(column.Levels[level], out var code) ? code : -1;
            }
            for (var r = 0; r < table.Rows; r++)
            {
                codes[(r * c) + j] = column.Codes[r] < 0 ? 0 : own[column.Codes[r]];
            }
        }
        return new(table.Rows, numbers, codes);
    }

    internal void Write(ModelWriter writer)
    {
        writer.Texts("numbers", Numbers);
        writer.Doubles("means", Means);
        writer.Doubles("deviations", Deviations);
        writer.Texts("texts", Texts);
        writer.Ints("level-counts", Array.ConvertAll(Levels, l => l.Count));
        writer.Texts("levels", [.. Levels.SelectMany(l => l)]);
        writer.Texts("ignored", Ignored);
    }

    internal static MixedEncoding Read(ModelReader reader)
    {
        var (numbers, texts, all) = (reader.Texts("numbers"), reader.Texts("texts"), reader.Texts("levels"));
        var counts = reader.Ints("level-counts", texts.Count);
        var (means, deviations) = (reader.Doubles("means", numbers.Count), reader.Doubles("deviations", numbers.Count));
        var levels = new IReadOnlyList<string>[counts.Length];
        var at = 0;
        for (var j = 0; j < counts.Length; j++)
        {
            if (counts[j] < 0 || counts[j] > all.Count - at)
            {
                throw reader.Damaged("levels", "are fewer than their columns need");
            }
            levels[j] = [.. all.Skip(at).Take(counts[j])];
            if (levels[j].Distinct(StringComparer.Ordinal).Count() < counts[j])
            {
                throw reader.Damaged("levels", "repeat within a column");
            }
            at += counts[j];
        }
        return Array.TrueForAll(means, double.IsFinite) && Array.TrueForAll(deviations, v => double.IsFinite(v) && v >= 0)
            ? new(numbers, means, deviations, texts, levels, reader.Texts("ignored"))
            : throw reader.Damaged("means", "are not finite means and deviations");
    }

    private static void NeedFinite(NumberColumn column, string owner)
    {
        var row = Array.FindIndex(column.Values, double.IsInfinity);
        if (row >= 0)
        {
            throw new DataException("clustering.infinite", $"{owner} must be given finite numbers; got {column.Values[row]} in row {row}, column '{column.Name}'. Correct the value or leave the row out.");
        }
    }

    private static (double Mean, double Deviation) Moments(double[] values)
    {
        var (count, mean, squares) = (0L, 0.0, 0.0);
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                count++;
                var difference = value - mean;
                mean += difference / count;
                squares += difference * (value - mean);
            }
        }
        var deviation = Math.Sqrt(squares / count);
        // A column that varies by rounding alone does not vary.
        return (mean, deviation > 1e-12 * Math.Abs(mean) && double.IsFinite(deviation) ? deviation : 0);
    }

    private static DataException Wrong(string owner, string column, string need) =>
        new("clustering.column", $"{owner} was fitted on {need} in column '{column}'; got another type. Read the column as it was read for training.");
}
