using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Xunit;

namespace Pipelines.Tests.Clustering;

public sealed class RfmTests
{
    private static readonly RfmColumns Columns = new() { Customer = "who", Time = "when", Amount = "money" };
    private static readonly int[] OrderDays = [1, 1, 1, 2];

    [Fact]
    public void Features_by_hand_days_orders_returns_and_gaps()
    {
        // Ann: two lines on one day, one 10 days later, a return after that. Bo: one purchase. Cy: a return only. One line without a customer.
        var table = Lines(("Ann", 1, 10), ("Ann", 1, 5), ("Ann", 11, 20), ("Ann", 15, -4), ("Bo", 3, 0), ("Cy", 4, -7), (null, 5, 12), ("Bo", 20, 100), ("Bo", 2, double.NaN));
        var rfm = Rfm.Of(table, Columns, Day(20));
        Assert.Equal(["Ann", "Bo"], rfm.Customers);
        Assert.Equal([9, 17], rfm.Recency);
        Assert.Equal([2, 1], rfm.Frequency);
        Assert.Equal([31, 0], rfm.Monetary);
        Assert.Equal([19, 17], rfm.Tenure);
        Assert.Equal([10, double.NaN], rfm.PurchaseGap);
        Assert.False(rfm.CountsOrders);
        var facts = rfm.Facts;
        Assert.Equal((9, 6, 1, 1, 1, 0), (facts.Rows, facts.UsedRows, facts.WithoutCustomer, facts.Incomplete, facts.After, facts.BeforeHorizon));
        Assert.Equal((2, -11.0, 1, 0), (facts.Returns, facts.ReturnedAmount, facts.WithoutPurchase, facts.NegativeTotals));
        Assert.Equal(12.0 / 36, facts.WithoutCustomerShare, 1e-12);
        Assert.Equal([0, 100], Rfm.SpendAfter(table, Columns, rfm));
        Assert.Equal([0, 100], Rfm.SpendAfter(table, Columns, rfm, 1));
        Assert.Equal(6, rfm.ToTable().Columns.Count);
    }

    [Fact]
    public void Without_a_date_it_is_the_day_after_the_last_line_and_a_horizon_cuts_off_the_past()
    {
        var table = Lines(("1", 1, 10), ("1", 9, 1), ("2", 2, 5));
        Assert.Equal(Day(10), Rfm.Of(table, Columns).AsOf);
        var recent = Rfm.Of(table, Columns, options: new() { HorizonDays = 5 });
        Assert.Equal(["1"], recent.Customers);
        Assert.Equal((2, 0), (recent.Facts.BeforeHorizon, recent.Facts.WithoutPurchase));
        Assert.Equal([1.0], recent.Monetary);
    }

    [Fact]
    public void Orders_are_counted_where_they_are_named_and_lines_that_are_no_product_can_be_left_out()
    {
        var table = new Table(
        [
            new NumberColumn("id", [10, 9, 10, 10]),
            new TimeColumn("when", [.. OrderDays.Select(d => Day(d).ToDateTime(default).Ticks)], ""),
            new NumberColumn("pieces", [2, 1, 1, -1]),
            new NumberColumn("price", [3, 4, 5, 3]),
            TextColumn.From("order", ["a", "b", "c", "d"]),
            TextColumn.From("code", ["8512A", "22", "POST", "8512A"]),
        ]);
        var columns = new RfmColumns { Customer = "id", Time = "when", Quantity = "pieces", Price = "price", Order = "order", Product = "code" };
        var rfm = Rfm.Of(table, columns);
        Assert.Equal(["9", "10"], rfm.Customers);
        Assert.Equal([1, 2], rfm.Frequency);
        Assert.Equal([4, 8], rfm.Monetary);
        Assert.Equal((1, 1), (rfm.Facts.NonProducts, rfm.Facts.Returns));
        Assert.Equal([4, 3], Rfm.Of(table, columns, options: new() { ProductsOnly = true }).Monetary);
        // Days although orders are named, and each purchase an order although none are.
        Assert.Equal([1, 1], Rfm.Of(table, columns, options: new() { Frequency = RfmFrequency.Days }).Frequency);
        var each = Rfm.Of(table, columns with { Order = null }, options: new() { Frequency = RfmFrequency.Orders });
        Assert.Equal([1, 2], each.Frequency);
        Assert.True(each.CountsOrders);
        Assert.Throws<DataException>(() => Rfm.Of(table, columns with { Price = null }));
        Assert.Throws<DataException>(() => Rfm.Of(table, columns with { Time = "price" }));
        Assert.Throws<DataException>(() => Rfm.Of(table, columns with { Customer = "when" }));
        Assert.Throws<DataException>(() => Rfm.Of(table, columns with { Price = "code" }));
    }

    [Fact]
    public void Negative_totals_are_kept_and_nobody_who_bought_is_refused()
    {
        var rfm = Rfm.Of(Lines(("a", 1, 5), ("a", 2, -9)), Columns);
        Assert.Equal((-4.0, 1), (rfm.Monetary[0], rfm.Facts.NegativeTotals));
        var error = Assert.Throws<DataException>(() => Rfm.Of(Lines(("a", 5, -5), (null, 5, 3), ("b", 9, 2)), Columns, Day(8)));
        Assert.Contains("1 without a customer, 0 without time or amount, 1 later, 0 before the horizon, 1 returns", error.Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => Rfm.Of(Lines(("a", 5, double.PositiveInfinity)), Columns));
        Assert.Throws<DataException>(() => Rfm.SpendAfter(Lines(("a", 1, 3)), Columns, rfm));
    }

