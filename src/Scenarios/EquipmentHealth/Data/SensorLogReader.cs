using Pipelines.Anomaly.Signals;
using Pipelines.Data;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace EquipmentHealth.Data;

/// <summary>From CSV files to sensor logs: one column a sensor, or a historian's export with one value a row.</summary>
internal static class SensorLogReader
{
    private const int LeastRows = 20, MostMarks = 20;

    /// <summary>Reads what <c>--data</c> names, or makes the bundled plant.</summary>
    /// <param name="run">The run.</param>
    /// <param name="read">The file as it was read, for its bad rows; null for the bundled plant.</param>
    /// <param name="steps">True where time may be a count of steps.</param>
    public static SensorLog Read(RunContext run, out CsvData? read, bool steps)
    {
        if (run.Get(SharedOptions.Data).Count == 0)
        {
            read = null;
            return steps ? FleetLog.Make() : PlantLog.Make();
        }
        var input = run.FindData();
        var log = Of(run, input, steps, out read);
        log = log with { Files = [.. input.Files.Select(f => Path.GetFileName(f))], Hash = read.Sha256 };
        if (run.Get(EquipmentOptions.Failures) is { } failures)
        {
            log = log with { Faults = [.. log.Faults, .. FailureFile.Read(run, failures)], HasTruth = true };
        }
        return log;
    }

    private static SensorLog Of(RunContext run, DataInput input, bool steps, out CsvData read)
    {
        var timeName = input[EquipmentOptions.TimeRole]!;
        var machineName = input[EquipmentOptions.MachineRole];
        string? Named(VerbOption<string?> option) => run.Get(option) is { } column ? ColumnList.One(column, input.Columns) : null;
        var (tag, value, label) = (Named(EquipmentOptions.Tag), Named(EquipmentOptions.Value), Named(EquipmentOptions.Label));
        if (tag is null != value is null)
        {
            throw new ScenarioException(ExitCode.Usage, "health.tag-value", EquipmentOptions.Tag.Typed, EquipmentOptions.Value.Typed);
        }
        var regimes = run.Get(EquipmentOptions.Regimes) is { } list ? ColumnList.Of(list, input.Columns) : [];
        var ignored = run.Get(SharedOptions.Ignore) is { } some ? ColumnList.Of(some, input.Columns) : [];
        var wanted = run.Get(SharedOptions.Columns) is { } named ? ColumnList.Of(named, input.Columns) : input.Columns;
        bool IsRole(string column) => column == timeName || column == machineName || column == label || regimes.Contains(column);
        string[] columns = tag is null ? [.. input.Columns.Where(c => IsRole(c) || (wanted.Contains(c) && !ignored.Contains(c)))] : [.. input.Columns.Where(c => IsRole(c) || c == tag || c == value)];
        read = input.Read(columns, value is null ? [] : [value]);
        var table = read.Table;
        var isStep = table[timeName] is NumberColumn && steps;
        var time = (isStep ? StepsOf((NumberColumn)table[timeName]) : table[timeName] as TimeColumn) ?? throw new ScenarioException(ExitCode.Data, "health.time", timeName, table[timeName].Rows > 0 ? table[timeName].Text(0) : "", SharedOptions.TimeFormat.Typed);
        var machine = machineName is null ? null : table[machineName];
        if (table.Rows < LeastRows)
        {
            throw new ScenarioException(ExitCode.Data, "health.rows", LeastRows, table.Rows);
        }
        Column[] regimeColumns = [.. regimes.Select(r => table[r])];
        if (tag is not null)
        {
            return Long(run, time, machine, table[tag], (NumberColumn)table[value!]);
        }
        var (sensors, leftOut) = (new List<NumberColumn>(), new List<LeftOut>());
        foreach (var column in table.Columns.Where(c => !IsRole(c.Name)))
        {
            if (column is NumberColumn numbers && Array.Exists(numbers.Values, double.IsFinite))
            {
                sensors.Add(numbers);
            }
            else
            {
                leftOut.Add(new(column.Name, column is NumberColumn ? "empty" : "text"));
            }
        }
        NeedSensors(sensors.Count, leftOut, run);
        var log = LogBuilder.Of(time, machine, sensors, regimeColumns, label is null ? null : table[label]) with { LeftOut = leftOut, IsStep = isStep };
        if (regimeColumns.Length == 0)
        {
            log = log with { Markers = [.. table.Columns.Where(c => !IsRole(c.Name) && IsMarker(c)).Select(c => new Marker(c.Name, [.. LogBuilder.Of(time, machine, [], [c], null).Units.Select(u => u.Regimes)]))] };
        }
        return run.Get(EquipmentOptions.Every) is { } every ? Aligned(log, Duration.Parse(every, EquipmentOptions.Every)) : log;
    }

