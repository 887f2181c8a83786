using Pipelines.Data;
using Pipelines.Quality;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace QualityInspection.Data;

/// <summary>From CSV files to parts with measurements: the bundled line, or the user's own.</summary>
internal static class QualityDataReader
{
    private const int LeastParts = 5;
    private static readonly string[] CountNames = ["id", "uid", "udi", "index", "no", "nr", "row", "编号", "序号", "行号", "流水号"];

    /// <summary>Reads what <c>--data</c> names, or the bundled line.</summary>
    /// <param name="run">The run.</param>
    /// <param name="read">The file as it was read, for its bad rows.</param>
    public static QualityData Read(RunContext run, out CsvData read)
    {
        var input = run.Previous is { WithBundled: true }
            ? DataInput.Find(run, [run.BundledPath(QualityOptions.Bundled), .. run.Get(SharedOptions.Data)])
            : run.FindData(QualityOptions.Bundled);
        var bundled = input.IsBundled || run.Previous is { WithBundled: true };
        var ignored = run.Get(SharedOptions.Ignore) is { } list ? ColumnList.Of(list, input.Columns) : [];
        read = input.Read([.. input.Columns.Where(c => !ignored.Contains(c, StringComparer.Ordinal) || run.IsGiven(QualityOptions.Derive))]);
        string? Kept(Role role) => input[role] is { } column && !ignored.Contains(column, StringComparer.Ordinal) ? column : null;
        var (id, batch, target, time) = (Kept(QualityOptions.IdRole), Kept(QualityOptions.BatchRole), Kept(QualityOptions.TargetRole), Kept(Role.Time));
        DerivedColumn[] derived = [.. run.Get(QualityOptions.Derive).Select(d => DerivedColumn.Parse(d, input.Columns))];
        var table = DerivedColumn.Add(read.Table, derived);
        if (table.Rows < LeastParts)
        {
            throw new ScenarioException(ExitCode.Data, "data.few-parts", LeastParts, table.Rows);
        }
        var order = InOrder(table, time, batch, out var how);
        table = table.Take(order);
        string[] wanted = run.Get(SharedOptions.Columns) is { } some ? [.. ColumnList.Of(some, input.Columns), .. derived.Select(d => d.Name)] : [.. table.Columns.Select(c => c.Name)];
        var labels = target is null ? null : DefectLabels.Of(table[target], run.Get(QualityOptions.Good));
        Column[] candidates = [.. table.Columns.Where(c => c.Name != id && c.Name != batch && c.Name != target && c.Name != time && wanted.Contains(c.Name, StringComparer.Ordinal) && !ignored.Contains(c.Name, StringComparer.Ordinal))];
        var specs = Specs(run, bundled, [.. candidates.OfType<NumberColumn>().Select(c => c.Name)]);
        var leaks = labels is null ? [] : Leak.Find(candidates, labels.Bad, specs.Keys.ToHashSet());
        NeedConsent(run, leaks, target);
        var left = new List<LeftOut>();
        var measurements = new List<NumberColumn>();
        foreach (var column in candidates)
        {
            var reason = leaks.Any(l => l.Column == column.Name) && !run.Get(QualityOptions.AllowLeaks) ? "leak" : Reject(column, order);
            if (reason is null)
            {
                measurements.Add((NumberColumn)column);
            }
            else
            {
                left.Add(new(column.Name, reason));
            }
        }
        if (measurements.Count == 0)
        {
            throw new ScenarioException(ExitCode.Data, "data.no-measurements", string.Join("; ", left.Select(l => $"{l.Name}: {run.Texts[$"left.{l.Reason}"]}")));
        }
        if (table.Rows <= measurements.Count + 1)
        {
            throw new ScenarioException(ExitCode.Data, "data.fewer-parts", table.Rows, measurements.Count, SharedOptions.Columns.Typed);
        }
        return new()
        {
            Table = table,
            FileRows = order,
            Measurements = measurements,
            Specs = [.. measurements.Select(m => specs.TryGetValue(m.Name, out var s) ? s : (SpecLimits?)null)],
            Derived = derived,
            Id = id,
            Batch = batch,
            Target = target,
            Labels = labels,
            Batches = batch is null ? [] : Numbered(table[batch]),
            LeftOut = left,
            Leaks = leaks,
            Order = how,
            Files = [.. input.Files.Select(f => Path.GetFileName(f))],
            Hash = read.Sha256,
            Unreadable = read.Dropped,
            Bundled = input.IsBundled,
            FirstNewRow = run.Previous is { } previous ? FirstNewRow(read, previous.NewData, run) : 0,
        };
    }