    [Fact]
    public void Scores_cut_at_quintiles_and_equal_customers_are_equal_unless_told_apart_by_order()
    {
        // Ten customers who bought once each, a day apart, for 1 to 10.
        var table = Lines([.. Enumerable.Range(1, 10).Select(i => ((string?)$"c{i:00}", i, (double)i))]);
        var scores = Rfm.Of(table, Columns).Scores();
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5], scores.Recency);
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5], scores.Monetary);
        Assert.All(scores.Frequency, f => Assert.Equal(1, f));
        Assert.Equal([8, 6, 4, 2], scores.RecencyCuts);
        Assert.Equal([3, 5, 7, 9], scores.MonetaryCuts);
        Assert.All(scores.FrequencyCuts, c => Assert.True(double.IsNaN(c)));
        Assert.Equal((0, 5), (scores.GroupOf(0), scores.GroupOf(9)));
        Assert.Equal(11, scores.Sum[9]);
        Assert.Equal(1 + 1 + 0.55, scores.RankSum[9], 1e-12);
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5], Rfm.Of(table, Columns, options: new() { Ties = RfmTies.InOrder }).Scores().Frequency);
        Assert.Equal([1], Rfm.Of(Lines(("a", 1, 1)), Columns).Scores().Recency);
    }

    [Fact]
    public void Cdnow_gives_the_known_figures()
    {
        var table = Cdnow();
        var columns = new RfmColumns { Customer = "customer_id", Time = "date", Amount = "dollars", Order = "line" };
        var whole = Rfm.Of(table, columns, new DateOnly(1998, 7, 1));
        Assert.Equal(23_570, whole.Customers.Count);
        Assert.Equal((472, 1, 43.395), (Median(whole.Recency), Median(whole.Frequency), Math.Round(Median(whole.Monetary), 6)));
        Assert.Equal(2_500_315.63, whole.Monetary.Sum(), 0.01);
        var cut = Rfm.Of(table, columns, new DateOnly(1997, 10, 1), new() { Ties = RfmTies.InOrder });
        Assert.Equal((209, 1, 35.955), (Median(cut.Recency), Median(cut.Frequency), Math.Round(Median(cut.Monetary), 6)));
        var spend = Rfm.SpendAfter(table, columns, cut);
        var scores = cut.Scores();
        // Published as .147 for the sum of the scores, and as a lift of 5.98 for the best 7.8 %.
        Assert.Equal(0.1469, SegmentOutcomes.Of([.. scores.Sum], spend).EtaSquared, 5e-4);
        Assert.Equal(5.98, CumulativeGain.Of([.. scores.RankSum], spend).At(0.078).Lift, 5e-3);
    }

    [Theory]
    [InlineData(4, 15897.5, 0.141)]
    [InlineData(8, 0, 0.203)]
    public void Cdnow_segments_tell_the_next_period(int clusters, double inertia, double eta)
    {
        var table = Cdnow();
        var columns = new RfmColumns { Customer = "customer_id", Time = "date", Amount = "dollars", Order = "line" };
        if (inertia > 0)
        {
            Assert.Equal(inertia, new KMeans(new() { Clusters = clusters, Tolerance = 0 }).Fit(Scaled(Rfm.Of(table, columns, new DateOnly(1998, 7, 1)))).Inertia, 0.5);
        }
        var cut = Rfm.Of(table, columns, new DateOnly(1997, 10, 1));
        var x = Scaled(cut);
        var labels = new KMeans(new() { Clusters = clusters }).Fit(x).Assign(x);
        Assert.Equal(eta, SegmentOutcomes.Of(labels, Rfm.SpendAfter(table, columns, cut)).EtaSquared, 1e-3);
    }

    private static Matrix Scaled(RfmFeatures rfm)
    {
        var x = new Matrix(rfm.Customers.Count, 3);
        for (var i = 0; i < x.Rows; i++)
        {
            (x[i][0], x[i][1], x[i][2]) = ((float)rfm.Recency[i], (float)rfm.Frequency[i], (float)rfm.Monetary[i]);
        }
        return new Log1pScaler(new() { Standardize = true }).Fit(x).Transform(x);
    }

    /// <summary>The transactions, with a column that makes each line an order, as the published figures count them.</summary>
    private static Table Cdnow()
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINES_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "PIPELINES_DATA does not name a folder of data.");
        var table = CsvFile.Read(Path.Combine(folder!, "customers", "cdnow_master.csv.gz")).Table;
        double[] lines = [.. Enumerable.Range(0, table.Rows).Select(i => (double)i)];
        return new([.. table.Columns, new NumberColumn("line", lines)]);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static DateOnly Day(int day) => new(2024, 1, day);

    private static Table Lines(params (string? Who, int Day, double Money)[] lines) => new(
    [
        TextColumn.From("who", lines.Select(l => l.Who)),
        new TimeColumn("when", [.. lines.Select(l => Day(l.Day).ToDateTime(new TimeOnly(23, 59)).Ticks)], ""),
        new NumberColumn("money", [.. lines.Select(l => l.Money)]),
    ]);
}
