using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;
using Scenarios.Hosting.Runs;

namespace CustomerSegmentation.Saved;

/// <summary>A saved model and the files that it is to read: customers as rows with the columns of training, or transactions where the model was made from such.</summary>
internal sealed class ModelInput
{
    private readonly CsvOptions _options;

    private ModelInput(RunContext run, ModelChoice choice, SegmentationModel model, IReadOnlyList<string> files, bool isBundled)
    {
        (Run, Choice, Model, Files, IsBundled) = (run, choice, model, files, isBundled);
        _options = DataInput.ReadingOf(run);
        Columns = CsvFile.Dialect(files[0], _options).Columns;
        Features = [.. model.Pipeline.Schema.Columns.Where(c => c.Role == ColumnRole.Feature)];
        var missing = Features.Where(f => !Columns.Contains(f.Name, StringComparer.Ordinal)).Select(f => f.Name).ToArray();
        var id = run.Get(SegmentOptions.CustomerColumn);
        if (missing.Length > 0 && model.Rfm is { } rfm)
        {
            Lines = LinesOf(rfm.Columns);
            IdName = Lines.Customer;
            string?[] used = [Lines.Customer, Lines.Time, Lines.Amount, Lines.Quantity, Lines.Price, Lines.Order, Lines.Product];
            missing = [.. used.OfType<string>().Where(c => !Columns.Contains(c, StringComparer.Ordinal))];
        }
        else
        {
            var known = ModelFile.ReadInfo(choice.Path).Info.Facts.GetValueOrDefault("customer-column", "");
            IdName = id is not null ? ColumnList.One(id, Columns) : Columns.Contains(known, StringComparer.Ordinal) && Features.All(f => f.Name != known) ? known : "";
        }
        if (missing.Length > 0)
        {
            throw new ScenarioException(ExitCode.Model, "saved.columns", choice.Shown, string.Join(", ", missing.Take(5)), string.Join(", ", Columns));
        }
        _options = _options with { IdColumns = IdName.Length > 0 ? [IdName] : [] };
        Titles = new(run.Texts, model);
    }

    /// <summary>The run of the verb.</summary>
    public RunContext Run { get; }

    /// <summary>Which model file.</summary>
    public ModelChoice Choice { get; }

    /// <summary>The model.</summary>
    public SegmentationModel Model { get; }

    /// <summary>What its segments are called.</summary>
    public SegmentTitles Titles { get; }

    /// <summary>The files, in order.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>True where nobody named data and the model was made from a bundled set.</summary>
    public bool IsBundled { get; }

    /// <summary>The columns of the first file.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The columns that form segments.</summary>
    public IReadOnlyList<SchemaColumn> Features { get; }

    /// <summary>Which columns of the transactions are what; null where rows are customers.</summary>
    public RfmColumns? Lines { get; }

    /// <summary>The column that says who; empty where only the place of a row does.</summary>
    public string IdName { get; }

    /// <summary>The model that <c>--model</c> means and the data that <c>--data</c> names: else the bundled set that the model was made from.</summary>
    /// <exception cref="ScenarioException">There is no model, no data, or the data lacks a column of the model.</exception>
    public static ModelInput Open(RunContext run)
    {
        var choice = run.ChooseModel();
        var model = ModelFile.Load<SegmentationModel>(choice.Path);
        string[] named = [.. run.Get(SharedOptions.Data).Select(f => f == "coil2000" && !File.Exists(run.PathOf(f)) ? run.BundledPath(SegmentOptions.Insurance) : f)];
        return named.Length > 0 ? new(run, choice, model, DataInput.Expand(run, named), isBundled: false)
            : Bundled(choice) is { } set ? new(run, choice, model, [run.BundledPath(set)], isBundled: true)
            : throw new ScenarioException(ExitCode.Usage, "data.none", SharedOptions.Data.Typed);
    }

    /// <summary>The bundled set that a model was made from; null for other data.</summary>
    public static string? Bundled(ModelChoice choice)
    {
        var files = ModelFile.ReadInfo(choice.Path).Info.DataFiles;
        return files is [var file] ? file == SegmentOptions.Made ? file : file == Path.GetFileName(SegmentOptions.Insurance) ? SegmentOptions.Insurance : null : null;
    }

