using System.Globalization;
using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace CustomerSegmentation.Data;

/// <summary>From transactions to customers: recency, frequency and money as they were known on a day, and what each spent after it.</summary>
internal static class TransactionReader
{
    /// <summary>The next period where nobody says: a fifth of the time, at most so many days.</summary>
    private const int MostHorizon = 90;

    /// <summary>The columns that form segments: tenure and the gap between purchases follow from these and the time, and only describe.</summary>
    private static readonly string[] Forming = ["recency", "frequency", "monetary"];

    /// <summary>Which columns are what; null where they are no transactions.</summary>
    public static RfmColumns? ColumnsOf(DataInput input)
    {
        var (customer, time, amount) = (input[SegmentOptions.CustomerRole], input[SegmentOptions.TimeRole], input[SegmentOptions.AmountRole]);
        var (quantity, price) = (input[SegmentOptions.QuantityRole], input[SegmentOptions.PriceRole]);
        return customer is null || time is null || (amount is null && (quantity is null || price is null)) ? null : new()
        {
            Customer = customer,
            Time = time,
            Amount = amount,
            Quantity = amount is null ? quantity : null,
            Price = amount is null ? price : null,
            Order = input[SegmentOptions.OrderRole],
            Product = input[SegmentOptions.ProductRole],
        };
    }

    /// <summary>Reads only the columns that are needed.</summary>
    public static CsvData Read(DataInput input, RfmColumns columns, RunContext run)
    {
        string?[] wanted = [columns.Customer, columns.Time, columns.Amount, columns.Quantity, columns.Price, columns.Order, columns.Product];
        string?[] numbers = [columns.Amount, columns.Quantity, columns.Price];
        run.Cancellation.ThrowIfCancellationRequested();
        return input.Read([.. wanted.OfType<string>().Distinct()], [.. numbers.OfType<string>()]);
    }

    /// <summary>True where somebody occurs twice.</summary>
    public static bool Repeats(Column customers) => ColumnChoice.Distinct(customers, out var present) < present;

    /// <summary>The customers of transactions.</summary>
    /// <exception cref="ScenarioException">The day is no date, or leaves nobody.</exception>
    public static CustomerData Of(Table lines, RfmColumns columns, RunContext run)
    {
        var span = SpanOf(lines, columns);
        var (asOf, horizon) = CutOf(run, span);
        var options = new RfmOptions
        {
            ProductsOnly = run.Get(SegmentOptions.ProductsOnly),
            Frequency = run.Get(SegmentOptions.Frequency) switch { "days" => RfmFrequency.Days, "orders" => RfmFrequency.Orders, _ => RfmFrequency.Auto },
        };
        var rfm = Rfm.Of(lines, columns, asOf, options);
        if (rfm.Customers.Count < 2)
        {
            throw new ScenarioException(ExitCode.Data, "data.rows", 2, rfm.Customers.Count);
        }
        var outcome = horizon > 0 ? Rfm.SpendAfter(lines, columns, rfm, horizon) : [];
        var table = rfm.ToTable();
        var used = new Table([.. table.Columns.Where(c => Forming.Contains(c.Name, StringComparer.Ordinal) && ColumnChoice.Distinct(c, out _) > 1)]);
        if (used.Columns.Count == 0)
        {
            throw new ScenarioException(ExitCode.Data, "data.all-alike", table.Rows);
        }
        return new()
        {
            Customers = table,
            Ids = rfm.Customers,
            IdName = columns.Customer,
            Schema = Schema.Of(used),
            Encoding = CustomerReader.EncodingOf(run, null),
            Ignored = [.. Forming.Where(f => used.Find(f) is null).Select(f => new IgnoredColumn(f, "constant", 1))],
            MissingCells = 0,
            Rfm = rfm,
            RfmColumns = columns,
            Transactions = lines,
            Span = span,
            HorizonDays = horizon,
            Outcome = outcome,
            Files = [],
            Hash = "",
            Unreadable = [],
            RowsRead = lines.Rows,
        };
    }

    /// <summary>A day as the user wrote it.</summary>
    public static DateOnly? DayOf(RunContext run) => run.Get(SegmentOptions.AsOf) switch
    {
        null => null,
        var text when DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        var text => throw new ScenarioException(ExitCode.Usage, "data.as-of", SegmentOptions.AsOf.Typed, text),
    };

    /// <summary>The first and the last day with a line.</summary>
    public static (DateOnly First, DateOnly Last) SpanOf(Table lines, RfmColumns columns)
    {
        if (lines[columns.Time] is not TimeColumn times)
        {
            throw new ScenarioException(ExitCode.Data, "data.no-times", columns.Time, SharedOptions.TimeFormat.Typed);
        }
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (var ticks in times.Ticks)
        {
            if (ticks != TimeColumn.Missing)
            {
                (first, last) = (Math.Min(first, ticks), Math.Max(last, ticks));
            }
        }
        return last == long.MinValue ? throw new ScenarioException(ExitCode.Data, "data.empty-times", columns.Time) : (Day(first), Day(last));
        static DateOnly Day(long ticks) => DateOnly.FromDateTime(new(ticks));
    }

    /// <summary>Where the past ends, and how many days after it are held out: what was named; else the last fifth of the time, at most three months; nothing where there is too little time.</summary>
    private static (DateOnly AsOf, int Horizon) CutOf(RunContext run, (DateOnly First, DateOnly Last) span)
    {
        var (end, days) = (span.Last.AddDays(1), span.Last.DayNumber - span.First.DayNumber + 1);
        var horizon = (int?)run.Get(SegmentOptions.Horizon);
        if (DayOf(run) is { } day)
        {
            return day <= span.First
                ? throw new ScenarioException(ExitCode.Data, "data.as-of-early", SegmentOptions.AsOf.Typed, $"{day:yyyy-MM-dd}", $"{span.First:yyyy-MM-dd}", $"{span.Last:yyyy-MM-dd}")
                : (day, Math.Min(horizon ?? int.MaxValue, Math.Max(0, end.DayNumber - day.DayNumber)));
        }
        var held = horizon ?? Math.Min(MostHorizon, days / 5);
        return held >= days
            ? throw new ScenarioException(ExitCode.Data, "data.horizon", SegmentOptions.Horizon.Typed, held, days)
            : (end.AddDays(-held), held);
    }
}
