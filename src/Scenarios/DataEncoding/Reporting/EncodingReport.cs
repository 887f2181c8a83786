using Pipelines.Reporting;
using Scenarios.Hosting;

namespace DataEncoding.Reporting;

/// <summary>The report of a training run.</summary>
internal static class EncodingReport
{
    /// <summary>Builds it.</summary>
    public static Report Build(EncodingFigures figures, RunContext run)
    {
        var (texts, data) = (run.Texts, figures.Data);
        var (tone, sentences) = Verdicts.Of(figures, texts);
        return new ReportBuilder(texts, texts["report.title", figures.Width, figures.Code])
            .Subtitle(texts["report.subtitle", data.Rows, data.Features, string.Join(", ", data.Files)])
            .Verdict(tone, sentences)
            .Metrics(new MetricSet("model", texts["screen.this", texts[$"kind.{figures.Options.Kind.ToString().ToLowerInvariant()}"]], figures.Metrics))
            .Fact("data", string.Join(", ", data.Files))
            .Fact("data.hash", data.Hash)
            .Fact("data.rows", data.RowsRead)
            .Fact("data.dropped", (long)data.Unreadable.Count)
            .Fact("data.missing", data.MissingCells)
            .Fact("train.rows", (long)data.Train.Rows)
            .Fact("test.rows", (long)data.Test.Rows)
            .Fact("seed", run.Seed)
            .Options("autoencoder", figures.Options)
            .Options("encoder", data.Encoding)
            .Fact("time.seconds", Math.Round(run.Elapsed.TotalSeconds, 2))
            .Fact("memory.bytes", (long)(RunContext.PeakMegabytes * 1e6))
            .Fact("threads", (long)run.Threads)
            .Fact("version", run.Scenario.Version)
            .RepeatLine(run.RepeatLine)
            .Build();
    }
}
