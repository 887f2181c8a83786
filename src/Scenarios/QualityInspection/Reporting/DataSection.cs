using Pipelines.Reporting;
using QualityInspection.Study;
using Scenarios.Hosting.Commands;

namespace QualityInspection.Reporting;

/// <summary>What data: parts, measurements, what was left out and why, leaks, and how all is measured without looking ahead.</summary>
internal static class DataSection
{
    public static void Add(ReportBuilder report, QualityStudy study, TextTable texts)
    {
        var data = study.Data;
        report.Section("data", texts["data.heading"], section =>
        {
            section.Lead(texts[data.Batch is null ? "screen.parts" : "screen.parts.batches", data.Parts, data.Measurements.Count, data.Specs.Count(s => s is not null), data.Batches.Length == 0 ? 0 : data.Batches[^1] + 1] + texts["word.stop"]);
            if (data.Leaks.Count > 0)
            {
                section.Warning(texts[data.LeftOut.Any(l => l.Reason == "leak") ? "data.leaks.dropped" : "data.leaks.used", data.Target!]);
                section.Table(table => table.Key("leaks").Text(texts["data.name"]).Text(texts["data.why"]).Rows(data.Leaks, l => [l.Column, texts[$"leak.{l.Reason}", l.Share]]));
            }
            if (data.Labels is { BlankIsGood: true })
            {
                section.Warning(texts["screen.labels.blank", data.Target!, QualityOptions.Good.Typed, SharedOptions.Ignore.Typed] + texts["word.stop"]);
            }
            if (data.LeftOut.Count > 0)
            {
                section.Table(table => table.Key("left-out").Caption(texts["data.left"]).Text(texts["data.name"]).Text(texts["data.why"]).Limit(30).Rows(data.LeftOut, l => [l.Name, texts[$"left.{l.Reason}"]]));
            }
            if (data.Unreadable.Count > 0)
            {
                section.Table(table => table.Key("unreadable").Caption(texts["data.unreadable"]).Text(texts["data.where"]).Text(texts["data.why"]).Limit(10, total: data.Unreadable.Count)
                    .Rows(data.Unreadable.Take(10), row => [$"{Path.GetFileName(row.File)}({row.Line})", texts.Of(row.Problem)]));
            }
            section.Bullets(
            [
                texts[$"order.{data.Order}"],
                texts["method.monitor", study.ReferenceParts, study.Options.Monitor.FalseAlarmRate],
                .. study.TrimmedParts > 0 ? [texts["method.trimmed", study.TrimmedParts]] : Array.Empty<string>(),
                .. data.MissingCells > 0 ? [texts["method.missing", data.MissingCells]] : Array.Empty<string>(),
                .. study.Trials is null ? [] : new[] { texts[data.Batch is null ? "method.folds" : "method.folds.batches", study.Options.Folds, study.Options.Seed], texts["method.limit"] },
            ]);
        });
    }
}
