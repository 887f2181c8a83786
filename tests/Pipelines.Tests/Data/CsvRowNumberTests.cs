using System.Globalization;
using System.Text;
using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class CsvRowNumberTests
{
    [Fact]
    public void A_cell_reads_the_same_wherever_in_its_row_it_stands()
    {
        var rng = Rng.At(5);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var cells = new string[1 + rng.NextBelow(6)];
            for (var c = 0; c < cells.Length; c++)
            {
                cells[c] = Cell(ref rng);
            }
            // Digits and points beside the row would show in the numbers if they were taken.
            var before = new string('7', rng.NextBelow(3));
            var text = Encoding.ASCII.GetBytes(before + string.Join(',', cells) + new string('.', rng.NextBelow(3)));
            var row = text.AsSpan(before.Length, cells.Sum(c => c.Length + 1) - 1);
            var from = 0;
            foreach (var cell in cells)
            {
                Agrees(row, row.Slice(from, cell.Length), cell);
                from += cell.Length + 1;
            }
        }
    }

    [Fact]
    public void Any_byte_in_any_place_is_judged_as_outside_a_row()
    {
        for (var length = 1; length <= 18; length++)
        {
            for (var at = 0; at < length; at++)
            {
                for (var value = 0; value < 256; value++)
                {
                    var row = new byte[length + 40];
                    Array.Fill(row, (byte)'1');
                    row[20 + at] = (byte)value;
                    var cell = row.AsSpan(20, length);
                    Agrees(row, cell, $"{length} ones with {value} at {at}");
                    Agrees(cell, cell, $"alone: {length} ones with {value} at {at}");
                }
            }
        }
    }

    [Fact]
    public void A_cell_that_is_not_in_the_row_is_read_all_the_same()
    {
        var elsewhere = "-12.5"u8.ToArray();
        Assert.True(CsvRowNumber.TryRead(new byte[100], elsewhere, out var value));
        Assert.Equal(-12.5, value);
        Assert.True(CsvRowNumber.TryRead([], elsewhere, out value));
        Assert.Equal(-12.5, value);
        Assert.False(CsvRowNumber.TryRead(new byte[100], [], out _));
    }

    [Theory]
    [InlineData("9007199254740992", true)]
    [InlineData("9007199254740993", false)]
    [InlineData("900719925474099.2", true)]
    [InlineData("00.5", false)]
    [InlineData("0.5", true)]
    [InlineData("-.5", true)]
    [InlineData("5.", true)]
    [InlineData(".", false)]
    [InlineData("-", false)]
    [InlineData("-0", true)]
    public void Knows_the_edges(string cell, bool plain)
    {
        var row = Encoding.ASCII.GetBytes($"1234567890123456,{cell},1234567890123456");
        var isPlain = CsvRowNumber.TryRead(row, row.AsSpan(17, cell.Length), out var value);
        Assert.Equal(plain, isPlain);
        if (plain)
        {
            var expected = double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(value));
        }
    }

    // Mostly numbers, some with a byte too many or wrong.
    private static string Cell(ref Rng rng)
    {
        var text = new StringBuilder(rng.NextBelow(3) == 0 ? "-" : "");
        for (var d = rng.NextBelow(12); d > 0; d--)
        {
            text.Append((char)('0' + rng.NextBelow(10)));
        }
        if (rng.NextBelow(2) == 0)
        {
            text.Append('.');
            for (var d = rng.NextBelow(10); d > 0; d--)
            {
                text.Append((char)('0' + rng.NextBelow(10)));
            }
        }
        if (rng.NextBelow(8) == 0)
        {
            text.Insert(rng.NextBelow(text.Length + 1), "0.-eE+/: x"[rng.NextBelow(10)]);
        }
        return text.ToString();
    }

    private static void Agrees(ReadOnlySpan<byte> row, ReadOnlySpan<byte> cell, string text)
    {
        var expected = CsvPlainNumber.TryRead(cell, out var value);
        var isPlain = CsvRowNumber.TryRead(row, cell, out var found);
        Assert.True(expected == isPlain, text);
        Assert.True(!expected || BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(found), text);
    }
}
