using System.Text.Json;
using Pipelines.Packing;
using Scenarios.Hosting;
using Scenarios.Hosting.Display;

namespace DataEncoding.Packing;

/// <summary>What the head of a packed file says, for people and programs.</summary>
internal static class HeaderView
{
    public static void Show(RunContext run, PackedHeader header, string path, string shown)
    {
        var bytes = new FileInfo(path).Length;
        var texts = run.Texts;
        var table = new PlainTable(texts["header.file"], shown);
        table.Add(texts["header.size"], ByteSize.Shown(texts, bytes));
        table.Add(texts["header.format"], texts["header.version", header.Version]);
        table.Add(texts["header.content"], texts[header.Content == PackedContent.Bytes ? "header.content-bytes" : "header.content-codes"]);
        table.Add(texts["header.sealed"], texts[header.IsEncrypted ? "header.aes" : "header.checksum"]);
        table.Add(texts["header.opens"], Opens(run, header));
        foreach (var line in table.Lines())
        {
            run.Output.Line(line);
        }
        run.Say(header.IsEncrypted ? "header.unproved" : "header.open");
        run.Output.JsonDocument(json =>
        {
            json.WriteStartObject();
            json.WriteString("file", shown);
            json.WriteNumber("bytes", bytes);
            Write(json, header);
            json.WriteEndObject();
        });
    }

    /// <summary>What opens the file, in words.</summary>
    public static string Opens(RunContext run, PackedHeader header) => header.KeySource switch
    {
        PackedKeySource.KeyFile => run.Texts["header.key", header.KeyId],
        PackedKeySource.Passphrase => run.Texts["header.passphrase", header.Iterations],
        _ => run.Texts["header.nothing"],
    };

    public static void Write(Utf8JsonWriter json, PackedHeader header)
    {
        json.WriteNumber("format", header.Version);
        json.WriteString("content", header.Content == PackedContent.Bytes ? "bytes" : "codes");
        json.WriteString("suite", header.IsEncrypted ? "aes-256-gcm" : "checksum");
        json.WriteBoolean("encrypted", header.IsEncrypted);
        json.WriteString("opensWith", header.KeySource switch { PackedKeySource.KeyFile => "key-file", PackedKeySource.Passphrase => "passphrase", _ => "nothing" });
        json.WriteString("keyId", header.KeyId.Length > 0 ? header.KeyId : null);
        json.WriteNumber("iterations", header.Iterations);
    }

    /// <summary>The same for what was packed, unpacked or verified.</summary>
    public static void Write(RunContext run, PackedFacts facts, string from, string? to) => run.Output.JsonDocument(json =>
    {
        json.WriteStartObject();
        json.WriteString("from", from);
        json.WriteString("to", to);
        json.WriteNumber("bytes", facts.Bytes);
        json.WriteNumber("packedBytes", facts.PackedBytes);
        json.WriteString("sha256", facts.Sha256);
        Write(json, facts.Header);
        json.WriteEndObject();
    });
}
