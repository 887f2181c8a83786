namespace Pipelines.Reporting;

/// <summary>What a table says about the rows it does not show.</summary>
internal static class TableRest
{
    internal static string Of(TextTable texts, ReportTable table) => table.Hidden == 0 ? ""
        : table.Spread ? texts["report.spread", table.Shown, table.Shown + table.Hidden]
        : table.MoreIn.Length > 0 ? texts["report.more_in", table.Hidden, table.MoreIn]
        : texts["report.more", table.Hidden];
}