    private static IReadOnlyDictionary<string, SpecLimits> Specs(RunContext run, bool bundled, string[] names)
    {
        var named = run.Get(QualityOptions.Spec);
        return named is not null ? SpecFile.Read(run, run.PathOf(named), named, names)
            : bundled ? SpecFile.Read(run, run.BundledPath(QualityOptions.BundledSpec), QualityOptions.BundledSpec, names)
            : new Dictionary<string, SpecLimits>();
    }

    /// <summary>A model that has seen the answer is worth nothing on parts whose answer is open: the user says what is to happen.</summary>
    private static void NeedConsent(RunContext run, IReadOnlyList<Leak> leaks, string? target)
    {
        if (leaks.Count > 0 && !run.Get(QualityOptions.DropLeaks) && !run.Get(QualityOptions.AllowLeaks))
        {
            throw new ScenarioException(ExitCode.Data, "leaks.found", target,
                string.Join("; ", leaks.Select(l => run.Texts["leaks.one", l.Column, run.Texts[$"leak.{l.Reason}", l.Share]])), QualityOptions.DropLeaks.Typed, QualityOptions.AllowLeaks.Typed);
        }
    }

    /// <summary>Why a column cannot be measured by; null where it can.</summary>
    private static string? Reject(Column column, int[] order)
    {
        if (column is not NumberColumn { Values: var values } numbers)
        {
            return column is TimeColumn ? "time" : "text";
        }
        double first = double.NaN, count = 0;
        bool varies = false, counts = true;
        for (var r = 0; r < values.Length; r++)
        {
            if (double.IsNaN(values[r]))
            {
                continue;
            }
            if (double.IsInfinity(values[r]) || Math.Abs(values[r]) > QualityOptions.Largest)
            {
                throw new ScenarioException(ExitCode.Data, "data.infinite", column.Name, order[r] + 1);
            }
            first = count == 0 ? values[r] : first;
            varies |= values[r] != first;
            counts &= values[r] == first + r;
            count++;
        }
        return count == 0 ? "empty" : !varies ? "constant"
            : Array.TrueForAll(values, v => double.IsNaN(v) || v is 0 or 1) ? "flag"
            : (counts && values.Length >= 20) || CountNames.Contains(numbers.Name.Trim().ToLowerInvariant(), StringComparer.Ordinal) ? "counter" : null;
    }

    /// <summary>By time where there is one, then each batch in one piece, in the order batches begin.</summary>
    private static int[] InOrder(Table table, string? time, string? batch, out string how)
    {
        var order = Enumerable.Range(0, table.Rows).ToArray();
        if (time is not null && table[time] is TimeColumn { Ticks: var ticks })
        {
            // Parts without a time stay behind the others.
            order = [.. order.OrderBy(r => ticks[r] == TimeColumn.Missing ? long.MaxValue : ticks[r])];
        }
        if (batch is not null)
        {
            var begun = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var r in order)
            {
                begun.TryAdd(table[batch].Text(r), begun.Count);
            }
            order = [.. order.OrderBy(r => begun[table[batch].Text(r)])];
        }
        how = (time is not null && table[time] is TimeColumn, batch is not null) switch { (false, false) => "file", (true, false) => "time", (false, true) => "file-batch", _ => "time-batch" };
        return order;
    }

    private static int[] Numbered(Column batches)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var result = new int[batches.Rows];
        for (var r = 0; r < result.Length; r++)
        {
            var text = batches.Text(r);
            result[r] = numbers.TryGetValue(text, out var known) ? known : numbers[text] = numbers.Count;
        }
        return result;
    }

    /// <summary>Under <c>retrain</c> the earlier files come first; rows of theirs were learned from before.</summary>
    private static int FirstNewRow(CsvData read, IReadOnlyList<string> newData, RunContext run)
    {
        var fresh = CsvFile.Expand([.. newData.Select(run.PathOf)]).Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        long before = 0;
        foreach (var source in read.Sources.TakeWhile(s => !fresh.Contains(run.PathOf(s.Path))))
        {
            before += source.Rows - read.Dropped.Count(d => Path.GetFileName(d.File) == Path.GetFileName(source.Path));
        }
        return (int)before;
    }
}
