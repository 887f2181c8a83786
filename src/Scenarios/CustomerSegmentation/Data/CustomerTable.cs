using Pipelines.Data;
using Pipelines.Models;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace CustomerSegmentation.Data;

/// <summary>From a table with one row a customer: which columns form segments, which only name or measure.</summary>
internal static class CustomerTable
{
    private static readonly string[] YesTexts = ["yes", "y", "true", "1", "是", "有", "insurance", "buy", "bought", "responded", "响应", "购买", "流失"];

    /// <summary>The customers of a table.</summary>
    /// <param name="table">What was read.</param>
    /// <param name="customer">The column that says who; null for none.</param>
    /// <param name="outcome">The column that measures; null for none.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="ScenarioException">Nothing is left to form segments, or the outcome cannot measure.</exception>
    public static CustomerData Of(Table table, string? customer, string? outcome, RunContext run)
    {
        if (table.Rows < 2)
        {
            throw new ScenarioException(ExitCode.Data, "data.rows", 2, table.Rows);
        }
        // A guessed id that comes again names nobody: it is a column like others.
        if (customer is not null && TransactionReader.Repeats(table[customer]) && !run.IsGiven(SegmentOptions.CustomerColumn))
        {
            customer = null;
        }
        var (ignored, used) = (new List<IgnoredColumn>(), new List<Column>());
        foreach (var column in table.Columns)
        {
            if (column is TextColumn text && ColumnChoice.InfiniteCell(text) is { } row)
            {
                throw new ScenarioException(ExitCode.Data, "data.infinite", column.Name, row + 1, column.Text(row), SharedOptions.Missing.Typed);
            }
            var reason = column.Name == customer ? new(column.Name, "id", 0) : column.Name == outcome ? new(column.Name, "outcome", 0) : ColumnChoice.Reject(column);
            if (reason is not null)
            {
                ignored.Add(reason);
            }
            else
            {
                used.Add(column);
            }
        }
        if (used.Count == 0)
        {
            throw new ScenarioException(ExitCode.Data, "data.nothing-left", string.Join("; ", ignored.Select(i => $"{i.Name}: {run.Texts[$"ignored.{i.Reason}", i.Count]}")));
        }
        var scale = SharedScale.Of(used);
        var (values, yes) = outcome is null ? ([], "") : OutcomeOf(table[outcome]);
        return new()
        {
            Customers = table,
            Ids = [.. Enumerable.Range(0, table.Rows).Select(r => customer is null ? $"{r + 1}" : table[customer].Text(r))],
            IdName = customer ?? "row",
            Schema = Schema.Of(new([.. used])),
            Encoding = CustomerReader.EncodingOf(run, scale),
            Scale = scale,
            Ignored = ignored,
            MissingCells = used.Sum(c => c is NumberColumn numbers ? numbers.Values.LongCount(double.IsNaN) : 0),
            Outcome = values,
            OutcomeName = outcome ?? "",
            OutcomeYes = yes,
            WithoutOutcome = values.Count(double.IsNaN),
            Files = [],
            Hash = "",
            Unreadable = [],
            RowsRead = table.Rows,
        };
    }

    /// <summary>The outcome as numbers: as they are, or 1 for the text that means yes and 0 for the other.</summary>
    private static (double[] Values, string Yes) OutcomeOf(Column column)
    {
        if (column is NumberColumn numbers)
        {
            var present = numbers.Values.Where(v => !double.IsNaN(v)).ToArray();
            return present.Distinct().Take(2).Count() == 2 && present.Sum() > 0 ? (numbers.Values, "") : throw new ScenarioException(ExitCode.Data, "data.outcome-constant", column.Name);
        }
        if (column is not TextColumn texts || texts.Codes.Where(c => c >= 0).Distinct().Take(3).Count() is not 2)
        {
            throw new ScenarioException(ExitCode.Data, "data.outcome-type", column.Name);
        }
        int[] codes = [.. texts.Codes.Where(c => c >= 0).Distinct()];
        // The text that says yes, or else the rarer one.
        int[] said = [.. codes.Where(c => YesTexts.Contains(texts.Levels[c].Trim().ToLowerInvariant(), StringComparer.Ordinal))];
        var yes = said.Length == 1 ? said[0] : codes.MinBy(c => texts.Codes.Count(t => t == c));
        return ([.. texts.Codes.Select(c => c < 0 ? double.NaN : c == yes ? 1 : 0)], texts.Levels[yes]);
    }
}
