using System.Globalization;
using DataEncoding.Data;
using Pipelines;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Neural;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace DataEncoding.Verbs;

/// <summary>
/// The files that <c>--data</c> names, or the bundled digits, block after block as a model reads them, with memory for one block; of pictures, for all. Every row of a file is there, one that cannot be used with its reason.
/// </summary>
internal sealed class ModelRows
{
    private const int RowsAtOnce = 2048;

    // Numbers beyond this leave no room for the products and sums of float32 that follow.
    private const double Large = 1e30;

    private readonly RunContext _run;
    private readonly CsvOptions _options;
    private readonly Pictures? _pictures;

    public ModelRows(RunContext run, TabularPipeline<AutoencoderModel> pipeline)
    {
        (_run, Pipeline) = (run, pipeline);
        var named = run.Get(SharedOptions.Data);
        Files = named.Count > 0 ? DataInput.Expand(run, named) : [run.BundledPath(EncodingOptions.Bundled)];
        _options = DataInput.ReadingOf(run);
        _pictures = Files.All(IdxFile.IsIdx) ? Pictures.Read(run, Files) : null;
        FileColumns = _pictures is null ? CsvFile.Dialect(Files[0], _options).Columns : [.. _pictures.Schema.Columns.Where(c => c.Role == ColumnRole.Target).Select(c => c.Name)];
        Features = [.. pipeline.Schema.Columns.Where(c => c.Role == ColumnRole.Feature)];
        Codes = [.. Enumerable.Range(1, pipeline.Model.ResultColumns).Select(i => string.Create(CultureInfo.InvariantCulture, $"code{i}"))];
    }

    /// <summary>What the rows are read for.</summary>
    public TabularPipeline<AutoencoderModel> Pipeline { get; }

    /// <summary>The files, in order.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The columns of the first file; the others must have those that are used.</summary>
    public IReadOnlyList<string> FileColumns { get; }

    /// <summary>The columns that the model was trained on.</summary>
    public IReadOnlyList<SchemaColumn> Features { get; }

    /// <summary>The names of the numbers of a code: code1, code2, ...</summary>
    public string[] Codes { get; }

    /// <summary>Whether the first file has all columns that the model was trained on.</summary>
    public bool HasFeatures => Missing is null;

    /// <summary>The first column that the model was trained on and the first file lacks; null where there is none.</summary>
    public string? Missing
    {
        get
        {
            var there = _pictures is null ? FileColumns : [.. _pictures.Schema.Columns.Select(c => c.Name)];
            return Features.FirstOrDefault(f => !there.Contains(f.Name, StringComparer.Ordinal))?.Name;
        }
    }

    /// <summary>The blocks of all files.</summary>
    /// <param name="features">Whether the features are read, or the codes.</param>
    /// <exception cref="DataException">A file is no CSV file or lacks a column.</exception>
    public IEnumerable<CsvBlock> Blocks(bool features) => _pictures is null ? Read(features) : Taken(_pictures.Rows);

    private IEnumerable<CsvBlock> Read(bool features)
    {
        var types = new Dictionary<string, CsvType>(StringComparer.Ordinal);
        foreach (var feature in features ? Features : [])
        {
            types[feature.Name] = feature.Type switch { ColumnType.Number => CsvType.Number, ColumnType.Time => CsvType.Time, _ => CsvType.Text };
        }
        foreach (var code in features ? [] : Codes)
        {
            types[code] = CsvType.Number;
        }
        foreach (var file in Files)
        {
            foreach (var block in CsvFile.Blocks(file, _options with { Columns = [.. types.Keys], Types = types }, RowsAtOnce))
            {
                _run.Cancellation.ThrowIfCancellationRequested();
                yield return block;
            }
        }
    }

    /// <summary>Pictures have no lines: they are counted from 1, and their only text is the label.</summary>
    private IEnumerable<CsvBlock> Taken(RawRows rows)
    {
        for (var at = 0; at < rows.Count; at += RowsAtOnce)
        {
            _run.Cancellation.ThrowIfCancellationRequested();
            int[] places = [.. Enumerable.Range(at, Math.Min(RowsAtOnce, rows.Count - at))];
            yield return new(rows.Take(places), Array.ConvertAll(places, r => new CsvRecord(Files[0], r + 1, FileColumns.Count == 0 ? [] : [rows.Classes[r] < 0 ? "" : rows.Names[rows.Classes[r]]], null)));
        }
    }

