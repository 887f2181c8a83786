using System.Text;
using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class CsvEncodingTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Encoding Of(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    private CsvData Read(byte[] bytes, CsvOptions? options = null) => CsvFile.Read(_folder.File(bytes), options, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("utf-8", "用户,评分\n张三,1\n")]
    [InlineData("utf-8", "Имя,Возраст\nЖанна,30\n")]
    [InlineData("utf-8", "name,n\n😀🎉,1\n")]
    [InlineData("utf-16", "用户,评分\n张三,1\n")]
    [InlineData("utf-16BE", "Größe,n\nüß,1\n")]
    [InlineData("gb18030", "用户,评分\n张三,1\n")]
    [InlineData("gb18030", "设备,温度\n一号机,36.6\n二号机,37\n")]
    [InlineData("gb18030", "序列号,结果\n1,合格\n2,合格\n3,合格\n4,合格\n5,合格\n6,合格\n7,合格\n8,合格\n9,合格\n10,合格\n11,合格\n12,合格\n13,合格\n14,合格\n15,合格\n16,合格\n17,合格\n18,合格\n19,合格\n")]
    public void Finds_the_encoding(string name, string text)
    {
        var encoding = Of(name);
        var data = Read([.. name == "gb18030" ? [] : encoding.Preamble.ToArray(), .. encoding.GetBytes(text)]);
        var lines = text.Split('\n');
        Assert.Equal(lines[0].Split(','), data.Dialect.Columns);
        Assert.Equal(lines[1].Split(',')[0], data.Table.Columns[0].Text(0));
        Assert.Equal(name, data.Dialect.Encoding, ignoreCase: true);
    }

    [Fact]
    public void Utf16_without_a_mark_is_known_by_its_zeros() => Assert.Equal(["a", "b"], Read(Encoding.Unicode.GetBytes("a,b\n1,2\n3,4\n")).Dialect.Columns);

    [Fact]
    public void A_byte_of_a_Chinese_character_is_no_delimiter()
    {
        // 鍇 is E5 7C in GBK: its second byte is the pipe.
        var bytes = Of("gb18030").GetBytes("名称,鍇\n元素的名称,1\n这是普通的中文,2\n");
        Assert.Contains((byte)'|', bytes);
        var data = Read(bytes);
        Assert.Equal(["名称", "鍇"], data.Dialect.Columns);
        Assert.Equal(',', data.Dialect.Delimiter);
    }

    [Theory]
    [InlineData("windows-1252", "Größe,Straße\nübermäßig,Café\nnaïve,façade\n")]
    [InlineData("windows-1251", "Имя,Город\nЖанна Петрова,Санкт-Петербург\nОлег,Москва\n")]
    [InlineData("big5", "使用者,電影\n張小明,臥虎藏龍\n王大同,悲情城市\n")]
    [InlineData("shift_jis", "名前,映画\n山田たろう,となりのトトロ\n")]
    [InlineData("euc-kr", "이름,영화제목\n김철수가 좋아하는,기생충과 살인의 추억\n박영희가 싫어하는,올드보이와 괴물 그리고 마더\n이순신의 바다에서,명량과 한산 노량\n")]
    public void Asks_for_an_encoding_that_cannot_be_told_and_reads_with_its_name(string name, string text)
    {
        var bytes = Of(name).GetBytes(text);
        var error = Assert.Throws<DataException>(() => Read(bytes));
        Assert.Equal("csv.encoding", error.Code);
        var place = bytes.AsSpan().IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        Assert.Contains($"第 {place} 个字节（0x{bytes[place]:X2}）", Pipelines.Reporting.TextTable.Load(Pipelines.Reporting.Language.Chinese).Of(error), StringComparison.Ordinal);
        Assert.Contains("--encoding", error.Message, StringComparison.Ordinal);
        Assert.Equal(text.Split('\n')[1].Split(',')[0], Read(bytes, new() { Encoding = name }).Table.Columns[0].Text(0));
    }

    [Fact]
    public void Chinese_that_begins_late_in_an_ASCII_file_is_still_found()
    {
        var text = new StringBuilder("id,name\n");
        for (var i = 0; i < 60_000; i++)
        {
            text.Append(i).Append(i < 59_990 ? ",abcdef\n" : ",普通的中文名称\n");
        }
        var bytes = Of("gb18030").GetBytes(text.ToString());
        var data = Read(bytes);
        Assert.Equal("gb18030", data.Dialect.Encoding);
        Assert.Equal("普通的中文名称", data.Table["name"].Text(59_999));
        var rows = CsvFile.Open(_folder["data.csv"]).ToList();
        Assert.Equal(60_000, rows.Count);
        Assert.Equal(["59999", "普通的中文名称"], rows[^1].Fields);
        Assert.Equal(Enumerable.Range(0, 60_000).Select(i => $"{i}"), rows.Select(r => r.Fields[0]));
    }

    [Fact]
    public void A_character_across_two_blocks_is_no_error()
    {
        // Three-byte characters at every offset, over many blocks of any even size.
        var text = new StringBuilder("n,t\n");
        for (var i = 0; i < 30_000; i++)
        {
            text.Append(i).Append(",字").Append('x', i % 7).Append("😀\n");
        }
        var data = Read(Encoding.UTF8.GetBytes(text.ToString()));
        Assert.Equal(30_000, data.Table.Rows);
        Assert.Equal(7, ((TextColumn)data.Table["t"]).Levels.Count);
    }

    [Fact]
    public void Names_of_encodings_are_known_by_their_common_forms()
    {
        var bytes = Of("gb18030").GetBytes("用户\n张三\n");
        Assert.Equal("gb18030", Read(bytes, new() { Encoding = "GBK" }).Dialect.Encoding, ignoreCase: true);
        Assert.Equal("csv.encoding-name", Assert.Throws<DataException>(() => Read(bytes, new() { Encoding = "klingon" })).Code);
        Assert.Equal("csv.decode", Assert.Throws<DataException>(() => Read([.. "a\n"u8, 0xFF, 0xFF], new() { Encoding = "gb18030" })).Code);
        Assert.Equal("csv.encoding", Assert.Throws<DataException>(() => Read(bytes, new() { Encoding = "utf-8" })).Code);
    }
}
