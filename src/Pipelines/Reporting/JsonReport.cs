using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipelines.Evaluation;
using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting;

/// <summary>
/// Renders a report as JSON for programs: stable keys, invariant numbers, null where a number is not finite.
/// At the top <c>metrics</c> has the first model's numbers by key, <c>models</c> those of every model, <c>facts</c> the run; <c>sections</c> has every block, charts with the table behind them.
/// </summary>
public static class JsonReport
{
    /// <summary>The whole report, indented, ending in a line feed.</summary>
    public static string Render(Report report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        // Chinese stays readable; the text is a file of its own, never put into a page.
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(json, report);
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject();
        json.WriteString("format", "pipelines-report/1");
        json.WriteString("language", report.Texts.Language == Language.Chinese ? "zh" : "en");
        json.WriteString("title", report.Title);
        json.WriteString("subtitle", report.Subtitle);
        json.WriteStartObject("verdict");
        json.WriteString("tone", Name(report.Verdict.Tone));
        Strings(json, "sentences", report.Verdict.Sentences);
        json.WriteEndObject();
        json.WriteStartArray("cards");
        foreach (var card in report.Cards)
        {
            json.WriteStartObject();
            json.WriteString("key", card.Key);
            json.WriteString("label", card.Label);
            json.WriteString("value", card.Value);
            Number(json, "number", card.Number);
            json.WriteString("interval", card.Interval);
            json.WriteString("baseline", card.Baseline);
            json.WriteString("tone", Name(card.Tone));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("metrics");
        if (report.Metrics.Count > 0)
        {
            Metrics(json, report.Metrics[0].Metrics);
        }
        json.WriteEndObject();
        json.WriteStartArray("models");
        foreach (var model in report.Metrics)
        {
            json.WriteStartObject();
            json.WriteString("key", model.Key);
            json.WriteString("name", model.Name);
            json.WriteStartObject("metrics");
            Metrics(json, model.Metrics);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("facts");
        foreach (var fact in report.Facts)
        {
            json.WritePropertyName(fact.Key);
            if (fact.Quoted)
            {
                json.WriteStringValue(fact.Value);
            }
            else
            {
                json.WriteRawValue(fact.Value);
            }
        }
        json.WriteEndObject();
        json.WriteStartArray("sections");
        foreach (var section in report.Sections)
        {
            json.WriteStartObject();
            json.WriteString("key", section.Key);
            json.WriteString("heading", section.Heading);
            json.WriteString("lead", section.Lead);
            Blocks(json, report.Texts, section.Blocks);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("repeat_line", report.RepeatLine);
        json.WriteStartArray("glossary");
        foreach (var term in report.Glossary)
        {
            json.WriteStartObject();
            json.WriteString("word", term.Word);
            json.WriteString("meaning", term.Meaning);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Metrics(Utf8JsonWriter json, IReadOnlyList<Metric> metrics)
    {
        foreach (var metric in metrics)
        {
            json.WriteStartObject(metric.Key);
            Number(json, "value", metric.Value);
            json.WriteString("better", KebabCase.Of(metric.Better.ToString()));
            if (metric.Interval is { } interval)
            {
                Number(json, "low", interval.Low);
                Number(json, "high", interval.High);
                Number(json, "level", interval.Level);
            }
            json.WriteEndObject();
        }
    }

    private static void Blocks(Utf8JsonWriter json, TextTable texts, IReadOnlyList<Block> blocks)
    {
        json.WriteStartArray("blocks");
        foreach (var block in blocks)
        {
            json.WriteStartObject();
            switch (block)
            {
                case Paragraph paragraph:
                    json.WriteString("type", "paragraph");
                    json.WriteString("text", paragraph.Text);
                    break;
                case Callout callout:
                    json.WriteString("type", callout.Kind == CalloutKind.Warning ? "warning" : "note");
                    json.WriteString("text", callout.Text);
                    break;
                case BulletList list:
                    json.WriteString("type", "list");
                    json.WriteBoolean("ordered", list.Ordered);
                    Strings(json, "items", list.Items);
                    break;
                case CodeBlock code:
                    json.WriteString("type", "code");
                    json.WriteString("code", code.Code);
                    break;
                case ReportTable table:
                    json.WriteString("type", "table");
                    Table(json, table);
                    break;
                case SideBySide side:
                    json.WriteString("type", "columns");
                    json.WriteString("heading", side.Heading);
                    json.WriteStartArray("columns");
                    foreach (var column in side.Columns)
                    {
                        json.WriteStartObject();
                        json.WriteString("heading", column.Heading);
                        Blocks(json, texts, column.Blocks);
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                    break;
                case Chart chart:
                    json.WriteString("type", "chart");
                    json.WriteString("kind", ChartKind.Of(chart).Key);
                    json.WriteString("title", chart.Title);
                    json.WriteString("text", chart.Caption);
                    Table(json, chart.ToTable(texts));
                    break;
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Table(Utf8JsonWriter json, ReportTable table)
    {
        json.WriteString("key", table.Key);
        json.WriteString("caption", table.Caption);
        Strings(json, "headings", table.Columns.Select(c => c.Heading));
        json.WriteNumber("rows_in_all", table.Shown + table.Hidden);
        json.WriteString("more_in", table.MoreIn);
        json.WriteStartArray("rows");
        for (var r = 0; r < table.Shown; r++)
        {
            json.WriteStartArray();
            foreach (var cell in table.Rows[r])
            {
                if (double.IsFinite(cell.Number))
                {
                    json.WriteNumberValue(cell.Number);
                }
                else if (cell.Text is { } text)
                {
                    json.WriteStringValue(text);
                }
                else
                {
                    json.WriteNullValue();
                }
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    private static string Name(Tone tone) => tone switch { Tone.Good => "good", Tone.Mixed => "mixed", Tone.Poor => "poor", _ => "neutral" };
}