    /// <summary>The rows of a block as the model reads them; a row that cannot be used is zeros.</summary>
    /// <param name="block">The block, with features.</param>
    /// <param name="reasons">Receives why a row cannot be used, one a row; null where it can.</param>
    public Matrix Encode(CsvBlock block, string?[] reasons)
    {
        Refuse(block, reasons);
        var table = Pipeline.Schema.Features(block.Table);
        var rows = new Matrix(reasons.Length, Pipeline.Encoder.Columns);
        try
        {
            Pipeline.Encoder.Encode(table, rows);
        }
        catch (DataException)
        {
            // A number that the scaling makes too large: only its row is lost.
            for (var r = 0; r < reasons.Length; r++)
            {
                EncodeAlone(table, r, block.Records[r], rows, ref reasons[r]);
            }
        }
        return rows;
    }

    /// <summary>The codes that a block holds; a row that lacks one is zeros.</summary>
    /// <param name="block">The block, with codes.</param>
    /// <param name="reasons">Receives why a row cannot be used, one a row; null where it can.</param>
    public Matrix Held(CsvBlock block, string?[] reasons)
    {
        Refuse(block, reasons);
        var codes = new Matrix(reasons.Length, Codes.Length);
        for (var c = 0; c < Codes.Length; c++)
        {
            var column = (NumberColumn)block.Table[Codes[c]];
            for (var r = 0; r < reasons.Length; r++)
            {
                var record = block.Records[r];
                reasons[r] ??= double.IsNaN(column.Values[r]) ? _run.Texts["reconstruct.no-code", Path.GetFileName(record.File), record.Line, column.Name] : null;
                codes[r][c] = reasons[r] is null ? (float)column.Values[r] : 0;
            }
        }
        return codes;
    }

    /// <summary>The columns that <c>--keep</c> means.</summary>
    /// <param name="otherwise">Where nobody says.</param>
    public IReadOnlyList<string> Kept(IEnumerable<string> otherwise) => _run.Get(CodeOptions.Keep) switch
    {
        null => [.. otherwise],
        "none" => [],
        "all" => FileColumns,
        var list => ColumnList.Of(list, FileColumns),
    };

    /// <summary>A file has no two columns of one name.</summary>
    /// <exception cref="ScenarioException">It would.</exception>
    public static void NeedDifferent(string[] header)
    {
        if (header.GroupBy(h => h, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ScenarioException(ExitCode.Data, "transform.twice", twice.Key, CodeOptions.Keep.Typed);
        }
    }

    /// <summary>Where the kept columns stand in each file.</summary>
    /// <exception cref="ScenarioException">A later file lacks one.</exception>
    public Func<CsvRecord, IEnumerable<string>> FieldsOf(IReadOnlyList<string> kept)
    {
        if (_pictures is not null)
        {
            return record => kept.Select(_ => record.Fields[0]);
        }
        var places = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var file in Files)
        {
            var columns = CsvFile.Dialect(file, _options).Columns.ToList();
            places[file] = [.. kept.Select(k => columns.IndexOf(k) is >= 0 and var place ? place : throw new ScenarioException(ExitCode.Data, "transform.other-file", Path.GetFileName(file), k))];
        }
        return record => places[record.File].Select(p => p < record.Fields.Count ? record.Fields[p] : "");
    }

    private void Refuse(CsvBlock block, string?[] reasons)
    {
        for (var r = 0; r < reasons.Length; r++)
        {
            reasons[r] = block.Records[r].Problem is { } problem ? _run.Texts.Of(problem) : null;
        }
        foreach (var column in block.Table.Columns.OfType<NumberColumn>())
        {
            for (var r = 0; r < reasons.Length; r++)
            {
                if (Math.Abs(column.Values[r]) > Large)
                {
                    reasons[r] ??= _run.Texts["transform.large", Path.GetFileName(block.Records[r].File), block.Records[r].Line, column.Name, column.Text(r)];
                    column.Values[r] = double.NaN;
                }
            }
        }
    }

    private void EncodeAlone(Table table, int row, CsvRecord record, Matrix rows, ref string? reason)
    {
        try
        {
            var one = new Matrix(1, rows.Columns);
            Pipeline.Encoder.Encode(table.Take([row]), one);
            one[0].CopyTo(rows[row]);
        }
        catch (DataException)
        {
            rows[row].Clear();
            reason ??= _run.Texts["transform.large-row", Path.GetFileName(record.File), record.Line];
        }
    }
}
