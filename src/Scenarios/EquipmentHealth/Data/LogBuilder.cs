using Pipelines.Data;

namespace EquipmentHealth.Data;

/// <summary>From the rows of a table to one log a machine, in order of time, each instant once.</summary>
internal static class LogBuilder
{
    /// <summary>Parts the rows of a table.</summary>
    /// <param name="time">When.</param>
    /// <param name="machine">Which machine; null for one.</param>
    /// <param name="sensors">The sensors.</param>
    /// <param name="regimes">The columns that tell regimes apart.</param>
    /// <param name="label">Which rows are of a failure; null where nobody says.</param>
    public static SensorLog Of(TimeColumn time, Column? machine, IReadOnlyList<NumberColumn> sensors, IReadOnlyList<Column> regimes, Column? label)
    {
        var rowsOf = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var untimed = 0;
        for (var r = 0; r < time.Rows; r++)
        {
            if (time.IsMissing(r))
            {
                untimed++;
                continue;
            }
            var name = machine is null || machine.IsMissing(r) ? "" : machine.Text(r);
            if (!rowsOf.TryGetValue(name, out var rows))
            {
                rowsOf[name] = rows = [];
            }
            rows.Add(r);
        }
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        var (units, faults, jumps) = (new List<UnitLog>(), new List<Fault>(), new List<long>());
        int outOfOrder = 0, duplicates = 0;
        foreach (var (name, rows) in rowsOf.OrderBy(u => u.Key, StringComparer.Ordinal))
        {
            outOfOrder += Backwards(time.Ticks, rows, jumps);
            var kept = Ordered(time.Ticks, rows);
            duplicates += rows.Count - kept.Length;
            var unit = new UnitLog(name, [.. kept.Select(r => time.Ticks[r])], [.. sensors.Select(s => Finite(s, kept))], [.. kept.Select(r => CodeOf(RegimeOf(regimes, r), codes))]);
            units.Add(unit);
            if (label is not null)
            {
                faults.AddRange(Labelled(unit, label, kept));
            }
        }
        return new()
        {
            Sensors = [.. sensors.Select(s => s.Name)],
            Units = units,
            Regimes = [.. codes.Keys],
            RegimeColumns = [.. regimes.Select(r => r.Name)],
            Faults = faults,
            HasTruth = label is not null,
            OutOfOrder = outOfOrder,
            Duplicates = duplicates,
            ClockJumps = jumps,
            Untimed = untimed,
            TimeColumn = time.Name,
            MachineColumn = machine?.Name ?? "",
        };
    }

    /// <summary>The regime of a row: the texts of its columns.</summary>
    public static string RegimeOf(IReadOnlyList<Column> columns, int row) => columns.Count == 0 ? "" : string.Join(" | ", columns.Select(c => c.IsMissing(row) ? "" : c.Text(row)));

    /// <summary>Whether a label's text says that something was wrong.</summary>
    public static bool IsFault(string text) => text.Trim().ToUpperInvariant() is not ("" or "0" or "FALSE" or "NO" or "N" or "NORMAL" or "OK" or "GOOD" or "NONE" or "正常" or "否" or "无" or "合格");

    private static int Backwards(long[] ticks, List<int> rows, List<long> jumps)
    {
        var count = 0;
        var latest = long.MinValue;
        for (var i = 0; i < rows.Count; i++)
        {
            var now = ticks[rows[i]];
            if (now < latest)
            {
                count++;
                // Where the next row was due, an hour earlier: the hour that daylight saving repeats.
                if (i > 1 && ticks[rows[i - 1]] == latest && Math.Abs(latest + latest - ticks[rows[i - 2]] - now - TimeSpan.TicksPerHour) <= TimeSpan.TicksPerMinute)
                {
                    jumps.Add(now);
                }
            }
            latest = Math.Max(latest, now);
        }
        return count;
    }

    /// <summary>Rows by time; of several of one instant the last in the file.</summary>
    private static int[] Ordered(long[] ticks, List<int> rows)
    {
        var order = rows.OrderBy(r => ticks[r]).ThenBy(r => r).ToList();
        return [.. order.Where((r, i) => i == order.Count - 1 || ticks[order[i + 1]] != ticks[r])];
    }

    private static double[] Finite(NumberColumn column, int[] rows)
    {
        var values = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] = double.IsFinite(column.Values[rows[i]]) ? column.Values[rows[i]] : double.NaN;
        }
        return values;
    }

    private static int CodeOf(string regime, Dictionary<string, int> codes)
    {
        if (!codes.TryGetValue(regime, out var code))
        {
            codes[regime] = code = codes.Count;
        }
        return code;
    }

    private static IEnumerable<Fault> Labelled(UnitLog unit, Column label, int[] rows)
    {
        for (var i = 0; i < rows.Length;)
        {
            if (label.IsMissing(rows[i]) || !IsFault(label.Text(rows[i])))
            {
                i++;
                continue;
            }
            var (start, text) = (i, label.Text(rows[i]));
            while (i < rows.Length && !label.IsMissing(rows[i]) && label.Text(rows[i]) == text)
            {
                i++;
            }
            yield return new(unit.Name, new(unit.Times[start], unit.Times[i - 1]), text is "1" or "1.0" ? "" : text);
        }
    }
}
