using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.CustomerSegmentation;

/// <summary>Data that cannot be segmented: one line that says why, and the right code.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("a,b\n1,1\n1,1\n1,1\n1,1\n1,1\n", "No column is left to tell customers apart. Left out: a: always the same value; b: always the same value")]
    [InlineData("c,a,b\n1,,\n1,,\n1,,\n", "No column is left to tell customers apart")]
    [InlineData("a,b\n1,7\n2,3\n4,4\n", "3 customers cannot make 5 segments")]
    [InlineData("customer,date,amount\nx,2024-01-01,5\nx,2024-02-01,6\nx,2024-03-01,7\n", "There must be at least 2 customers; got 1")]
    [InlineData("id,a,b\n1,2,3\n", "There must be at least 2 customers; got 1")]
    [InlineData("customer,date,amount\nx,03/04/2024,5\nx,05/06/2024,6\ny,07/08/2024,7\ny,01/02/2024,7\n", "--time-format")]
    [InlineData("customer,date,amount\nx,soon,5\nx,later,6\ny,never,7\ny,now,7\n", "holds no times")]
    [InlineData("customer,date,amount\nx,2024-01-01,-5\nx,2024-02-01,-6\ny,2024-03-01,-7\n", "found no purchase")]
    [InlineData("customer,date,amount\nx,2024-01-01,5\nx,2024-01-01,5\ny,2024-01-01,5\ny,2024-01-01,5\n", "are alike in recency, frequency and amount")]
    public void Is_refused_in_one_line(string csv, string said)
    {
        using var run = new SegmentRun();
        run.Write("my.csv", csv);
        Assert.Equal(ExitCode.Data, run.Run("train", "--data", "my.csv", "--segments", "5", "--quiet"));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(run.Host.RunFolders);
    }

    [Theory]
    [InlineData("--as-of", "yesterday", ExitCode.Usage, "must be a date")]
    [InlineData("--as-of", "2001-01-01", ExitCode.Data, "is not after the first line")]
    [InlineData("--horizon", "5000", ExitCode.Data, "must leave some past")]
    [InlineData("--method", "hdbscan", ExitCode.Usage, "genie")]
    public void An_option_that_says_nothing_sensible_is_refused(string option, string value, ExitCode code, string said)
    {
        using var run = new SegmentRun();
        run.Write("my.csv", Customers.Orders());
        Assert.Equal(code, run.Run("train", "--data", "my.csv", option, value));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_customers_and_negative_totals_are_no_error()
    {
        using var run = new SegmentRun();
        run.Write("my.csv", "a,b\n" + string.Concat(Enumerable.Repeat("1,5\n2,9\n", 40)));
        run.Train("--data", "my.csv");
        Assert.Equal(2, run.Figure("segments"));
        run.Write("returns.csv", Customers.Orders() + "c1,2024-09-01,-90000\n");
        run.Train("--data", "returns.csv");
        Assert.Matches(@"\b1\s+got\s+back\s+more", run.Out);
    }
}
