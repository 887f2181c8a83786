using Pipelines.Packing;
using Xunit;

namespace Pipelines.Tests.Packing;

/// <summary>Key files: made for their owner alone, read with suspicion, never overwritten.</summary>
public sealed class PackingKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("k.key");

    [Fact]
    public void A_key_comes_back_from_its_file_and_every_new_key_is_another()
    {
        using var key = PackingKey.Generate();
        using var other = PackingKey.Generate();
        key.WriteFile(File);
        using var back = PackingKey.ReadFile(File);
        Assert.Equal((key.Id, true), (back.Id, key.Secret.SequenceEqual(back.Secret)));
        Assert.Matches("^[0-9a-f]{16}$", key.Id);
        Assert.NotEqual(key.Id, other.Id);
        Assert.False(back.IsPassphrase);
    }

    [Fact]
    public void Only_the_owner_may_read_a_new_key_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }
        PackedSample.Key.WriteFile(File);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_key_file_that_others_may_open_is_refused(UnixFileMode more)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }
        PackedSample.Key.WriteFile(File);
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | more);
        Assert.Equal("key.open-to-others", Assert.Throws<DataException>(() => PackingKey.ReadFile(File)).Code);
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead);
        Assert.Equal(PackedSample.Key.Id, PackingKey.ReadFile(File).Id);
    }

    [Fact]
    public void No_file_is_ever_overwritten_by_a_key()
    {
        System.IO.File.WriteAllText(File, "mine");
        Assert.Equal("key.exists", Assert.Throws<DataException>(() => PackedSample.Key.WriteFile(File)).Code);
        Assert.Equal("key.exists", Assert.Throws<DataException>(() => PackedSample.Key.WriteFile(_folder.Root)).Code);
        Assert.Equal("key.write", Assert.Throws<DataException>(() => PackedSample.Key.WriteFile(_folder.File("no/such/folder/k"))).Code);
        Assert.Equal("mine", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Editors_may_change_line_ends_and_add_notes_and_marks()
    {
        PackedSample.Key.WriteFile(File);
        var lines = System.IO.File.ReadAllLines(File);
        Rewrite($"\uFEFF# 我的密钥\r\n\r\n  {lines[^1]}  \r\n\r\n# end");
        Assert.Equal(PackedSample.Key.Id, PackingKey.ReadFile(File).Id);
        Rewrite("\uFEFF" + lines[^1]);
        Assert.Equal(PackedSample.Key.Id, PackingKey.ReadFile(File).Id);
    }

    [Fact]
    public void Every_slip_in_the_key_is_found()
    {
        PackedSample.Key.WriteFile(File);
        var line = System.IO.File.ReadAllLines(File)[^1];
        for (var i = "pipelines-key-1 ".Length; i < line.Length; i++)
        {
            Rewrite(line[..i] + (line[i] == 'A' ? 'B' : 'A') + line[(i + 1)..]);
            Assert.Equal("key.damaged", Assert.Throws<DataException>(() => PackingKey.ReadFile(File)).Code);
            Rewrite(line[..i]);
            Assert.Contains(Assert.Throws<DataException>(() => PackingKey.ReadFile(File)).Code, (string[])["key.damaged", "key.foreign"]);
        }
        Rewrite(line + "AAAA");
        Assert.Equal("key.damaged", Assert.Throws<DataException>(() => PackingKey.ReadFile(File)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\n")]
    [InlineData("id,name\n1,a\n")]
    public void Other_files_are_no_keys(string text)
    {
        PackedSample.Key.WriteFile(File);
        Rewrite(text);
        Assert.Equal("key.foreign", Assert.Throws<DataException>(() => PackingKey.ReadFile(File)).Code);
        Rewrite(new string('#', 100_000) + System.IO.File.ReadAllText(File));
        Assert.Equal("key.foreign", Assert.Throws<DataException>(() => PackingKey.ReadFile(File)).Code);
    }

    [Fact]
    public void A_key_that_was_disposed_is_gone()
    {
        var key = PackingKey.Generate();
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => PackedSample.Pack([1], key));
        Assert.Throws<ObjectDisposedException>(() => key.WriteFile(File));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void Passphrases_are_text_and_not_empty_and_have_no_mark()
    {
        Assert.Equal("key.passphrase", Assert.Throws<DataException>(() => PackingKey.FromPassphrase("")).Code);
        Assert.Equal("key.passphrase", Assert.Throws<DataException>(() => PackingKey.FromPassphrase("a\uD800")).Code);
        Assert.Equal("key.length", Assert.Throws<DataException>(() => PackingKey.FromBytes(new byte[31])).Code);
        using var word = PackingKey.FromPassphrase("x");
        Assert.Equal(("", true), (word.Id, word.IsPassphrase));
        Assert.Equal("key.not-a-key", Assert.Throws<DataException>(() => word.WriteFile(File)).Code);
        Assert.Equal("key.needed", Assert.Throws<DataException>(() => new Pseudonyms(word, "a")).Code);
    }

    public void Dispose() => _folder.Dispose();

    private void Rewrite(string text) => System.IO.File.WriteAllText(File, text);
}
