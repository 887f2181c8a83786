using System.Globalization;
using System.Text;
using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class CsvNumberTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private (Column Column, string[] Facts) Column(string[] cells, CsvOptions? options = null, string delimiter = ",")
    {
        var rows = cells.Select(c => $"r{delimiter}\"{c}\"");
        var data = CsvFile.Read(_folder.File($"k{delimiter}x\n" + string.Join('\n', rows)), options, TestContext.Current.CancellationToken);
        return (data.Table["x"], [.. data.Columns[1].Facts.Select(f => f.Key)]);
    }

    private void AreNumbers(string[] cells, double[] values, params string[] facts)
    {
        var (column, said) = Column(cells);
        Assert.Equal(values, Assert.IsType<NumberColumn>(column).Values);
        Assert.Equal(facts, said);
    }

    private void AreText(string[] cells, params string[] facts)
    {
        var (column, said) = Column(cells);
        Assert.Equal(cells, Enumerable.Range(0, cells.Length).Select(Assert.IsType<TextColumn>(column).Text));
        Assert.Equal(facts, said);
    }

    [Fact]
    public void Plain_numbers_agree_bit_for_bit_with_the_full_parser()
    {
        var rng = Rng.At(1);
        var cell = new StringBuilder();
        for (var i = 0; i < 200_000; i++)
        {
            cell.Clear();
            if (rng.NextBelow(2) == 0)
            {
                cell.Append('-');
            }
            var whole = rng.NextBelow(12);
            for (var d = 0; d < whole; d++)
            {
                cell.Append((char)('0' + (d == 0 && whole > 1 ? 1 + rng.NextBelow(9) : rng.NextBelow(10))));
            }
            if (rng.NextBelow(3) > 0 || whole == 0)
            {
                cell.Append('.');
                for (var d = rng.NextBelow(12) + (whole == 0 ? 1 : 0); d > 0; d--)
                {
                    cell.Append((char)('0' + rng.NextBelow(10)));
                }
            }
            if (rng.NextBelow(10) == 0)
            {
                cell.Append(CultureInfo.InvariantCulture, $"e{rng.NextBelow(60) - 30}");
            }
            var text = cell.ToString();
            Assert.True(CsvPlainNumber.TryRead(Encoding.UTF8.GetBytes(text), out var value), text);
            var expected = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            Assert.True(BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(value), text);
        }
    }

    [Fact]
    public void Anything_but_digits_and_a_point_is_not_plain()
    {
        var plain = "0123456789";
        for (var length = 1; length <= 12; length++)
        {
            for (var at = 0; at < length; at++)
            {
                for (var c = (char)1; c < 0x7F; c++)
                {
                    var text = new string('1', length).Remove(at, 1).Insert(at, c.ToString());
                    var expected = plain.Contains(c, StringComparison.Ordinal) ? c != '0' || at > 0 || length == 1
                        : c == '.' ? length > 1
                        : c == '-' ? at == 0 && length > 1
                        : c is 'e' or 'E' && at > 0 && at < length - 1;
                    // A long exponent overflows, which is no number either.
                    expected &= c is not ('e' or 'E') || length - at - 1 <= 3;
                    Assert.True(expected == CsvPlainNumber.TryRead(Encoding.ASCII.GetBytes(text), out _), text);
                }
            }
        }
        Assert.False(CsvPlainNumber.TryRead("1.2.3"u8, out _));
        Assert.False(CsvPlainNumber.TryRead(""u8, out _));
        Assert.False(CsvPlainNumber.TryRead("9007199254740993"u8, out _));
        Assert.True(CsvPlainNumber.TryRead("9007199254740992"u8, out _));
    }

    [Fact]
    public void Thousands_separators_are_removed()
    {
        AreNumbers(["1,234", "12,345,678", "5"], [1234, 12_345_678, 5], "csv.fact.thousands");
        AreNumbers(["1,234.5", "0.25"], [1234.5, 0.25], "csv.fact.thousands");
        AreNumbers(["1 234", "12\u00A0345\u00A0678"], [1234, 12_345_678], "csv.fact.thousands");
        AreNumbers(["1'234.50", "2’000"], [1234.5, 2000], "csv.fact.thousands");
        AreText(["1,23", "4.5"]);
        AreText(["12,34,567"]);
    }

    [Fact]
    public void A_decimal_comma_is_one_where_some_cell_shows_it()
    {
        AreNumbers(["1,5", "2", "1.234,25"], [1.5, 2, 1234.25], "csv.fact.decimal-comma", "csv.fact.thousands");
        AreNumbers(["0,125"], [0.125], "csv.fact.decimal-comma");
        AreNumbers(["0.125", "1.234"], [0.125, 1.234]);
        Assert.Equal([1.234], ((NumberColumn)Column(["1,234"], new() { DecimalComma = true }).Column).Values);
        Assert.Equal([1.234], ((NumberColumn)Column(["1,234"], delimiter: ";").Column).Values);
        Assert.Equal([1234], ((NumberColumn)Column(["1,234"], new() { DecimalComma = false }, ";").Column).Values);
    }

    [Fact]
    public void Another_column_shows_how_an_open_one_is_meant()
    {
        var data = CsvFile.Read(_folder.File("a\tb\n1,234\t0,5\n2,000\t7,25\n"), null, TestContext.Current.CancellationToken);
        Assert.Equal([1.234, 2], ((NumberColumn)data.Table["a"]).Values);
    }

    [Fact]
    public void Currencies_percents_and_Chinese_units_are_worked_out()
    {
        AreNumbers(["$5", "-$1,250.75", "$ 3"], [5, -1250.75, 3], "csv.fact.thousands", "csv.fact.currency");
        AreNumbers(["¥12.5元", "￥3"], [12.5, 3], "csv.fact.currency");
        AreNumbers(["5 €", "7 EUR"], [5, 7], "csv.fact.currency");
        AreNumbers(["12%", "-3.5 %", "0"], [0.12, -0.035, 0], "csv.fact.percent");
        AreNumbers(["1.2万", "3亿", "8000"], [12_000, 300_000_000, 8000], "csv.fact.chinese-units");
        AreNumbers(["１２．５", "３"], [12.5, 3], "csv.fact.full-width");
        AreNumbers(["(1,234)", "5"], [-1234, 5], "csv.fact.thousands", "csv.fact.parentheses");
        AreNumbers(["5-", "+7", "−2"], [-5, 7, -2]);
        AreText(["$5", "€6"], "csv.fact.currencies");
        AreText(["5%", "0.5"], "csv.fact.some-percent");
        AreText(["(1)", "(2)"]);
        AreText(["1-2", "3-4"]);
    }

    [Fact]
    public void Scientific_notation_is_a_number_outside_id_columns() => AreNumbers(["6.22848E+17", "1e-3"], [6.22848e17, 0.001]);

    [Fact]
    public void A_told_number_column_takes_leading_zeros_and_long_digits()
    {
        var options = new CsvOptions { Types = new Dictionary<string, CsvType> { ["x"] = CsvType.Number } };
        Assert.Equal([123, 5], ((NumberColumn)Column(["00123", "5"], options).Column).Values);
        var (column, facts) = Column(["110101199003078515"], options);
        Assert.Equal([110101199003078515d], ((NumberColumn)column).Values);
        Assert.Equal(["csv.fact.rounded"], facts);
    }

    [Fact]
    public void A_sign_that_appears_late_is_still_taken()
    {
        var cells = Enumerable.Range(0, 3000).Select(i => i == 2900 ? "1,234" : $"{i}").ToArray();
        Assert.Equal(1234, ((NumberColumn)Column(cells).Column).Values[2900]);
        cells[2900] = "2,5";
        var (column, facts) = Column(cells);
        Assert.Equal(2.5, ((NumberColumn)column).Values[2900]);
        Assert.Equal(2901, ((NumberColumn)column).Values[2901]);
        Assert.Equal(["csv.fact.decimal-comma"], facts);
    }
}