    /// <summary>The columns that are needed, and some beside, as a table.</summary>
    /// <param name="beside">Other columns to read.</param>
    public CsvData Read(params IReadOnlyList<string> beside)
    {
        var types = Types(beside);
        CsvData data;
        using (Run.Stage("stage.read", string.Join(", ", Files.Select(f => Path.GetFileName(f)))))
        {
            data = CsvFile.Read(Files, _options with { Columns = [.. Wanted(beside)], Types = types }, Run.Cancellation);
        }
        if (data.Dropped.Count > 0)
        {
            Run.Note("data.dropped", data.Dropped.Count, Run.Texts.Of(data.Dropped[0].Problem));
        }
        return data.Table.Rows > 0 ? data : throw new ScenarioException(ExitCode.Data, "data.rows", 1, 0);
    }

    /// <summary>The rows of all files block after block, every one of them there, with memory for one block.</summary>
    public IEnumerable<CsvBlock> Blocks()
    {
        foreach (var file in Files)
        {
            foreach (var block in CsvFile.Blocks(file, _options with { Columns = [.. Features.Select(f => f.Name)], Types = Types([]) }))
            {
                Run.Cancellation.ThrowIfCancellationRequested();
                yield return block;
            }
        }
    }

    /// <summary>Where columns stand in each file.</summary>
    /// <exception cref="ScenarioException">A later file lacks one.</exception>
    public Func<CsvRecord, IEnumerable<string>> FieldsOf(IReadOnlyList<string> kept)
    {
        var places = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var file in Files)
        {
            var columns = CsvFile.Dialect(file, _options).Columns.ToList();
            places[file] = [.. kept.Select(k => columns.IndexOf(k) is >= 0 and var place ? place : throw new ScenarioException(ExitCode.Data, "saved.other-file", Path.GetFileName(file), k))];
        }
        return record => places[record.File].Select(p => p < record.Fields.Count ? record.Fields[p] : "");
    }

    private HashSet<string> Wanted(IReadOnlyList<string> beside)
    {
        string?[] own = Lines is { } l ? [l.Customer, l.Time, l.Amount, l.Quantity, l.Price, l.Order, l.Product] : [.. Features.Select(f => f.Name), IdName.Length > 0 ? IdName : null];
        return [.. own.OfType<string>(), .. beside];
    }

    private Dictionary<string, CsvType> Types(IReadOnlyList<string> beside)
    {
        var types = new Dictionary<string, CsvType>(StringComparer.Ordinal);
        if (Lines is { } lines)
        {
            types[lines.Time] = CsvType.Time;
            string?[] numbers = [lines.Amount, lines.Quantity, lines.Price];
            foreach (var name in numbers.OfType<string>())
            {
                types[name] = CsvType.Number;
            }
            return types;
        }
        foreach (var feature in Features.Where(f => !beside.Contains(f.Name, StringComparer.Ordinal)))
        {
            types[feature.Name] = feature.Type switch { ColumnType.Number => CsvType.Number, ColumnType.Time => CsvType.Time, _ => CsvType.Text };
        }
        return types;
    }

    /// <summary>The columns of training, where the user names no others. An order or product column that this file lacks stays needed: without it frequency would count something else.</summary>
    private RfmColumns LinesOf(RfmColumns trained)
    {
        string? Named(VerbOption<string?> option, string? otherwise) => Run.Get(option) is { } name ? ColumnList.One(name, Columns) : otherwise;
        var amount = Named(SegmentOptions.AmountColumn, Run.Get(SegmentOptions.QuantityColumn) is not null && Run.Get(SegmentOptions.PriceColumn) is not null ? null : trained.Amount);
        return new()
        {
            Customer = Named(SegmentOptions.CustomerColumn, trained.Customer)!,
            Time = Named(SharedOptions.TimeColumn, trained.Time)!,
            Amount = amount,
            Quantity = amount is null ? Named(SegmentOptions.QuantityColumn, trained.Quantity) : null,
            Price = amount is null ? Named(SegmentOptions.PriceColumn, trained.Price) : null,
            Order = Named(SegmentOptions.OrderColumn, trained.Order),
            Product = Named(SegmentOptions.ProductColumn, trained.Product),
        };
    }
}
