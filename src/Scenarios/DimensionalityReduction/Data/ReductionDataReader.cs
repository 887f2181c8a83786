using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace DimensionalityReduction.Data;

/// <summary>From CSV files to columns that can be reduced: the bundled digits, or the user's own.</summary>
internal static class ReductionDataReader
{
    private const int LeastRows = 5;
    private const int MostClassValues = 20;

    /// <summary>Reads what <c>--data</c> names, or the bundled digits.</summary>
    /// <param name="run">The run.</param>
    /// <param name="read">The file as it was read, for its bad rows.</param>
    public static ReductionData Read(RunContext run, out CsvData read)
    {
        var input = run.Previous is { WithBundled: true }
            // Retraining a run of the bundled data puts the new files behind it.
            ? DataInput.Find(run, [run.BundledPath(ReductionOptions.Bundled), .. run.Get(SharedOptions.Data)])
            : run.FindData(ReductionOptions.Bundled);
        var ignored = run.Get(SharedOptions.Ignore) is { } list ? ColumnList.Of(list, input.Columns) : [];
        var wanted = run.Get(SharedOptions.Columns) is { } some ? ColumnList.Of(some, input.Columns) : input.Columns;
        // A target that was only guessed gives way to --ignore.
        var target = input[ReductionOptions.TargetRole] is { } guess && !ignored.Contains(guess, StringComparer.Ordinal) ? guess : null;
        string[] columns = [.. input.Columns.Where(c => c == target || (wanted.Contains(c, StringComparer.Ordinal) && !ignored.Contains(c, StringComparer.Ordinal)))];
        if (columns.Length == 0)
        {
            throw new ScenarioException(ExitCode.Data, "reduce.no-columns", string.Join(", ", input.Columns));
        }
        var streamed = WholeFile.IsWanted(run, input);
        read = streamed ? input.Read(WholeFile.Sample(run, input.Options), columns) : input.Read(columns);
        var data = Of(read.Table, target, run) with
        {
            Files = [.. input.Files.Select(f => input.IsBundled ? ReductionOptions.Bundled : Path.GetFileName(f))],
            Hash = read.Sha256,
            Unreadable = read.Dropped,
            Bundled = input.IsBundled,
            Whole = streamed ? new(input.Files, input.Options, read.RowsRead) : null,
        };
        return run.Previous is { } previous ? data with { FirstNewRow = FirstNewRow(read, previous.NewData, run) } : data;
    }

    /// <summary>Which columns of a table are reduced, and how.</summary>
    /// <exception cref="ScenarioException">There are too few rows or columns, or a number is infinite.</exception>
    public static ReductionData Of(Table table, string? target, RunContext run)
    {
        if (table.Rows < LeastRows)
        {
            throw new ScenarioException(ExitCode.Data, "reduce.rows", LeastRows, table.Rows);
        }
        var ignored = new List<IgnoredColumn>();
        var (used, pixels) = (new List<Column>(), new List<Column>());
        foreach (var column in table.Columns.Where(c => c.Name != target))
        {
            if (column is TextColumn text && ColumnChoice.InfiniteCell(text) is { } row)
            {
                throw new ScenarioException(ExitCode.Data, "reduce.infinite", column.Name, row + 1, column.Text(row), SharedOptions.Missing.Typed);
            }
            var reason = ColumnChoice.Reject(column);
            if (reason is not null)
            {
                ignored.Add(reason);
            }
            else
            {
                used.Add(column);
            }
            if (reason is null or { Reason: "constant" })
            {
                pixels.Add(column);
            }
        }
        if (used.Count == 0 || used is [NumberColumn])
        {
            throw new ScenarioException(ExitCode.Data, "reduce.few-columns", used.Count, string.Join("; ", ignored.Select(i => $"{i.Name}: {run.Texts[$"ignored.{i.Reason}", i.Count]}")));
        }
        var scale = SharedScale.Of(used);
        string[] names = [.. used.Select(c => c.Name)];
        var image = ImageLayout.Of(run.Get(ReductionOptions.Image), pixels, names, scale);
        var standardise = run.Get(ReductionOptions.Scaling) switch { "standard" => true, "none" => false, _ => scale is null && image is null };
        var task = TaskOf(target is null ? null : table[target], run.Get(ReductionOptions.Task));
        var shown = new Table([.. table.Columns.Where(c => c.Name == target || names.Contains(c.Name, StringComparer.Ordinal))]);
        return new()
        {
            Table = table,
            Schema = Schema.Of(shown, target, classes: task == TargetTask.Classes),
            Task = task,
            Ignored = ignored,
            // Where a value was missing is no direction of its own: only the values themselves are reduced.
            Encoding = new() { Scaling = standardise ? Scaling.Standard : Scaling.None, Indicators = false, MaxLevels = ColumnChoice.MostLevels },
            Scale = scale,
            Image = standardise ? null : image,
            MissingCells = used.Sum(c => c is NumberColumn numbers ? numbers.Values.LongCount(double.IsNaN) : 0),
            Files = [],
            Hash = "",
            Unreadable = [],
        };
    }

    /// <summary>Texts, and few different whole numbers, are classes; other numbers are to be predicted as numbers.</summary>
    private static TargetTask TaskOf(Column? target, string? named)
    {
        if (target is null)
        {
            return TargetTask.None;
        }
        var distinct = ColumnChoice.Distinct(target, out var present);
        var number = target is NumberColumn numbers && (distinct > MostClassValues || numbers.Values.Any(v => !double.IsNaN(v) && v != Math.Floor(v)));
        var task = named switch
        {
            "classes" => TargetTask.Classes,
            "number" when target is not NumberColumn => throw new ScenarioException(ExitCode.Data, "reduce.target-text", target.Name),
            "number" => TargetTask.Number,
            _ => number ? TargetTask.Number : TargetTask.Classes,
        };
        return distinct < 2
            ? throw new ScenarioException(ExitCode.Data, "reduce.target-constant", target.Name, distinct)
            : task == TargetTask.Classes && distinct > present / 2
            ? throw new ScenarioException(ExitCode.Data, "reduce.target-classes", target.Name, distinct, present)
            : task;
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
