using CustomerSegmentation.Data;
using Pipelines.Clustering;
using Pipelines.Data;
using Scenarios.Hosting;

namespace CustomerSegmentation.Saved;

/// <summary>Customers of a file as a saved model sees them: features, ids, segments.</summary>
internal sealed record SavedCustomers
{
    /// <summary>What they were read by.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>The file as it was read: transactions, or the customers.</summary>
    public required CsvData Read { get; init; }

    /// <summary>One row a customer, with the columns that form segments.</summary>
    public required Table Table { get; init; }

    /// <summary>Who each is: an id, or the number of the row.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>What the ids are called.</summary>
    public required string IdName { get; init; }

    /// <summary>What was made of transactions; null where rows are customers.</summary>
    public RfmFeatures? Rfm { get; init; }

    /// <summary>What each is worth: the column monetary; empty where there is none.</summary>
    public required double[] Value { get; init; }

    /// <summary>All as numbers.</summary>
    public required Matrix Encoded { get; init; }

    /// <summary>The segment of each.</summary>
    public required SegmentAssignment[] Assigned { get; init; }

    /// <summary>The number of the segment of each; 0 for none.</summary>
    public int[] SegmentOf => Array.ConvertAll(Assigned, a => a.Segment);

    /// <summary>Writes one cell; a sum of money without the last digits of its double.</summary>
    public void WriteCell(CsvOut file, string column, int row)
    {
        if (Table[column] is NumberColumn numbers)
        {
            file.Field(ShortNumber.Of(numbers.Values[row]));
            return;
        }
        file.Field(Table[column].Text(row));
    }

    /// <summary>Reads, makes features where the rows are transactions, and assigns.</summary>
    /// <param name="input">The model and the files.</param>
    /// <param name="asOf">The day to look back from; null for what the user says, else the day of training for the bundled set, else the day after the last line.</param>
    /// <param name="beside">Columns to read beside those of the model; only where rows are customers.</param>
    public static SavedCustomers Of(ModelInput input, DateOnly? asOf = null, params IReadOnlyList<string> beside)
    {
        var read = input.Read(beside);
        return Of(input, read, asOf);
    }

    /// <summary>The same from a file that was read.</summary>
    public static SavedCustomers Of(ModelInput input, CsvData read, DateOnly? asOf)
    {
        RfmFeatures? rfm = null;
        var table = read.Table;
        if (input.Lines is { } lines)
        {
            var (first, last) = TransactionReader.SpanOf(table, lines);
            var day = asOf ?? TransactionReader.DayOf(input.Run) ?? (input.IsBundled ? input.Model.Rfm!.AsOf : last.AddDays(1));
            if (day <= first)
            {
                throw new ScenarioException(ExitCode.Data, "data.as-of-early", SegmentOptions.AsOf.Typed, $"{day:yyyy-MM-dd}", $"{first:yyyy-MM-dd}", $"{last:yyyy-MM-dd}");
            }
            rfm = Pipelines.Clustering.Rfm.Of(table, lines, day, input.Model.Rfm!.Options);
            table = rfm.ToTable();
        }
        var encoded = input.Model.Pipeline.Encode(table);
        return new()
        {
            Input = input,
            Read = read,
            Table = table,
            Ids = rfm?.Customers ?? [.. Enumerable.Range(0, table.Rows).Select(r => input.IdName.Length > 0 ? table[input.IdName].Text(r) : $"{r + 1}")],
            IdName = input.IdName.Length > 0 ? input.IdName : "row",
            Rfm = rfm,
            Value = input.Model.Rfm is not null && table.Find("monetary") is NumberColumn money ? money.Values : [],
            Encoded = encoded,
            Assigned = input.Model.Assign(encoded),
        };
    }
}
