using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipelines.Models;

/// <summary>The JSON inside a model file: what it holds, and how to check that it is whole.</summary>
internal static class ModelManifest
{
    /// <summary>Tells our manifest from any other program's <c>manifest.json</c>.</summary>
    private const string Mark = "pipelines-model";

    public static byte[] Write(ModelFileInfo file)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", Mark);
            json.WriteNumber("format", file.Format);
            json.WriteNumber("leastReader", ModelFile.LeastReader);
            json.WriteString("library", file.Library);
            json.WriteString("kind", file.Kind);
            WriteInfo(json, file.Info);
            WriteTexts(json, "facts", file.Facts);
            json.WriteStartArray("tensors");
            foreach (var tensor in file.Tensors)
            {
                json.WriteStartObject();
                json.WriteString("name", tensor.Name);
                json.WriteString("type", tensor.Type);
                json.WriteStartArray("shape");
                foreach (var length in tensor.Shape)
                {
                    json.WriteNumberValue(length);
                }
                json.WriteEndArray();
                json.WriteNumber("bytes", tensor.Bytes);
                json.WriteString("sha256", tensor.Sha256);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>Reads the manifest of <paramref name="file"/>. What is wrong with it is thrown as a <see cref="FormatException"/>, a <see cref="JsonException"/> or an <see cref="InvalidOperationException"/>, which the caller words.</summary>
    /// <exception cref="ModelException">It is another program's, or needs a newer library.</exception>
    public static ModelFileInfo Read(string file, ReadOnlyMemory<byte> utf8)
    {
        using var json = JsonDocument.Parse(utf8);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("type", out var mark) || mark.ValueKind != JsonValueKind.String || !mark.ValueEquals(Mark))
        {
            throw ModelFile.Foreign(file);
        }
        var leastReader = root.GetProperty("leastReader").GetInt32();
        if (leastReader > ModelFile.Format)
        {
            throw new ModelException("model.newer", $"{file} was written by Pipelines {Text(root, "library")} in format {leastReader}; this version reads formats up to {ModelFile.Format}. Update this program, or train the model again with it.");
        }
        var tensors = new List<ModelTensor>();
        foreach (var tensor in root.GetProperty("tensors").EnumerateArray())
        {
            tensors.Add(new(Text(tensor, "name"), Text(tensor, "type"), [.. tensor.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())], tensor.GetProperty("bytes").GetInt64(), Text(tensor, "sha256")));
        }
        return new(root.GetProperty("format").GetInt32(), Text(root, "kind"), Text(root, "library"), ReadInfo(root.GetProperty("info")), Texts(root.GetProperty("facts")), tensors);
    }

    private static void WriteInfo(Utf8JsonWriter json, ModelInfo info)
    {
        json.WriteStartObject("info");
        if (info.Seed is { } seed)
        {
            json.WriteNumber("seed", seed);
        }
        json.WriteStartArray("dataFiles");
        foreach (var name in info.DataFiles)
        {
            json.WriteStringValue(name);
        }
        json.WriteEndArray();
        json.WriteString("dataHash", info.DataHash);
        json.WriteStartArray("columns");
        foreach (var column in info.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type);
            json.WriteString("role", column.Role);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("rows");
        foreach (var (name, count) in info.Rows.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(name, count);
        }
        json.WriteEndObject();
        WriteTexts(json, "options", info.Options);
        WriteTexts(json, "facts", info.Facts);
        json.WriteEndObject();
    }

    private static ModelInfo ReadInfo(JsonElement info) => new()
    {
        Seed = info.TryGetProperty("seed", out var seed) ? seed.GetInt64() : null,
        DataFiles = [.. info.GetProperty("dataFiles").EnumerateArray().Select(Text)],
        DataHash = Text(info, "dataHash"),
        Columns = [.. info.GetProperty("columns").EnumerateArray().Select(c => new ModelColumn(Text(c, "name"), Text(c, "type"), Text(c, "role")))],
        Rows = info.GetProperty("rows").EnumerateObject().ToDictionary(r => r.Name, r => r.Value.GetInt64(), StringComparer.Ordinal),
        Options = Texts(info.GetProperty("options")),
        Facts = Texts(info.GetProperty("facts")),
    };

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, text) in texts.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, text);
        }
        json.WriteEndObject();
    }

    private static Dictionary<string, string> Texts(JsonElement texts) => texts.EnumerateObject().ToDictionary(t => t.Name, t => Text(t.Value), StringComparer.Ordinal);

    private static string Text(JsonElement parent, string name) => Text(parent.GetProperty(name));

    private static string Text(JsonElement text) => text.GetString() ?? throw new FormatException("null where a text must be");
}
