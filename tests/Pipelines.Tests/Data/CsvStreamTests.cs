using System.Text;
using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class CsvStreamTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_come_as_text_in_order_bad_ones_with_their_reason()
    {
        var rows = CsvFile.Open(_folder.File("a,b\n 1 ,\"x,y\"\n2\n\"q\"r,3\n4,\n"));
        Assert.Equal(["a", "b"], rows.Columns);
        Assert.Equal(1, rows.Place("b"));
        Assert.Equal("csv.column", Assert.Throws<DataException>(() => rows.Place("c")).Code);
        var all = rows.ToList();
        Assert.Equal([2L, 3, 4, 5], all.Select(r => r.Line));
        Assert.Equal([null, "csv.ragged", "csv.quote", null], all.Select(r => r.Problem?.Code));
        Assert.Equal(["1", "x,y"], all[0].Fields);
        Assert.Equal(["2"], all[1].Fields);
        Assert.Equal(4, rows.Count());
    }

    [Fact]
    public void Blocks_keep_every_row_in_its_place()
    {
        var text = new StringBuilder("id,x,label\n");
        for (var i = 0; i < 1000; i++)
        {
            text.Append(i % 100 == 7 ? $"{i}\n" : i % 100 == 8 ? $"{i},oops,a\n" : $"{i},{i}.5,b\n");
        }
        var options = new CsvOptions { Columns = ["x", "label"], Types = new Dictionary<string, CsvType> { ["x"] = CsvType.Number } };
        var blocks = CsvFile.Blocks(_folder.File(text.ToString()), options, 64).ToList();
        Assert.Equal(1000, blocks.Sum(b => b.Table.Rows));
        Assert.All(blocks, b => Assert.Equal(b.Table.Rows, b.Records.Count));
        var records = blocks.SelectMany(b => b.Records).ToList();
        var values = blocks.SelectMany(b => ((NumberColumn)b.Table["x"]).Values).ToList();
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal($"{i}", records[i].Fields[0]);
            Assert.Equal(i % 100 == 7 ? "csv.ragged" : i % 100 == 8 ? "csv.number" : null, records[i].Problem?.Code);
            Assert.Equal(i % 100 is 7 or 8 ? double.NaN : i + 0.5, values[i]);
        }
    }

    [Theory, InlineData(0L), InlineData(7L)]
    public void A_sample_is_rows_of_the_whole_file_each_as_likely_and_the_counts_are_of_all(long seed)
    {
        var text = new StringBuilder("i,label,maybe\n");
        for (var i = 0; i < 60_000; i++)
        {
            // The last column turns into text late, so that it is read in a second pass: of the same rows.
            text.Append(i % 1000 == 999 ? "ragged\n" : $"{i},n{i},{(i < 30_000 ? $"{i}" : $"n{i}")}\n");
        }
        var path = _folder.File(text.ToString());
        var options = new CsvOptions { SampleRows = 3000, SampleSeed = seed, OnBadRow = OnBadRow.Skip };
        var data = CsvFile.Read(path, options, TestContext.Current.CancellationToken);
        Assert.Equal((60_000L, 60), (data.RowsRead, data.Dropped.Count));
        Assert.Equal(CsvFile.Read(path, options with { SampleRows = 0 }, TestContext.Current.CancellationToken).Sha256, data.Sha256);
        var rows = ((NumberColumn)data.Table["i"]).Values;
        // Later rows are longer than the first ones, from which it is judged how many there are.
        Assert.InRange(rows.Length, 1800, 3300);
        Assert.Equal(rows.Distinct().Order(), rows);
        Assert.All(Enumerable.Range(0, 6), part => Assert.InRange(rows.Count(r => (int)r / 10_000 == part), rows.Length / 8, rows.Length / 4.5));
        for (var r = 0; r < rows.Length; r++)
        {
            Assert.Equal($"n{rows[r]}", data.Table["label"].Text(r));
            Assert.Equal(rows[r] < 30_000 ? $"{rows[r]}" : $"n{rows[r]}", data.Table["maybe"].Text(r));
        }
        Assert.Equal(rows, ((NumberColumn)CsvFile.Read(path, options, TestContext.Current.CancellationToken).Table["i"]).Values);
        Assert.NotEqual(rows, ((NumberColumn)CsvFile.Read(path, options with { SampleSeed = seed + 1 }, TestContext.Current.CancellationToken).Table["i"]).Values);
        // More than there are is all there are.
        Assert.Equal(59_940, CsvFile.Read(path, options with { SampleRows = 200_000 }, TestContext.Current.CancellationToken).Table.Rows);
    }

    [Fact]
    public void A_row_source_reads_its_columns_again_and_again()
    {
        var first = _folder.File("a,b,c\n1,x,2\n3,y,\n", "1.csv");
        var second = _folder.File("c;b;a\n\"1.234,5\";z;6\n", "2.csv");
        var source = new CsvRowSource([first, second], ["c", "a"], null, TestContext.Current.CancellationToken);
        Assert.Equal(2, source.Columns);
        Assert.Null(source.Rows);
        for (var pass = 0; pass < 2; pass++)
        {
            using var cursor = source.Open();
            var block = new float[5];
            Assert.Equal(2, cursor.Read(block));
            Assert.Equal([2, 1, float.NaN, 3], block[..4]);
            Assert.Equal(1, cursor.Read(block));
            Assert.Equal([1234.5f, 6], block[..2]);
            Assert.Equal(0, cursor.Read(block));
            Assert.Equal(3, source.Rows);
        }
    }

    [Fact]
    public void A_row_source_stops_at_a_bad_row_or_passes_it_over()
    {
        var path = _folder.File("a,b\n1,2\n3,x\n5\n7,8\n");
        using var cursor = new CsvRowSource([path], ["b"], null, TestContext.Current.CancellationToken).Open();
        Assert.Contains("data.csv(3,2): column 'b': 'x'", Assert.Throws<DataException>(() => cursor.Read(new float[10])).Message, StringComparison.Ordinal);
        using var skipping = new CsvRowSource([path], ["b"], new() { OnBadRow = OnBadRow.Skip }, TestContext.Current.CancellationToken).Open();
        var block = new float[10];
        Assert.Equal(2, skipping.Read(block));
        Assert.Equal([2, 8], block[..2]);
    }

    [Fact]
    public void A_long_file_is_streamed_without_being_held()
    {
        var text = new StringBuilder("a,b,c\n");
        for (var i = 0; i < 200_000; i++)
        {
            text.Append(i).Append(",1.25,some text to fill the row\n");
        }
        var source = new CsvRowSource([_folder.File(text.ToString())], ["b", "a"], null, TestContext.Current.CancellationToken);
        text.Clear();
        var block = new float[2 * 256];
        using var cursor = source.Open();
        Assert.Equal(256, cursor.Read(block));
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (cursor.Read(block) > 0)
        {
            // To the end.
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
        Assert.Equal(200_000, source.Rows);
    }

    [Fact]
    public void Inspect_describes_each_column()
    {
        var profile = CsvFile.Inspect(_folder.File("id,when,who,d\n3,2024-03-05,Ann,03/04/2024\n1,2024-03-07,Bob,04/04/2024\n,2024-03-06,Ann,\n2\n"), null, TestContext.Current.CancellationToken);
        Assert.Equal(3, profile.Rows);
        Assert.Equal("csv.ragged", Assert.Single(profile.BadRows).Problem.Code);
        var (id, when, who, day) = (profile.Columns[0], profile.Columns[1], profile.Columns[2], profile.Columns[3]);
        Assert.Equal((CsvType.Number, 1L, 2L, "1", "3"), (id.Type, id.Missing, id.Distinct, id.Low, id.High));
        Assert.Equal((CsvType.Time, 0L, 3L, "2024-03-05", "2024-03-07"), (when.Type, when.Missing, when.Distinct, when.Low, when.High));
        Assert.Equal((CsvType.Text, 0L, 2L, ""), (who.Type, who.Missing, who.Distinct, who.Low));
        Assert.Equal(["Ann", "Bob"], who.Samples);
        Assert.Equal(CsvType.Text, day.Type);
        Assert.Equal("csv.fact.ambiguous-date", Assert.Single(day.Facts).Key);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_with_one_line_and_rows_agree_between_the_ways_to_read()
    {
        string[] pieces = ["a", "b,", "1", "2.5", ",", ",", ";", "\t", "|", "\n", "\n", "\r\n", "\r", "\"", "\"\"", " ", "合计", "用户", "é", "\0", "%", "1,234", "2024-03-05", "03/04/2024", "NA", "-", "e5", "00", "\uFEFF"];
        var rng = Rng.At(9);
        for (var trial = 0; trial < 300; trial++)
        {
            var text = new StringBuilder();
            for (var k = rng.NextBelow(60); k >= 0; k--)
            {
                text.Append(pieces[rng.NextBelow(pieces.Length)]);
            }
            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            if (bytes.Length > 0 && rng.NextBelow(5) == 0)
            {
                bytes[rng.NextBelow(bytes.Length)] = (byte)rng.NextBelow(256);
            }
            var path = _folder.File(bytes);
            try
            {
                var data = CsvFile.Read(path, new() { OnBadRow = OnBadRow.Skip, Hash = false }, TestContext.Current.CancellationToken);
                Assert.Equal(data.RowsRead, data.Table.Rows + data.Dropped.Count);
                Assert.Equal(data.RowsRead, CsvFile.Open(path).Count());
                Assert.Equal(data.RowsRead, CsvFile.Blocks(path, null, 2).Sum(b => b.Table.Rows));
                Assert.Equal(data.Table.Rows, CsvFile.Inspect(path, null, TestContext.Current.CancellationToken).Rows);
            }
            catch (DataException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        }
    }
}
