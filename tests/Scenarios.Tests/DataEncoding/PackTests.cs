using System.Text;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>pack, unpack, verify, rekey, keygen and inspect as people type them.</summary>
public sealed class PackTests : IDisposable
{
    private readonly EncodingRun _run = new EncodingRun().WithKey();

    [Fact]
    public void A_table_comes_back_to_the_byte_from_a_key_file()
    {
        _run.Good("pack", "table.csv", "--key-file", "my.key");
        Assert.Contains("AES-256-GCM", _run.Out, StringComparison.Ordinal);
        File.Delete(_run.PathOf("table.csv"));
        _run.Good("verify", "table.csv.packed", "--key-file", "my.key");
        Assert.Contains("whole and unchanged", _run.Out, StringComparison.Ordinal);
        _run.Good("unpack", "table.csv.packed", "--key-file", "my.key");
        Assert.Equal(Encoding.UTF8.GetBytes(EncodingRun.Table), _run.Bytes("table.csv"));
        Assert.Equal(["my.key", "table.csv", "table.csv.packed"], _run.Files);
    }

    [Fact]
    public void A_table_comes_back_without_a_key_too_and_is_said_to_be_open_to_all()
    {
        _run.Good("pack", "table.csv", "--out", "t.bin", "--level", "3");
        Assert.Contains("Not encrypted", _run.Out, StringComparison.Ordinal);
        Assert.Contains("--out", _run.Refused(ExitCode.Usage, "unpack", "t.bin"), StringComparison.Ordinal);
        _run.Good("unpack", "t.bin", "-o", "back.csv");
        Assert.Equal(_run.Bytes("table.csv"), _run.Bytes("back.csv"));
        _run.Good("verify", "t.bin");
        Assert.Contains("would not be found out", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_passphrase_comes_from_the_terminal_standard_input_or_the_environment()
    {
        _run.Host.Typed.Enqueue("correct 马 battery");
        _run.Host.Typed.Enqueue("correct 马 battery");
        _run.Good("pack", "table.csv", "--passphrase", "prompt", "--out", "a.packed");
        _run.Host.In = Encoding.UTF8.GetBytes("correct 马 battery\r\nrest");
        _run.Good("unpack", "a.packed", "--passphrase", "stdin", "--out", "b.csv");
        _run.Host["PASSWORD_OF_MINE"] = "correct 马 battery";
        _run.Good("unpack", "a.packed", "--passphrase", "env:PASSWORD_OF_MINE", "--out", "c.csv");
        Assert.Equal(_run.Bytes("table.csv"), _run.Bytes("b.csv"));
        Assert.Equal(_run.Bytes("table.csv"), _run.Bytes("c.csv"));
        _run.Host.In = "wrong passphrase\n"u8.ToArray();
        Assert.Contains("does not open it", _run.Refused(ExitCode.Data, "unpack", "a.packed", "--passphrase", "stdin", "--out", "d.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--passphrase", "hunter2-hunter2", "--passphrase", "hunter2-hunter3")]
    [InlineData("--passphrase", "hunter2-hunter2", "--new-passphrase", "hunter2")]
    [InlineData("--key-file", "hunter2", "--key-file", "hunter2")]
    [InlineData("--passphrase", "my", "hunter2", "horse")]
    [InlineData("--passphrase", "my", "--hunter2")]
    public void No_error_of_the_command_line_repeats_what_may_be_a_secret(params string[] words)
    {
        var error = _run.Refused(ExitCode.Usage, ["pack", "table.csv", .. words]);
        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prompt")]
    [InlineData("env:NOT_SET")]
    [InlineData("env:")]
    [InlineData("hunter2-hunter2")]
    [InlineData("stdin")]
    public void A_passphrase_that_cannot_be_had_is_refused_and_never_repeated(string source)
    {
        var error = _run.Refused(ExitCode.Usage, "pack", "table.csv", "--passphrase", source);
        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_passphrase_is_typed_twice_and_is_not_too_short()
    {
        _run.Host.Typed.Enqueue("correct horse");
        _run.Host.Typed.Enqueue("correct house");
        Assert.Contains("differ", _run.Refused(ExitCode.Usage, "pack", "table.csv", "--passphrase", "prompt"), StringComparison.Ordinal);
        _run.Host.In = "seven77\n"u8.ToArray();
        Assert.Contains("at least 8", _run.Refused(ExitCode.Usage, "pack", "table.csv", "--passphrase", "stdin"), StringComparison.Ordinal);
        _run.Host.In = new byte[5000];
        _run.Refused(ExitCode.Usage, "pack", "table.csv", "--passphrase", "stdin");
        Assert.Contains("exclude each other", _run.Refused(ExitCode.Usage, "pack", "table.csv", "--passphrase", "stdin", "--key-file", "my.key"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rekeying_replaces_the_file_and_says_what_it_cannot_do()
    {
        _run.Good("pack", "table.csv", "--key-file", "my.key");
        _run.Good("keygen", "new.key");
        var before = _run.Bytes("table.csv.packed");
        Assert.Contains("--new-key-file", _run.Refused(ExitCode.Usage, "rekey", "table.csv.packed", "--key-file", "my.key"), StringComparison.Ordinal);
        Assert.Contains("--key-file", _run.Refused(ExitCode.Usage, "rekey", "table.csv.packed", "--new-key-file", "my.key"), StringComparison.Ordinal);
        _run.Refused(ExitCode.Data, "rekey", "table.csv.packed", "--key-file", "new.key", "--new-key-file", "my.key");
        Assert.Equal(before, _run.Bytes("table.csv.packed"));
        _run.Good("rekey", "table.csv.packed", "--key-file", "my.key", "--new-key-file", "new.key");
        Assert.Contains("still open with the old key", _run.Out, StringComparison.Ordinal);
        _run.Refused(ExitCode.Data, "verify", "table.csv.packed", "--key-file", "my.key");
        _run.Good("verify", "table.csv.packed", "--key-file", "new.key");
        _run.Host.In = "old to new one\n"u8.ToArray();
        _run.Good("rekey", "table.csv.packed", "--key-file", "new.key", "--new-passphrase", "stdin", "--out", "p.packed");
        _run.Host.In = "old to new one\nsecond passphrase"u8.ToArray();
        _run.Good("rekey", "p.packed", "--passphrase", "stdin", "--new-passphrase", "stdin");
        _run.Host.In = "second passphrase"u8.ToArray();
        _run.Good("unpack", "p.packed", "--passphrase", "stdin", "--out", "back.csv");
        Assert.Equal(_run.Bytes("table.csv"), _run.Bytes("back.csv"));
    }

    [Fact]
    public void Nothing_is_overwritten_unless_asked()
    {
        _run.Good("pack", "table.csv");
        Assert.Contains("exists already", _run.Refused(ExitCode.Data, "pack", "table.csv"), StringComparison.Ordinal);
        Assert.Contains("exists already", _run.Refused(ExitCode.Data, "unpack", "table.csv.packed"), StringComparison.Ordinal);
        Assert.Contains("not overwritten", _run.Refused(ExitCode.Data, "keygen", "my.key"), StringComparison.Ordinal);
        _run.Host.Write("table.csv", "changed");
        _run.Good("unpack", "table.csv.packed", "--overwrite");
        Assert.Equal(Encoding.UTF8.GetBytes(EncodingRun.Table), _run.Bytes("table.csv"));
    }

    [Fact]
    public void Damage_foreign_files_and_wrong_keys_are_one_line_and_exit_2()
    {
        _run.Good("pack", "table.csv", "--key-file", "my.key");
        var packed = _run.Bytes("table.csv.packed");
        foreach (var (name, bytes) in (IEnumerable<(string, byte[])>)[("cut", packed[..^1]), ("longer", [.. packed, 0]), ("flip", [.. packed[..100], (byte)(packed[100] ^ 4), .. packed[101..]]), ("empty", []), ("csv", _run.Bytes("table.csv"))])
        {
            File.WriteAllBytes(_run.PathOf(name), bytes);
            foreach (var verb in (string[])["unpack", "verify"])
            {
                _run.Refused(ExitCode.Data, [verb, name, "--key-file", "my.key", .. verb == "unpack" ? (ReadOnlySpan<string>)["--out", "back"] : []]);
            }
        }
        _run.Refused(ExitCode.Data, "unpack", "table.csv.packed", "--out", "back");
        _run.Refused(ExitCode.Data, "unpack", "table.csv.packed", "--out", "back", "--key-file", "table.csv");
        _run.Refused(ExitCode.Data, "unpack", "none.packed", "--key-file", "my.key");
        _run.Refused(ExitCode.Data, "pack", ".");
        _run.Refused(ExitCode.Data, "pack", "none");
        _run.Refused(ExitCode.Usage, "pack");
    }

    [Fact]
    public void A_key_file_that_others_may_read_is_refused_with_the_way_out()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }
        File.SetUnixFileMode(_run.PathOf("my.key"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", _run.Refused(ExitCode.Data, "pack", "table.csv", "--key-file", "my.key"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1kB", false)]
    [InlineData("0.2 MB", true)]
    [InlineData("200000", true)]
    [InlineData("many", null)]
    [InlineData("-1", null)]
    public void A_bomb_is_refused_at_the_size_that_was_named(string size, bool? allowed)
    {
        File.WriteAllBytes(_run.PathOf("zeros"), new byte[200_000]);
        _run.Good("pack", "zeros");
        if (allowed == true)
        {
            _run.Good("unpack", "zeros.packed", "--out", "back", "--max-size", size);
            return;
        }
        Assert.Contains("--max-size", _run.Refused(allowed is null ? ExitCode.Usage : ExitCode.Data, "unpack", "zeros.packed", "--out", "back", $"--max-size={size}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_shows_the_head_without_the_key_and_other_files_as_ever()
    {
        _run.Good("pack", "table.csv", "--key-file", "my.key");
        var id = _run.Out[_run.Out.IndexOf("key file ", StringComparison.Ordinal)..][9..25];
        _run.Good("inspect", "table.csv.packed");
        Assert.Contains(id, _run.Out, StringComparison.Ordinal);
        Assert.Contains("not proved", _run.Out, StringComparison.Ordinal);
        _run.Good("inspect", "table.csv.packed", "--json");
        Assert.Equal(id, _run.Host.Json().GetProperty("keyId").GetString());
        _run.Good("inspect", "table.csv");
        Assert.Contains("姓名", _run.Out, StringComparison.Ordinal);
        Assert.Contains("DataEncoding train --data table.csv", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_says_what_was_done_and_holds_no_secret()
    {
        _run.Host["SECRET_WORD"] = "correct horse battery";
        _run.Good("pack", "table.csv", "--passphrase", "env:SECRET_WORD", "--json", "--quiet");
        var json = _run.Host.Json();
        Assert.Equal(("passphrase", 600_000, "aes-256-gcm"), (json.GetProperty("opensWith").GetString(), json.GetProperty("iterations").GetInt32(), json.GetProperty("suite").GetString()));
        Assert.Equal(new FileInfo(_run.PathOf("table.csv.packed")).Length, json.GetProperty("packedBytes").GetInt64());
        Assert.DoesNotContain("horse", _run.Out + _run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", string.Concat(_run.Files.Select(f => Encoding.Latin1.GetString(_run.Bytes(f)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_shows_what_it_can_do_and_that_it_trains_without_arguments()
    {
        _run.Good("--help");
        Assert.All(["train", "evaluate", "retrain", "pack", "unpack", "verify", "rekey", "keygen", "mask"], verb => Assert.Matches($"(?m)^ +{verb} ", _run.Out));
        Assert.Contains("Without a verb it runs train", _run.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
