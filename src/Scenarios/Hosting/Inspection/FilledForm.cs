using Pipelines;
using Pipelines.Data;

namespace Scenarios.Hosting.Inspection;

/// <summary>What people have written into a form.</summary>
internal static class FilledForm
{
    /// <summary>How many rows of the file have a value in that column; 0 for a file that is no such form.</summary>
    public static int Rows(string path, string column)
    {
        try
        {
            var table = CsvFile.Read(path).Table;
            return table.Columns.FirstOrDefault(c => c.Name == column) is { } filled ? Enumerable.Range(0, table.Rows).Count(r => !filled.IsMissing(r)) : 0;
        }
        catch (DataException)
        {
            return 0;
        }
    }
}
