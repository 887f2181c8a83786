using System.Text.Json;
using DataEncoding;
using Scenarios.Hosting;
using Scenarios.Tests.Hosting;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>The scenario in-process, with a table and a key at hand.</summary>
internal sealed class EncodingRun : IDisposable
{
    /// <summary>What a table may hold: a byte order mark, Unicode, empty cells, leading zeros, quotes and line breaks in cells.</summary>
    public const string Table = "\uFEFFid,姓名,phone,note\r\n007,\"Zoë \"\"Ω\"\"\",013800138000,\"one\ntwo\"\r\n008,张三,,\n009,,013800138000,🐎";

    public HostRun Host { get; } = new(new DataEncodingScenario());

    public string Out => Host.Out;

    public string Error => Host.Error;

    public string PathOf(string name) => Path.Combine(Host.Folder, name);

    public byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    public string Text(string name) => File.ReadAllText(PathOf(name));

    public string[] Files => [.. Directory.EnumerateFileSystemEntries(Host.Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    public ExitCode Run(params string[] args) => Host.Run(args);

    /// <summary>Runs and is sure that it went well.</summary>
    public void Good(params string[] args)
    {
        var code = Run(args);
        Assert.True(code == ExitCode.Ok, $"{code}: {Error}");
    }

    /// <summary>Runs and is sure that it was refused in one line, with nothing written.</summary>
    public string Refused(ExitCode expected, params string[] args)
    {
        var before = Files;
        var code = Run([.. args, "--quiet"]);
        Assert.Equal(expected, code);
        Assert.Equal("", Out);
        Assert.Matches("^error: [^\n]*\n$", Error);
        Assert.Equal(before, Files);
        return Error;
    }

    /// <summary>Runs and is sure that it was refused in one line after what was said before, with no run written.</summary>
    public string Declined(ExitCode expected, params string[] args)
    {
        var before = Host.RunFolders;
        var code = Run([.. args, "--quiet"]);
        Assert.True(code == expected, $"{code}: {Error}");
        Assert.Matches("^error: [^\n]*\n$", Error);
        Assert.Equal(before, Host.RunFolders);
        return Error;
    }

    /// <summary>The newest run's folder.</summary>
    public string Newest => Host.RunFolders.OrderBy(f => JsonOf(f).GetProperty("started").GetDateTimeOffset()).Last();

    /// <summary>The newest run's model.</summary>
    public string NewestModel => Path.Combine(Newest, "model.pmodel");

    /// <summary>A figure of the newest run.</summary>
    public double Figure(string key) => JsonOf(Newest).GetProperty("metrics").EnumerateArray().First(m => m.GetProperty("key").GetString() == key).GetProperty("value").GetDouble();

    /// <summary>The table as table.csv and a key as my.key.</summary>
    public EncodingRun WithKey()
    {
        Host.Write("table.csv", Table);
        Good("keygen", "my.key");
        return this;
    }

    public void Dispose() => Host.Dispose();

    private static JsonElement JsonOf(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json")));
        return json.RootElement.Clone();
    }
}
