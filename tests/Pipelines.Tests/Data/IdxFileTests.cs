using System.IO.Compression;
using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Data;

public sealed class IdxFileTests
{
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 1, 2, 253, 254, 255];

    [Fact]
    public void Reads_images_row_by_row()
    {
        using var folder = new TemporaryFolder();
        var (rows, shape) = IdxFile.Read(Write(folder, Images));
        Assert.Equal((2, 3), (rows.Rows, rows.Columns));
        Assert.Equal([1, 3], shape);
        Assert.Equal([0, 1, 2, 253, 254, 255], rows.Values);
        Assert.True(IdxFile.IsIdx(folder.File("x.idx")));
    }

    [Fact]
    public void Reads_labels_as_one_column()
    {
        using var folder = new TemporaryFolder();
        var (rows, shape) = IdxFile.Read(Write(folder, [0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9]));
        Assert.Empty(shape);
        Assert.Equal((3, 1), (rows.Rows, rows.Columns));
        Assert.Equal([7, 8, 9], rows.Values);
    }

    [Fact]
    public void Reads_packed_files_of_many_blocks_and_refuses_cut_ones()
    {
        using var folder = new TemporaryFolder();
        const int Rows = 2500;
        var bytes = new byte[12 + (Rows * 800)];
        new byte[] { 0, 0, 8, 2, 0, 0, Rows >> 8, Rows & 255, 0, 0, 3, 32 }.CopyTo(bytes, 0);
        for (var i = 12; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i * i >> 3);
        }
        var path = folder.File("x.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            packed.Write(bytes);
        }
        var (rows, _) = IdxFile.Read(path);
        Assert.Equal((Rows, 800), (rows.Rows, rows.Columns));
        Assert.Equal(Array.ConvertAll(bytes[12..], b => (float)b), rows.Values);
        Assert.True(IdxFile.IsIdx(path));

        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^4000]);
        Assert.Equal("idx.gzip", Assert.Throws<DataException>(() => IdxFile.Read(path)).Code);
    }

    [Theory]
    [InlineData("idx.magic", new byte[] { })]
    [InlineData("idx.magic", new byte[] { 0, 0, 8 })]
    [InlineData("idx.magic", new byte[] { (byte)'a', (byte)',', (byte)'b', (byte)'\n', (byte)'1', (byte)',', (byte)'2' })]
    [InlineData("idx.type", new byte[] { 0, 0, 13, 1, 0, 0, 0, 0 })]
    [InlineData("idx.type", new byte[] { 0, 0, 8, 0 })]
    [InlineData("idx.type", new byte[] { 0, 0, 8, 5, 0, 0, 0, 0 })]
    [InlineData("idx.short", new byte[] { 0, 0, 8, 3, 0, 0, 0, 2, 0, 0 })]
    [InlineData("idx.short", new byte[] { 0, 0, 8, 1, 0, 0, 0, 3, 1, 2 })]
    [InlineData("idx.short", new byte[] { 0, 0, 8, 2, 0, 0, 255, 255, 0, 0, 127, 255, 1, 2 })]
    [InlineData("idx.large", new byte[] { 0, 0, 8, 1, 255, 255, 255, 255, 1 })]
    [InlineData("idx.large", new byte[] { 0, 0, 8, 4, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255 })]
    [InlineData("idx.large", new byte[] { 0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0 })]
    [InlineData("idx.long", new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 1, 2 })]
    public void Refuses_what_is_no_whole_file(string code, byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, bytes);
        var error = Assert.Throws<DataException>(() => IdxFile.Read(path));
        Assert.Equal(code, error.Code);
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_other_files_and_names_those_it_cannot_open()
    {
        using var folder = new TemporaryFolder();
        Assert.False(IdxFile.IsIdx(Write(folder, "a,b\n1,2\n"u8.ToArray())));
        Assert.False(IdxFile.IsIdx(Write(folder, [0x1F, 0x8B, 1, 2, 3])));
        Assert.False(IdxFile.IsIdx(Write(folder, [])));
        Assert.Equal("idx.open", Assert.Throws<DataException>(() => IdxFile.IsIdx(folder.File("none"))).Code);
        Assert.Equal("idx.open", Assert.Throws<DataException>(() => IdxFile.Read(folder.Root)).Code);
    }

    private static string Write(TemporaryFolder folder, byte[] bytes)
    {
        var path = folder.File("x.idx");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
