using System.Globalization;
using Pipelines.Data;

namespace Scenarios.Hosting.Inspection;

/// <summary>Which columns say how like two rows are: numbers that vary and texts of few levels. What does not (ids, constants, times) is left out with its reason.</summary>
public static class ColumnChoice
{
    /// <summary>A text column with more different texts than this is left out.</summary>
    public const int MostLevels = 50;

    private static readonly string[] IdNames = ["id", "uid", "uuid", "guid", "key", "index", "no", "nr", "编号", "序号", "编码", "代码", "单号", "流水号", "主键"];

    /// <summary>Why a column is left out; null where it is used.</summary>
    public static IgnoredColumn? Reject(Column column)
    {
        var distinct = Distinct(column, out var present);
        if (present == 0)
        {
            return new(column.Name, "empty", 0);
        }
        if (column is TimeColumn)
        {
            return new(column.Name, "time", distinct);
        }
        if (IsId(column, distinct, present))
        {
            return new(column.Name, "id", distinct);
        }
        if (distinct == 1 && (column is NumberColumn || present == column.Rows))
        {
            return new(column.Name, "constant", 1);
        }
        return column is TextColumn && distinct > MostLevels ? new(column.Name, "levels", distinct) : null;
    }

    /// <summary>The number of different values.</summary>
    /// <param name="column">Any column.</param>
    /// <param name="present">How many cells have a value.</param>
    public static int Distinct(Column column, out int present)
    {
        present = 0;
        if (column is NumberColumn numbers)
        {
            var values = new HashSet<double>();
            foreach (var value in numbers.Values)
            {
                if (!double.IsNaN(value))
                {
                    present++;
                    values.Add(value);
                }
            }
            return values.Count;
        }
        if (column is TextColumn texts)
        {
            var codes = new HashSet<int>();
            foreach (var code in texts.Codes)
            {
                if (code >= 0)
                {
                    present++;
                    codes.Add(code);
                }
            }
            return codes.Count;
        }
        var times = new HashSet<string>(StringComparer.Ordinal);
        for (var r = 0; r < column.Rows; r++)
        {
            if (!column.IsMissing(r))
            {
                present++;
                times.Add(column.Text(r));
            }
        }
        return times.Count;
    }

    /// <summary>A cell that says infinity in a column of numbers: the reader took such a column for text.</summary>
    public static int? InfiniteCell(TextColumn column)
    {
        var infinite = -1;
        for (var code = 0; code < column.Levels.Count; code++)
        {
            var level = column.Levels[code].Trim();
            if (level.TrimStart('+', '-').ToUpperInvariant() is "INF" or "INFINITY" or "∞" or "1.#INF")
            {
                infinite = infinite < 0 ? code : infinite;
            }
            else if (!double.TryParse(level, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _))
            {
                return null;
            }
        }
        return infinite < 0 ? null : Array.IndexOf(column.Codes, infinite);
    }

    /// <summary>Whether a column is called as ids are: <c>id</c>, <c>userId</c>, <c>order_id</c>, 客户编号.</summary>
    public static bool IsCalledId(string name)
    {
        var plain = name.Trim().ToLowerInvariant();
        return IdNames.Contains(plain, StringComparer.Ordinal) || plain.EndsWith("_id", StringComparison.Ordinal) || plain.EndsWith(" id", StringComparison.Ordinal) || plain.EndsWith("-id", StringComparison.Ordinal)
            || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("ID", StringComparison.Ordinal) || IdNames.Any(n => n[0] >= 0x2E80 && plain.EndsWith(n, StringComparison.Ordinal));
    }

    /// <summary>All texts different; or whole numbers, all different, called an id or counting the rows.</summary>
    private static bool IsId(Column column, int distinct, int present)
    {
        if (distinct < present || present < column.Rows || present < 3)
        {
            return false;
        }
        if (column is not NumberColumn { Values: var values })
        {
            return column is TextColumn;
        }
        return Array.TrueForAll(values, v => v == Math.Floor(v)) && (IsCalledId(column.Name) || CountsRows(values));
    }

    private static bool CountsRows(double[] values)
    {
        for (var r = 1; r < values.Length; r++)
        {
            if (values[r] != values[0] + r)
            {
                return false;
            }
        }
        return values.Length >= 20 && values[0] is 0 or 1;
    }
}
