using Pipelines.Packing;
using Xunit;

namespace Pipelines.Tests.Packing;

/// <summary>Files of format 1 that another program wrote (Golden/packed_file.py, from the specification alone) keep opening.</summary>
public sealed class PackedGoldenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PackingKey _key;

    public PackedGoldenTests()
    {
        // A checkout gives every file the usual rights; a key file with those is refused.
        File.Copy(Golden("golden.key"), _folder.File("golden.key"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.File("golden.key"), UnixFileMode.UserRead);
        }
        _key = PackingKey.ReadFile(_folder.File("golden.key"));
    }

    [Theory]
    [InlineData("plain-1.packed", "contents.csv")]
    [InlineData("key-1.packed", "contents.csv")]
    [InlineData("passphrase-1.packed", "contents.csv")]
    [InlineData("empty-1.packed", null)]
    public void They_open_to_the_same_bytes(string file, string? contents)
    {
        using var word = PackingKey.FromPassphrase("correct 马 battery staple");
        var key = file[0] switch { 'k' or 'e' => _key, 'p' when file[1] == 'a' => word, _ => null };
        PackedFile.Unpack(Golden(file), _folder.File("out"), key);
        Assert.Equal(contents is null ? [] : File.ReadAllBytes(Golden(contents)), File.ReadAllBytes(_folder.File("out")));
    }

    [Fact]
    public void The_key_has_the_mark_that_the_other_program_gave_it() => Assert.Equal("5f33c852d5a0e353", _key.Id);

    [Fact]
    public void What_is_written_with_their_salt_is_what_they_wrote()
    {
        // Nothing is compressed in an empty file, so every byte is decided by the specification.
        var theirs = File.ReadAllBytes(Golden("empty-1.packed"));
        using var ours = new MemoryStream();
        PackedFile.Pack(new MemoryStream(), ours, _key, new(), FitControl.Default, theirs.AsSpan(32, 32));
        Assert.Equal(theirs, ours.ToArray());
    }

    [Fact]
    public void Pseudonyms_are_those_of_the_other_program()
    {
        var lines = File.ReadAllLines(Golden("pseudonyms.txt"));
        Assert.Equal(5, lines.Length);
        foreach (var line in lines)
        {
            var parts = line.Split('\t');
            using var pseudonyms = new Pseudonyms(_key, parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(parts[3], pseudonyms.Of(parts[2]));
        }
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private static string Golden(string name) => Repository.Path("tests/Pipelines.Tests/Golden/packed/" + name);
}
