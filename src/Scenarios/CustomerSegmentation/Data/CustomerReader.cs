using Pipelines.Data;
using Pipelines.Models.Encoders;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace CustomerSegmentation.Data;

/// <summary>From CSV files to customers: transactions, which become recency, frequency and money, or a table of customers with any columns.</summary>
internal static class CustomerReader
{
    /// <summary>Reads what <c>--data</c> names, or the made shop.</summary>
    /// <param name="run">The run.</param>
    /// <param name="read">The file as it was read, for its bad rows.</param>
    /// <exception cref="ScenarioException">Roles are missing, or nothing is left to form segments.</exception>
    public static CustomerData Read(RunContext run, out CsvData read) => Read(run, Find(run), out read);

    /// <summary>Reads files that were found.</summary>
    public static CustomerData Read(RunContext run, DataInput input, out CsvData read)
    {
        var wanted = run.Get(SegmentOptions.Input);
        if (wanted != "customers" && TransactionReader.ColumnsOf(input) is { } columns)
        {
            read = TransactionReader.Read(input, columns, run);
            var repeated = TransactionReader.Repeats(read.Table[columns.Customer]);
            if (repeated || wanted == "transactions")
            {
                return Named(TransactionReader.Of(read.Table, columns, run), read, input);
            }
            run.Note("data.one-row-each", columns.Customer, SegmentOptions.Input.Typed);
        }
        else if (wanted == "transactions")
        {
            throw new ScenarioException(ExitCode.Data, "data.no-transactions", SegmentOptions.CustomerColumn.Typed, SharedOptions.TimeColumn.Typed, SegmentOptions.AmountColumn.Typed, SegmentOptions.QuantityColumn.Typed, SegmentOptions.PriceColumn.Typed, string.Join(", ", input.Columns));
        }
        var list = Listed(run, input);
        read = input.Read(list);
        return Named(CustomerTable.Of(read.Table, input[SegmentOptions.CustomerRole], input[SegmentOptions.OutcomeRole], run), read, input);
    }

    /// <summary>The files that <c>--data</c> names; <c>coil2000</c> is the bundled set of insurance customers, and nothing the made shop.</summary>
    public static DataInput Find(RunContext run)
    {
        string[] named = [.. run.Get(SharedOptions.Data).Select(f => f == "coil2000" && !File.Exists(run.PathOf(f)) ? run.BundledPath(SegmentOptions.Insurance) : f)];
        // Retraining a run of the made shop puts the new files behind it.
        return run.Previous is { WithBundled: true } ? DataInput.Find(run, [run.BundledPath(SegmentOptions.Made), .. named]) : DataInput.Find(run, named, SegmentOptions.Made);
    }

    private static string[]? Listed(RunContext run, DataInput input)
    {
        var ignored = run.Get(SharedOptions.Ignore) is { } list ? ColumnList.Of(list, input.Columns) : [];
        var some = run.Get(SharedOptions.Columns) is { } columns ? ColumnList.Of(columns, input.Columns) : input.Columns;
        string?[] kept = [input[SegmentOptions.CustomerRole], run.IsGiven(SegmentOptions.OutcomeColumn) || ignored.Count == 0 ? input[SegmentOptions.OutcomeRole] : null];
        string[] wanted = [.. input.Columns.Where(c => kept.Contains(c, StringComparer.Ordinal) || (some.Contains(c, StringComparer.Ordinal) && !ignored.Contains(c, StringComparer.Ordinal)))];
        return wanted.Length > 0 ? wanted : throw new ScenarioException(ExitCode.Data, "data.no-columns", string.Join(", ", input.Columns));
    }

    private static CustomerData Named(CustomerData data, CsvData read, DataInput input) => data with
    {
        Files = [.. input.Files.Select(f => input.IsBundled ? SegmentOptions.Made : Path.GetFileName(f))],
        Hash = read.Sha256,
        Unreadable = read.Dropped,
        RowsRead = read.Table.Rows,
        Made = input.IsBundled,
    };

    /// <summary>How columns become numbers: what the user said, or nothing where they share a scale, or by how lopsided each is.</summary>
    internal static TableEncoderOptions EncodingOf(RunContext run, SharedScale? scale) => new()
    {
        Scaling = run.Get(SegmentOptions.Scaling) switch
        {
            "standard" => Scaling.Standard,
            "log" => Scaling.Log1p,
            "robust" => Scaling.Robust,
            "none" => Scaling.None,
            _ => scale is null ? Scaling.BySkew : Scaling.None,
        },
        // Where a value was missing is no likeness of its own.
        Indicators = false,
        MaxLevels = ColumnChoice.MostLevels,
    };
}
