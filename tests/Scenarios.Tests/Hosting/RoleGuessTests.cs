using Pipelines.Data;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;
using Xunit;

namespace Scenarios.Tests.Hosting;

public sealed class RoleGuessTests
{
    private static readonly Role[] Roles = [Role.User, Role.Item, Role.Rating, Role.Time];

    [Theory]
    [InlineData("userId,movieId,rating,timestamp", "userId,movieId,rating,timestamp")]
    [InlineData("customer_id,product_id,stars,order_date", "customer_id,product_id,stars,order_date")]
    [InlineData("Order No,Member,SKU,Qty,Invoice Date", "Member,SKU,,Invoice Date")]
    [InlineData("用户ID,电影名称,评分,时间", "用户ID,电影名称,评分,时间")]
    [InlineData("订单编号,客户编号,客户名称,商品编码,商品名称,数量,单价,下单日期", "客户编号,商品编码,,下单日期")]
    [InlineData("会员卡号,物料编码,用户评分(1-5),购买时间", "会员卡号,物料编码,用户评分(1-5),购买时间")]
    [InlineData("reviewerName,bookTitle,userRating,reviewTime", "reviewerName,bookTitle,userRating,reviewTime")]
    [InlineData("ＵＳＥＲ＿ＩＤ,Item,Score,日期", "ＵＳＥＲ＿ＩＤ,Item,Score,日期")]
    public void Names_in_english_and_chinese_say_the_role(string header, string expected)
    {
        var roles = RoleGuess.Of(Roles, [.. header.Split(',').Select(n => new ColumnSketch(n))], _ => null);
        Assert.Equal(expected, string.Join(',', Roles.Select(r => roles.FirstOrDefault(c => c.Role == r).Column ?? "")));
        Assert.True(RoleGuess.NamesAreEnough(Roles, header.Split(','), _ => null));
    }

    [Fact]
    public void A_named_column_wins_and_may_be_a_number()
    {
        ColumnSketch[] columns = [new("user"), new("person"), new("film")];
        var roles = RoleGuess.Of(Roles, columns, r => r == Role.User ? "2" : null);
        Assert.Equal([new(Role.User, "person", RoleReason.Named), new(Role.Item, "film", RoleReason.Name)], roles);
    }

    [Fact]
    public void Equally_good_columns_stop_with_the_list()
    {
        ColumnSketch[] columns = [new("old customer"), new("new customer"), new("film")];
        var error = Assert.Throws<ScenarioException>(() => RoleGuess.Of(Roles, columns, _ => null));
        Assert.Equal(("roles.ambiguous", ExitCode.Data), (error.Key, error.Code));
        Assert.Equal("old customer, new customer", error.Facts[1]);
        Assert.False(RoleGuess.NamesAreEnough(Roles, [.. columns.Select(c => c.Name)], _ => null));
    }

    [Fact]
    public void Contents_decide_only_where_one_column_fits()
    {
        ColumnSketch id = new("c1") { Type = CsvType.Number, Present = 1000, Distinct = 100, Low = 1, High = 100 };
        ColumnSketch code = new("c2") { Type = CsvType.Text, Present = 1000, Distinct = 50 };
        ColumnSketch seconds = new("c3") { Type = CsvType.Number, Present = 1000, Distinct = 900, Low = 1.1e9, High = 1.2e9 };
        ColumnSketch price = new("c4") { Type = CsvType.Number, Present = 1000, Distinct = 300, Low = 1, High = 9, Fractions = true };
        ColumnSketch film = new("film") { Type = CsvType.Text, Present = 1000, Distinct = 50 };
        Assert.Contains(new(Role.User, "c1", RoleReason.Contents), RoleGuess.Of(Roles, [id, film, seconds, price], _ => null));
        Assert.Equal("roles.ambiguous", Assert.Throws<ScenarioException>(() => RoleGuess.Of(Roles, [id, code, seconds, price], _ => null)).Key);
        Assert.Equal("roles.none", Assert.Throws<ScenarioException>(() => RoleGuess.Of(Roles, [seconds, price, film], _ => null)).Key);
    }

    [Fact]
    public void A_name_that_the_cells_contradict_is_not_believed()
    {
        ColumnSketch[] columns = [new("user") { Type = CsvType.Text, Present = 10, Distinct = 5 }, new("film") { Type = CsvType.Text, Present = 10, Distinct = 5 }, new("rating") { Type = CsvType.Text, Present = 10, Distinct = 3 }];
        Assert.DoesNotContain(RoleGuess.Of(Roles, columns, _ => null), c => c.Role == Role.Rating);
    }
}
