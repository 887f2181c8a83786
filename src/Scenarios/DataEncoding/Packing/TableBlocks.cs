using Pipelines.Data;
using Pipelines.Packing.Lossy;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace DataEncoding.Packing;

/// <summary>A CSV file as blocks of rows for packing with loss: numbers where the model reads numbers, everything else as the text that stands there. Can be read several times, with memory for a block.</summary>
internal sealed class TableBlocks
{
    private const int RowsAtOnce = 4096;

    private readonly string _path;
    private readonly CsvOptions _options;
    private readonly Dictionary<string, CsvType> _numbers;
    private readonly IReadOnlyList<string> _columns;
    private readonly bool _skip;

    public TableBlocks(RunContext run, string path, LossyModel model)
    {
        if (run.Get(SharedOptions.OnBadRow) == "quarantine")
        {
            throw new ScenarioException(ExitCode.Usage, "pack.quarantine", SharedOptions.OnBadRow.Typed);
        }
        var options = DataInput.ReadingOf(run);
        // Every row is packed, one of totals too, unless somebody says otherwise.
        (_path, _options, _skip) = (path, options with { SkipLast = options.SkipLast ?? 0 }, options.OnBadRow == OnBadRow.Skip);
        _columns = CsvFile.Dialect(path, _options).Columns;
        _numbers = _columns.Where(c => model.KindOf(c) == LossyColumnKind.Number).ToDictionary(c => c, _ => CsvType.Number, StringComparer.Ordinal);
    }

    /// <summary>The columns of numbers that the model reads.</summary>
    public IEnumerable<string> Numbers => _columns.Where(_numbers.ContainsKey);

    /// <summary>Rows that could not be read, of the last time they were.</summary>
    public long Dropped { get; private set; }

    /// <summary>Begins anew; the first block has no rows.</summary>
    public IEnumerable<Table> Open()
    {
        Dropped = 0;
        yield return Of(new([]), []);
        foreach (var block in CsvFile.Blocks(_path, _options with { Columns = [.. _numbers.Keys], Types = _numbers }, RowsAtOnce))
        {
            var good = new List<int>(block.Records.Count);
            for (var r = 0; r < block.Records.Count; r++)
            {
                if (block.Records[r].Problem is not { } problem)
                {
                    good.Add(r);
                }
                else if (!_skip)
                {
                    throw problem;
                }
            }
            Dropped += block.Records.Count - good.Count;
            yield return good.Count == block.Records.Count ? Of(block.Table, block.Records) : Of(block.Table.Take([.. good]), [.. good.Select(r => block.Records[r])]);
        }
    }

    private Table Of(Table numbers, IReadOnlyList<CsvRecord> records) => new([.. _columns.Select((name, place) =>
        !_numbers.ContainsKey(name) ? TextColumn.From(name, records.Select(r => r.Fields[place] is { Length: > 0 } text ? text : null))
        : records.Count == 0 ? (Column)new NumberColumn(name, [])
        : numbers[name])]);
}
