using Pipelines.Reporting;
using QualityInspection.Study;
using Scenarios.Hosting;

namespace QualityInspection.Reporting;

/// <summary>The four figures at the head of the report.</summary>
internal static class Cards
{
    /// <summary>The process; parts that are odd together; the order of inspection; money or time.</summary>
    public static void Add(ReportBuilder report, QualityStudy study, TextTable texts, RunContext run)
    {
        var two = NumberFormat.Fixed(2);
        if (Verdicts.Worst(study) is { Capability: { } c } worst)
        {
            report.Card(new("ppk", texts["card.ppk", DisplayWidth.Cut(worst.Name, 24)], two.Of(c.Ppk))
            {
                Number = c.Ppk,
                Interval = texts["card.interval", two.Of(c.PpkInterval.Low), two.Of(c.PpkInterval.High)],
                Baseline = texts["card.ppk.asked", Verdicts.Capable],
                Tone = c.PpkInterval.Low >= Verdicts.Capable ? Tone.Good : c.PpkInterval.High < 1 ? Tone.Poor : Tone.Mixed,
            });
        }
        else
        {
            var signals = study.Measurements.Sum(m => m.Signals);
            report.Card(new("signals", texts["card.signals"], NumberFormat.Whole.Of(signals)) { Number = signals, Baseline = texts["card.signals.of", study.Measurements.Count(m => m.Signals > 0), study.Measurements.Count] });
        }
        var odd = study.Decisions.Count(d => d.Reason == PartReason.OddTogether);
        report.Card(new("odd_together", texts["card.odd"], NumberFormat.Whole.Of(odd)) { Number = odd, Baseline = texts["card.odd.chance", study.Options.Monitor.FalseAlarmRate * study.ReferenceParts] });
        if (study is { Trials: { } trials, Plan: { } plan })
        {
            var route = trials[study.RouteKey];
            report.Card(new("roc_auc", texts["card.auc"], NumberFormat.Fixed(3).Of(route.Metrics.RocAuc))
            {
                Number = route.Metrics.RocAuc,
                Interval = texts["card.interval", NumberFormat.Fixed(3).Of(route.Area.Low), NumberFormat.Fixed(3).Of(route.Area.High)],
                Baseline = texts["card.auc.against", NumberFormat.Fixed(3).Of(trials["largest"].Metrics.RocAuc)],
                Tone = route.Area.Low > trials["largest"].Metrics.RocAuc ? Tone.Good : Tone.Mixed,
            });
            report.Card(new("money_saved", texts["card.saved"], NumberFormat.Whole.Of(plan.Saved))
            {
                Number = plan.Saved,
                Interval = texts["card.interval", NumberFormat.Whole.Of(plan.SavedInterval.Low), NumberFormat.Whole.Of(plan.SavedInterval.High)],
                Baseline = texts["card.saved.against", texts[$"plan.{plan.Against}"], plan.Inspected, plan.Parts],
                Tone = plan.SavedInterval.Low > 0 ? Tone.Good : plan.SavedInterval.High < 0 ? Tone.Poor : Tone.Mixed,
            });
            return;
        }
        var flagged = study.Decisions.Count(d => d.Flagged);
        report.Card(new("flagged_share", texts["card.flagged"], NumberFormat.Whole.Of(flagged)) { Number = flagged, Baseline = texts["card.flagged.of", study.Parts.Length, study.Parts.Count(p => p.IsOut)] });
        var seconds = run.Elapsed.TotalSeconds;
        report.Card(new("time", texts["card.time"], NumberFormat.Seconds.Of(seconds)) { Number = seconds, Baseline = texts["card.time.detail", RunContext.PeakMegabytes, run.Threads] });
    }
}