    /// <summary>True for a column of few values, more than one.</summary>
    private static bool IsMarker(Column column)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var r = 0; r < column.Rows && seen.Count <= MostMarks; r++)
        {
            if (!column.IsMissing(r))
            {
                seen.Add(column.Text(r));
            }
        }
        return seen.Count is > 1 and <= MostMarks;
    }

    /// <summary>Steps such as cycles as instants.</summary>
    private static TimeColumn StepsOf(NumberColumn steps) => new(steps.Name, Array.ConvertAll(steps.Values, Duration.OfStep), "");

    /// <summary>Refuses a log of too few sensors.</summary>
    /// <exception cref="ScenarioException">There are fewer than two sensors.</exception>
    public static void NeedSensors(int count, IReadOnlyList<LeftOut> leftOut, RunContext run)
    {
        if (count < 2)
        {
            throw new ScenarioException(ExitCode.Data, "health.sensors", count, string.Join(", ", leftOut.Select(l => $"{l.Name}: {run.Texts[$"left-out.{l.Reason}"]}")));
        }
    }

    /// <summary>A historian's export: every machine's tags on one grid.</summary>
    private static SensorLog Long(RunContext run, TimeColumn time, Column? machine, Column tag, NumberColumn value)
    {
        var names = tag as TextColumn ?? throw new ScenarioException(ExitCode.Data, "health.tag-text", tag.Name);
        var every = run.Get(EquipmentOptions.Every) is { } step ? Duration.Parse(step, EquipmentOptions.Every) : 0;
        var sensors = names.Levels;
        var grids = new List<(string Name, SignalGrid Grid)>();
        int outOfOrder = 0, duplicates = 0, untimed = 0;
        foreach (var group in Enumerable.Range(0, time.Rows).GroupBy(r => machine is null || machine.IsMissing(r) ? "" : machine.Text(r), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            int[] rows = [.. group];
            var samples = SensorSamples.Pivot(time.Take(rows), names.Take(rows) as TextColumn ?? names, (NumberColumn)value.Take(rows));
            outOfOrder += samples.Sum(s => s.OutOfOrder);
            duplicates += samples.Sum(s => s.Duplicates);
            untimed += samples.Sum(s => s.Untimed);
            grids.Add((group.Key, SignalGrid.Of(samples, new() { Every = every / (double)TimeSpan.TicksPerSecond })));
        }
        UnitLog[] units = [.. grids.Select(g => OfGrid(g.Name, g.Grid, sensors, null))];
        NeedSensors(sensors.Count, [], run);
        return new() { Sensors = sensors, Units = units, Regimes = [""], OutOfOrder = outOfOrder, Duplicates = duplicates, Untimed = untimed, TimeColumn = time.Name, MachineColumn = machine?.Name ?? "" };
    }

    /// <summary>The same log on rows at equal steps.</summary>
    private static SensorLog Aligned(SensorLog log, long every) => log with
    {
        Units = [.. log.Units.Select(u => OfGrid(u.Name, SignalGrid.Of([.. log.Sensors.Select((s, i) => SensorSamples.Of(s, u.Times, u.Values[i]))], new() { Every = every / (double)TimeSpan.TicksPerSecond }), log.Sensors, u))],
    };

    private static UnitLog OfGrid(string name, SignalGrid grid, IReadOnlyList<string> sensors, UnitLog? source)
    {
        var (times, regimes) = (new long[grid.Rows], new int[grid.Rows]);
        var next = 0;
        for (var r = 0; r < times.Length; r++)
        {
            times[r] = grid.TimeOf(r);
            // The regime at the end of the row's time, as far as it is known.
            while (source is not null && next + 1 < source.Rows && source.Times[next + 1] < times[r] + grid.Every)
            {
                next++;
            }
            regimes[r] = source?.Regimes[next] ?? 0;
        }
        var values = new double[sensors.Count][];
        for (var s = 0; s < sensors.Count; s++)
        {
            var place = grid.Names.ToList().IndexOf(sensors[s]);
            values[s] = place >= 0 ? grid[place].ToArray() : [.. Enumerable.Repeat(double.NaN, grid.Rows)];
        }
        return new(name, times, values, regimes);
    }
}
