using Pipelines.Data;
using QualityInspection.Data;
using QualityInspection.Study;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace QualityInspection.Verbs;

/// <summary>The files that <c>--data</c> names, block after block as a model reads them. Every row of a file is there, one that cannot be read with its reason.</summary>
internal sealed class ModelRows
{
    private const int RowsAtOnce = 4096;

    private readonly RunContext _run;
    private readonly QualityModel _model;
    private readonly CsvOptions _options;

    public ModelRows(RunContext run, QualityModel model)
    {
        (_run, _model) = (run, model);
        var named = run.Get(SharedOptions.Data);
        Files = named.Count > 0 ? DataInput.Expand(run, named) : [run.BundledPath(QualityOptions.Bundled)];
        _options = DataInput.ReadingOf(run);
        FileColumns = CsvFile.Dialect(Files[0], _options).Columns;
        Read = [.. model.Measurements.Where(m => model.Derived.All(d => d.Name != m)).Concat(model.Derived.SelectMany(d => (string[])[d.Left, d.Right])).Distinct(StringComparer.Ordinal)];
        foreach (var file in Files)
        {
            var columns = CsvFile.Dialect(file, _options).Columns;
            if (Read.Where(c => !columns.Contains(c, StringComparer.Ordinal)).ToArray() is { Length: > 0 } missing)
            {
                throw new ScenarioException(ExitCode.Model, "rows.columns", Path.GetFileName(file), string.Join(", ", missing), string.Join(", ", columns));
            }
            if (!columns.SequenceEqual(FileColumns, StringComparer.Ordinal))
            {
                throw new ScenarioException(ExitCode.Data, "rows.other-file", Path.GetFileName(file), Path.GetFileName(Files[0]));
            }
        }
    }

    /// <summary>The files, in order.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The columns of every file.</summary>
    public IReadOnlyList<string> FileColumns { get; }

    /// <summary>The columns that are read as numbers.</summary>
    public IReadOnlyList<string> Read { get; }

    /// <summary>The blocks of all files, with derived measurements added.</summary>
    public IEnumerable<(CsvBlock Block, Table Table)> Blocks()
    {
        var types = Read.ToDictionary(c => c, _ => CsvType.Number);
        foreach (var file in Files)
        {
            foreach (var block in CsvFile.Blocks(file, _options with { Columns = Read, Types = types }, RowsAtOnce))
            {
                _run.Cancellation.ThrowIfCancellationRequested();
                foreach (var column in block.Table.Columns.OfType<NumberColumn>())
                {
                    for (var r = 0; r < column.Values.Length; r++)
                    {
                        // A number too large to compute with is no measurement.
                        column.Values[r] = Math.Abs(column.Values[r]) > QualityOptions.Largest ? double.NaN : column.Values[r];
                    }
                }
                yield return (block, DerivedColumn.Add(block.Table, _model.Derived));
            }
        }
    }
}
