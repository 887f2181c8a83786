using DataEncoding.Study;
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
        var details = Details(figures, run);
        var (tone, sentences) = Verdicts.Of(figures, texts);
        var report = new ReportBuilder(texts, texts["report.title", figures.Width, figures.Code])
            .Subtitle(texts["report.subtitle", data.Rows, data.Features, string.Join(", ", data.Files)])
            .Verdict(tone, sentences);
        Cards.Add(report, figures, texts);
        AddSections(report, figures, details, texts);
        UseSection.Add(report, texts, run);
        report.Metrics(new MetricSet("model", texts["screen.this", texts[$"kind.{figures.Options.Kind.ToString().ToLowerInvariant()}"]], figures.Metrics))
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
            .RepeatLine(run.RepeatLine);
        return report
            .Term(texts["term.autoencoder"], texts["term.autoencoder.meaning"])
            .Term(texts["term.code"], texts["term.code.meaning"])
            .Term(texts["term.pca"], texts["term.pca.meaning"])
            .Term(texts["term.epoch"], texts["term.epoch.meaning"])
            .Term(texts["term.validation"], texts["term.validation.meaning"])
            .Term(texts["term.quantization"], texts["term.quantization.meaning"])
            .Term(texts["term.rate"], texts["term.rate.meaning"])
            .Term(texts["term.probe"], texts["term.probe.meaning"])
            .Build();
    }

    private static StudyDetails Details(EncodingFigures figures, RunContext run)
    {
        using var stage = run.Stage("stage.report-codes");
        return StudyDetails.Of(figures.Study, figures.Options.Seed, stage.Control);
    }

    /// <summary>The parts that say what was measured.</summary>
    public static void AddSections(ReportBuilder report, EncodingFigures figures, StudyDetails details, TextTable texts)
    {
        TrainingSection.Add(report, figures, texts);
        RowsSection.Add(report, figures, texts);
        MapSection.Add(report, figures, details, texts);
        KeepsSection.Add(report, figures, texts);
        SizeSection.Add(report, figures, texts);
        SecrecySection.Add(report, figures, details, texts);
        ExplainSection.Add(report, figures, details, texts);
        DataSection.Add(report, figures, texts);
    }
}
