using Pipelines.Data;
using Scenarios.Hosting.Display;

namespace Scenarios.Hosting.Inspection;

/// <summary>A CSV's profile as JSON.</summary>
internal static class CsvJson
{
    public static void Write(Output output, CsvProfile profile, IReadOnlyList<RoleChoice> roles, string? train, string? unclear) => output.JsonDocument(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("files");
        foreach (var source in profile.Sources)
        {
            json.WriteStartObject();
            json.WriteString("path", source.Path);
            json.WriteNumber("rows", source.Rows);
            json.WriteNumber("bytes", source.Bytes);
            json.WriteString("sha256", source.Sha256);
            json.WriteString("encoding", source.Dialect.Encoding);
            json.WriteString("delimiter", source.Dialect.Delimiter.ToString());
            json.WriteNumber("headerLine", source.Dialect.HeaderLine);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("rows", profile.Rows);
        json.WriteNumber("badRows", profile.BadRows.Count);
        json.WriteStartArray("columns");
        foreach (var column in profile.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type.ToString().ToLowerInvariant());
            json.WriteNumber("missing", column.Missing);
            json.WriteNumber("distinct", column.Distinct);
            json.WriteString("low", column.Low);
            json.WriteString("high", column.High);
            json.WriteStartArray("samples");
            foreach (var sample in column.Samples)
            {
                json.WriteStringValue(sample);
            }
            json.WriteEndArray();
            json.WriteString("role", roles.FirstOrDefault(r => r.Column == column.Name).Role?.Key);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("unclear", unclear);
        json.WriteString("train", train);
        json.WriteEndObject();
    });
}
