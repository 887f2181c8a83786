using System.Security.Cryptography;
using Pipelines.Packing;
using Xunit;

namespace Pipelines.Tests.Packing;

/// <summary>What comes out is what went in, to the byte.</summary>
public sealed class PackedFileTests
{
    public static TheoryData<int> Lengths => [0, 1, 2, 47, 48, 49, 63, 64, 65, 127, 128, 129, 1000, 65_535, 65_536, 65_537, BlockFormat.Largest - 1, BlockFormat.Largest, BlockFormat.Largest + 1];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Every_length_comes_back(int length)
    {
        foreach (var contents in (byte[][])[PackedSample.Noise(length), new byte[length]])
        {
            foreach (var key in (PackingKey?[])[null, PackedSample.Key])
            {
                Assert.Equal(contents, PackedSample.Unpack(PackedSample.Pack(contents, key, level: 1), key));
            }
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(20)]
    public void Payloads_around_the_size_of_a_chunk_come_back(int chunkBits)
    {
        // Noise is stored as it is, so the payload has 56 bytes more than the contents.
        foreach (var length in Enumerable.Range(Math.Max(0, (2 << chunkBits) - 60), 8))
        {
            var contents = PackedSample.Noise(length);
            var packed = PackedSample.Pack(contents, PackedSample.Key, chunkBits);
            Assert.Equal(96 + length + 56 + (16 * ((length + 56 + (1 << chunkBits) - 1) >> chunkBits)), packed.Length);
            Assert.Equal(contents, PackedSample.Unpack(packed, PackedSample.Key));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(11)]
    public void Tables_come_back_at_every_level(int level)
    {
        var contents = PackedSample.Table(400);
        var packed = PackedSample.Pack(contents, PackedSample.Key, level: level);
        Assert.InRange(packed.Length, 100, contents.Length / 3);
        Assert.Equal(contents, PackedSample.Unpack(packed, PackedSample.Key));
    }

    [Theory]
    [InlineData("datasets/digits/digits.csv", 50_000)]
    [InlineData("datasets/movielens-small/movies.csv", 150_000)]
    [InlineData("datasets/wine/wine.csv", 5_000)]
    [InlineData("docs/images/report.png", 1_000_000)]
    [InlineData("tests/Pipelines.Tests/Golden/models/pca-1.pmodel", 100_000)]
    public void Real_files_come_back_and_are_small(string file, int most)
    {
        using var folder = new TemporaryFolder();
        var path = Repository.Path(file);
        // The level that For chooses is 11; the large ones are tried at less, for time.
        var options = new FileInfo(path).Length < 300_000 ? null : new PackOptions { Level = 6 };
        var facts = PackedFile.Pack(path, folder.File("a.packed"), PackedSample.Key, options);
        Assert.Equal(new FileInfo(folder.File("a.packed")).Length, facts.PackedBytes);
        Assert.InRange(facts.PackedBytes, 100, most);
        Assert.Equal(facts with { Header = null! }, PackedFile.Unpack(folder.File("a.packed"), folder.File("back"), PackedSample.Key) with { Header = null! });
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(folder.File("back")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), PackedFile.Verify(folder.File("a.packed"), PackedSample.Key).Sha256);
        Assert.Equal(3, 1 + Directory.GetFiles(folder.Root).Length);
    }

    [Fact]
    public void Several_blocks_give_the_same_bytes_on_any_number_of_threads_and_from_a_stream_of_unknown_length()
    {
        byte[] contents = [.. PackedSample.Table(60_000), .. PackedSample.Noise(5_000_000), .. PackedSample.Table(40_000)];
        Assert.True(contents.Length > 2 * BlockFormat.Largest);
        var packed = PackedSample.Pack(contents, level: 1);
        Assert.Equal(packed, PackedSample.Pack(contents, level: 1, threads: 2));
        Assert.Equal(packed, PackedSample.Pack(contents, level: 1, threads: 8));
        using var to = new MemoryStream();
        PackedFile.Pack(new Trickle(contents), to, null, new() { Level = 1 });
        Assert.Equal(packed, to.ToArray());
        Assert.Equal(contents, PackedSample.Unpack(packed, threads: 3));
    }

    [Fact]
    public void Two_packings_of_the_same_table_under_the_same_key_have_nothing_in_common()
    {
        var contents = PackedSample.Table();
        var (a, b) = (PackedSample.Pack(contents, PackedSample.Key), PackedSample.Pack(contents, PackedSample.Key));
        Assert.Equal(a.AsSpan(0, 32), b.AsSpan(0, 32));
        // Random bytes agree in one place of 256; half is far outside of chance.
        Assert.InRange(a.Skip(32).Zip(b.Skip(32)).Count(p => p.First == p.Second), 0, a.Length / 20);
    }

    [Fact]
    public void A_passphrase_opens_what_it_packed_and_its_rounds_are_in_the_header()
    {
        using var folder = new TemporaryFolder();
        using var word = PackingKey.FromPassphrase("пароль 口令 🔑 with blanks ");
        File.WriteAllBytes(folder.File("t.csv"), PackedSample.Table());
        PackedFile.Pack(folder.File("t.csv"), folder.File("t.packed"), word, new() { Iterations = 600_001 });
        var header = PackedFile.ReadHeader(folder.File("t.packed"));
        Assert.Equal((PackedKeySource.Passphrase, 600_001, "", true, PackedSuite.Aes256Gcm), (header.KeySource, header.Iterations, header.KeyId, header.IsEncrypted, header.Suite));
        using var same = PackingKey.FromPassphrase("пароль 口令 🔑 with blanks "u8);
        PackedFile.Unpack(folder.File("t.packed"), folder.File("back.csv"), same);
        Assert.Equal(PackedSample.Table(), File.ReadAllBytes(folder.File("back.csv")));
        using var trimmed = PackingKey.FromPassphrase("пароль 口令 🔑 with blanks");
        Assert.Equal("packed.key", Assert.Throws<DataException>(() => PackedFile.Verify(folder.File("t.packed"), trimmed)).Code);
    }

    [Fact]
    public void Rekeying_changes_every_byte_behind_the_head_keeps_the_contents_and_shuts_out_the_old_key()
    {
        using var folder = new TemporaryFolder();
        var (path, contents) = (folder.File("t.packed"), PackedSample.Table());
        foreach (var newKey in (PackingKey[])[PackedSample.OtherKey, PackedSample.Key])
        {
            File.WriteAllBytes(path, PackedSample.Pack(contents, PackedSample.Key, chunkBits: 7));
            var before = File.ReadAllBytes(path);
            PackedFile.Rekey(path, path, PackedSample.Key, newKey);
            var after = File.ReadAllBytes(path);
            Assert.Equal(before.Length, after.Length);
            Assert.InRange(before.Skip(32).Zip(after.Skip(32)).Count(p => p.First == p.Second), 0, before.Length / 20);
            Assert.Equal(contents, PackedSample.Unpack(after, newKey));
        }
        File.WriteAllBytes(path, PackedSample.Pack(contents, PackedSample.OtherKey));
        Assert.Equal("packed.key-id", Assert.Throws<DataException>(() => PackedFile.Rekey(path, path, PackedSample.Key, PackedSample.OtherKey)).Code);
        File.WriteAllBytes(path, PackedSample.Pack(contents));
        Assert.Equal("packed.not-encrypted", Assert.Throws<DataException>(() => PackedFile.Rekey(path, path, PackedSample.Key, PackedSample.OtherKey)).Code);
    }

    [Fact]
    public void A_file_with_codes_is_no_table_and_yet_a_stream()
    {
        using var folder = new TemporaryFolder();
        using (var to = File.Create(folder.File("c.packed")))
        {
            PackedFile.Pack(new MemoryStream([1, 2, 3]), to, PackedSample.Key, new() { Content = PackedContent.Codes });
        }
        Assert.Equal("packed.content", Assert.Throws<DataException>(() => PackedFile.Unpack(folder.File("c.packed"), folder.File("t.csv"), PackedSample.Key)).Code);
        Assert.False(File.Exists(folder.File("t.csv")));
        Assert.Equal([1, 2, 3], PackedSample.Unpack(File.ReadAllBytes(folder.File("c.packed")), PackedSample.Key));
        Assert.Equal(PackedContent.Codes, PackedFile.ReadHeader(folder.File("c.packed")).Content);
    }

    [Fact]
    public void Options_outside_of_their_range_are_refused()
    {
        Assert.Throws<OptionException>(() => PackedFile.Pack(new MemoryStream(), new MemoryStream(), null, new() { Level = 12 }));
        Assert.Throws<OptionException>(() => PackedFile.Pack(new MemoryStream(), new MemoryStream(), null, new() { Iterations = 599_999 }));
        Assert.Throws<OptionException>(() => PackedFile.Pack(new MemoryStream(), new MemoryStream(), null, new() { Iterations = 10_000_001 }));
        Assert.Equal((11, 11, 6), (PackOptions.For(0).Level, PackOptions.For(PackOptions.SmallTable).Level, PackOptions.For(PackOptions.SmallTable + 1).Level));
    }

    /// <summary>A stream that cannot seek and gives few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes) : Stream
    {
        private int _at;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var part = Math.Min(Math.Min(count, 100_003), bytes.Length - _at);
            bytes.AsSpan(_at, part).CopyTo(buffer.AsSpan(offset));
            _at += part;
            return part;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
