using System.Buffers.Binary;
using System.Security.Cryptography;
using Pipelines.Packing;
using Xunit;

namespace Pipelines.Tests.Packing;

/// <summary>Whatever is not what was packed is refused, and not a byte of it comes out.</summary>
public sealed class PackedDamageTests
{
    public static TheoryData<bool> Sealing => [true, false];

    [Theory]
    [MemberData(nameof(Sealing))]
    public void Every_single_bit_counts(bool encrypted)
    {
        var (key, contents) = (encrypted ? PackedSample.Key : null, PackedSample.Table(12));
        var packed = PackedSample.Pack(contents, key, chunkBits: 6);
        Assert.True(packed.Length > 96 + (3 * 80));
        var codes = new HashSet<string>();
        for (var bit = 0; bit < 8 * packed.Length; bit++)
        {
            packed[bit / 8] ^= (byte)(1 << (bit % 8));
            codes.Add(PackedSample.Refusal(packed, key, contents).Code);
            packed[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.Equal(contents, PackedSample.Unpack(packed, key));
        // "contents" would mean that damage had passed the tags.
        Assert.DoesNotContain("packed.contents", codes);
        Assert.Contains("packed.damaged", codes);
    }

    [Fact]
    public void Every_byte_of_the_head_counts_under_a_passphrase()
    {
        using var word = PackingKey.FromPassphrase("correct horse battery staple");
        var contents = PackedSample.Table(2);
        var packed = PackedSample.Pack(contents, word);
        // Deriving takes a while, so one bit a field of those that are derived from, and one of the tag.
        foreach (var at in (int[])[.. Enumerable.Range(0, 16), 18, 19, 20, 27, 28, 31, 32, 63, 64, 95])
        {
            packed[at] ^= 0x40;
            PackedSample.Refusal(packed, word, contents);
            packed[at] ^= 0x40;
        }
        Assert.Equal(contents, PackedSample.Unpack(packed, word));
    }

    [Theory]
    [MemberData(nameof(Sealing))]
    public void Every_shorter_and_every_longer_file_is_refused(bool encrypted)
    {
        var (key, contents) = (encrypted ? PackedSample.Key : null, PackedSample.Table(12));
        var packed = PackedSample.Pack(contents, key, chunkBits: 6);
        for (var length = 0; length < packed.Length; length++)
        {
            PackedSample.Refusal(packed[..length], key, contents);
        }
        for (var more = 1; more < 200; more++)
        {
            PackedSample.Refusal([.. packed, .. new byte[more]], key, contents);
            PackedSample.Refusal([.. packed, .. packed.AsSpan(96, Math.Min(more, packed.Length - 96))], key, contents);
        }
    }

    [Theory]
    [MemberData(nameof(Sealing))]
    public void Chunks_cannot_be_swapped_dropped_repeated_or_taken_from_another_file(bool encrypted)
    {
        var (key, contents) = (encrypted ? PackedSample.Key : null, PackedSample.Table(30));
        const int size = 64 + 16;
        var (packed, other) = (PackedSample.Pack(contents, key, chunkBits: 6), PackedSample.Pack([.. contents, 1], key, chunkBits: 6));
        var (head, chunks) = (packed[..96], packed[96..].Chunk(size).ToArray());
        Assert.True(chunks.Length > 5);
        byte[] With(IEnumerable<byte[]> made) => [.. head, .. made.SelectMany(c => c)];
        Assert.Equal(contents, PackedSample.Unpack(With(chunks), key));
        for (var i = 0; i < chunks.Length; i++)
        {
            PackedSample.Refusal(With(chunks.Where((_, at) => at != i)), key, contents);
            PackedSample.Refusal(With([.. chunks[..i], chunks[i], .. chunks[i..]]), key, contents);
            for (var j = 0; j < i; j++)
            {
                var swapped = chunks.ToArray();
                (swapped[i], swapped[j]) = (swapped[j], swapped[i]);
                PackedSample.Refusal(With(swapped), key, contents);
            }
        }
        if (encrypted)
        {
            // The same key, another salt: neither a chunk nor the rest of the other file fits.
            PackedSample.Refusal([.. packed[..(96 + size)], .. other[(96 + size)..]], key, contents);
            PackedSample.Refusal([.. packed[..96], .. other[96..]], key, contents);
            PackedSample.Refusal([.. packed[..32], .. other[32..]], PackedSample.OtherKey, contents);
        }
    }

    [Fact]
    public void The_wrong_key_is_said_to_be_wrong()
    {
        using var word = PackingKey.FromPassphrase("a passphrase");
        var contents = PackedSample.Table();
        var (sealed_, plain) = (PackedSample.Pack(contents, PackedSample.Key), PackedSample.Pack(contents));
        Assert.Equal("packed.key-id", PackedSample.Refusal(sealed_, PackedSample.OtherKey, contents).Code);
        Assert.Equal("packed.key-kind", PackedSample.Refusal(sealed_, word, contents).Code);
        Assert.Equal("packed.key-needed", PackedSample.Refusal(sealed_, null, contents).Code);
        Assert.Equal("packed.not-encrypted", PackedSample.Refusal(plain, PackedSample.Key, contents).Code);
        // Somebody writes the other key's mark into the head.
        Convert.FromHexString(PackedSample.OtherKey.Id).CopyTo(sealed_, 20);
        Assert.Equal("packed.key", PackedSample.Refusal(sealed_, PackedSample.OtherKey, contents).Code);
    }

    [Fact]
    public void An_encrypted_file_cannot_be_passed_off_as_a_plain_one_or_an_older_suite()
    {
        var contents = PackedSample.Table();
        var packed = PackedSample.Pack(contents, PackedSample.Key);
        // The head of a plain file, tag and all, before encrypted chunks; and a whole plain file of a forger where an encrypted one is expected.
        byte[] head = [.. PackedSample.Pack([1])[..96], .. packed[96..]];
        Assert.Equal("packed.damaged", PackedSample.Refusal(head, null, contents).Code);
        Assert.Equal("packed.not-encrypted", PackedSample.Refusal(head, PackedSample.Key, contents).Code);
        Assert.Equal("packed.not-encrypted", PackedSample.Refusal(PackedSample.Pack("forged"u8.ToArray()), PackedSample.Key, contents).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(599_999)]
    [InlineData(10_000_001)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void Rounds_out_of_range_are_refused_before_any_are_done(int iterations)
    {
        using var word = PackingKey.FromPassphrase("a passphrase");
        var packed = PackedSample.Pack([1], word);
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(16), iterations);
        Assert.Equal("packed.iterations", PackedSample.Refusal(packed, word, []).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("id,name\n1,x\n")]
    [InlineData("PK\u0003\u0004 something long enough to hold a head of ninety-six bytes, and then some more of it, to be quite sure")]
    public void Foreign_files_are_refused(string text) => Assert.Equal("packed.foreign", PackedSample.Refusal(System.Text.Encoding.UTF8.GetBytes(text), null, []).Code);

    [Fact]
    public void Newer_formats_and_unknown_suites_are_said_to_be_that()
    {
        var packed = PackedSample.Pack([1], PackedSample.Key);
        packed[8] = 2;
        Assert.Equal("packed.newer", PackedSample.Refusal(packed, PackedSample.Key, []).Code);
        (packed[8], packed[9]) = (1, 2);
        Assert.Equal("packed.suite", PackedSample.Refusal(packed, PackedSample.Key, []).Code);
    }

    [Theory]
    [InlineData(new byte[] { 5, 0, 0, 0, 6, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 64, 0, 1, 0, 0, 0 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 1, 0, 0, 0 })]
    [InlineData(new byte[] { 5, 0, 0, 0, 255, 255, 255, 255 })]
    [InlineData(new byte[] { 5, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 5, 0, 0, 0, 4, 0, 0, 0, 1, 2, 3, 4 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 2, 0, 0, 0, 1, 2 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 2, 3 })]
    public void A_payload_of_another_program_that_makes_no_sense_is_refused(byte[] payload)
    {
        // Sealed rightly, so only the contents can be at fault.
        var header = PackedHeader.Make(new(), PackedSample.Key, new byte[32]);
        using var sealer = ChunkSealer.Seal(header, PackedSample.Key);
        using var file = new MemoryStream();
        file.Write(header.Bytes);
        var writer = new ChunkWriter(file, sealer, header.ChunkBytes);
        writer.Write(payload);
        writer.Complete();
        Assert.Equal("packed.contents", PackedSample.Refusal(file.ToArray(), PackedSample.Key, [1, 2]).Code);
    }

    [Fact]
    public void A_file_made_to_fill_the_disk_is_refused_before_it_does()
    {
        using var folder = new TemporaryFolder();
        var bomb = PackedSample.Pack(new byte[40_000_000], level: 1);
        Assert.True(bomb.Length < 40_000_000 / 1000);
        File.WriteAllBytes(folder.File("bomb.packed"), bomb);
        var error = Assert.Throws<DataException>(() => PackedFile.Unpack(folder.File("bomb.packed"), folder.File("out"), mostBytes: 39_999_999));
        Assert.Equal("packed.large", error.Code);
        Assert.Single(Directory.GetFiles(folder.Root));
        Assert.Equal(40_000_000, PackedFile.Unpack(folder.File("bomb.packed"), folder.File("out"), mostBytes: 40_000_000).Bytes);
    }

    [Fact]
    public void Nothing_is_left_of_a_damaged_file_and_an_older_result_stays()
    {
        using var folder = new TemporaryFolder();
        var packed = PackedSample.Pack(PackedSample.Noise(300_000), PackedSample.Key);
        packed[^1] ^= 1;
        File.WriteAllBytes(folder.File("t.packed"), packed);
        File.WriteAllText(folder.File("t.csv"), "older");
        Assert.Throws<DataException>(() => PackedFile.Unpack(folder.File("t.packed"), folder.File("t.csv"), PackedSample.Key));
        Assert.Throws<DataException>(() => PackedFile.Rekey(folder.File("t.packed"), folder.File("t.csv"), PackedSample.Key, PackedSample.OtherKey));
        Assert.Throws<DataException>(() => PackedFile.Verify(folder.File("t.packed"), PackedSample.Key));
        Assert.Equal("older", File.ReadAllText(folder.File("t.csv")));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Root).Length);
        Assert.Equal(packed, File.ReadAllBytes(folder.File("t.packed")));
    }

    [Fact]
    public void The_tag_of_the_head_is_of_the_whole_head_before_it()
    {
        var packed = PackedSample.Pack([1, 2]);
        Assert.Equal(SHA256.HashData(packed.AsSpan(0, 64)), packed[64..96]);
    }
}
