using System.Globalization;
using System.Text.Json;

namespace Scenarios.Hosting.Commands;

/// <summary>Reads and writes a run's options as JSON: <c>{"options": {"seed": 42, "data": ["a.csv"]}}</c>, or the inner object alone.</summary>
internal static class ConfigFile
{
    /// <summary>From an option's name to its values as text.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string path, string shown)
    {
        if (!File.Exists(path))
        {
            throw new ScenarioException(ExitCode.Usage, "usage.config-missing", shown);
        }
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var root = document.RootElement;
            var options = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("options", out var inner) ? inner : root;
            if (options.ValueKind != JsonValueKind.Object)
            {
                throw new ScenarioException(ExitCode.Usage, "usage.config-shape", shown);
            }
            var read = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (var member in options.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Null)
                {
                    continue;
                }
                read[member.Name] = member.Value.ValueKind == JsonValueKind.Array
                    ? [.. member.Value.EnumerateArray().Select(v => Text(v, member.Name, shown))]
                    : [Text(member.Value, member.Name, shown)];
            }
            return read;
        }
        catch (JsonException e)
        {
            throw new ScenarioException(ExitCode.Usage, "usage.config-json", shown, (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
        }
    }

    /// <summary>Writes every recorded option that has a value, named or default.</summary>
    public static void WriteOptions(Utf8JsonWriter json, ParsedCommand command)
    {
        json.WriteStartObject("options");
        foreach (var option in command.Options)
        {
            var values = command.Values(option.Name) ?? (option.DefaultText is { } text ? [text] : null);
            if (!option.Recorded || values is null || values.Count == 0)
            {
                continue;
            }
            if (option.Shape == OptionShape.Many)
            {
                json.WriteStartArray(option.Name);
                foreach (var value in values)
                {
                    json.WriteStringValue(value);
                }
                json.WriteEndArray();
            }
            else
            {
                json.WritePropertyName(option.Name);
                WriteValue(json, values[^1]);
            }
        }
        json.WriteEndObject();
    }

    /// <summary>Numbers and truth values as such, for whoever reads the file with another program; reading takes either form.</summary>
    private static void WriteValue(Utf8JsonWriter json, string text)
    {
        if (text is "true" or "false")
        {
            json.WriteBooleanValue(text == "true");
        }
        else if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole.ToString(CultureInfo.InvariantCulture) == text)
        {
            json.WriteNumberValue(whole);
        }
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number.ToString("R", CultureInfo.InvariantCulture) == text && double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    private static string Text(JsonElement value, string name, string shown) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new ScenarioException(ExitCode.Usage, "usage.config-value", shown, name),
    };
}
