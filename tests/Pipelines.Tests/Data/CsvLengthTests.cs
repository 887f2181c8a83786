using System.Globalization;
using System.Text;
using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

/// <summary>Files much longer than the sample by which room is made for their rows: however far off the guess, the columns hold the rows.</summary>
public sealed class CsvLengthTests : IDisposable
{
    private const int Rows = 25_000;

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\n", true)]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("\r", true)]
    public void Every_row_is_there_whatever_ends_a_line(string end, bool last)
    {
        var text = new StringBuilder("n,who");
        for (var r = 0; r < Rows; r++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{end}{r}.5,w{r % 7}");
        }
        Holds(text.Append(last ? end : "").ToString());
    }

    [Fact]
    public void Line_breaks_in_quotes_and_lines_without_anything_are_no_rows()
    {
        var text = new StringBuilder("Report\n\nn,who\n");
        for (var r = 0; r < Rows; r++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{r}.5,{(r % 3 == 0 ? "\"a\nb\n\"" : "c")}\n");
            text.Append(r % 100 == 0 ? "\n" : "");
        }
        Holds(text.Append(",\n,\n").ToString());
    }

    private void Holds(string text)
    {
        var data = CsvFile.Read(_folder.File(text), null, TestContext.Current.CancellationToken);
        var numbers = Assert.IsType<NumberColumn>(data.Table["n"]).Values;
        Assert.Equal(Rows, data.RowsRead);
        Assert.Equal(Rows, numbers.Length);
        Assert.Equal(Rows, data.Table["who"].Rows);
        for (var r = 0; r < Rows; r++)
        {
            Assert.Equal(r + 0.5, numbers[r]);
        }
    }
}
