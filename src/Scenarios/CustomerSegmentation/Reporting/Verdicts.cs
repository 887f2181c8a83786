using CustomerSegmentation.Study;
using Pipelines.Reporting;

namespace CustomerSegmentation.Reporting;

/// <summary>The study in at most five plain sentences: what was found, how sure, against what, what to do, what it cannot tell.</summary>
internal static class Verdicts
{
    private const double Steady = 0.75;

    /// <summary>How the method and the number were chosen.</summary>
    public static string Choice(SegmentFigures figures, TextTable texts)
    {
        var (study, trial) = (figures.Study, figures.Study.Decision.Chosen);
        if (study.Options.Optimize is { } metric)
        {
            var label = MetricTexts.Label(texts, metric);
            return texts["word.stop-between", texts[study.Decision.Reason == "unmet" ? "choice.unmet" : "choice.optimized", trial.Segments, label, new TrialMetrics(trial).Of(metric), study.Trials.Count], texts[$"choice.method.{study.Decision.MethodReason}", texts[$"method.{trial.Method}"]]];
        }
        return texts["word.stop-between", texts[$"choice.{study.Decision.Reason}", trial.Segments, trial.Stability, study.Options.Stability], texts[$"choice.method.{study.Decision.MethodReason}", texts[$"method.{trial.Method}"]]];
    }

    /// <summary>A lift: 2.1×.</summary>
    public static string Lift(double lift) => double.IsNaN(lift) ? "" : NumberFormat.Fixed(lift < 10 ? 2 : 1).Of(lift) + "×";

    /// <summary>The sentences and how to read them.</summary>
    public static (Tone Tone, string[] Sentences) Of(SegmentFigures figures, TextTable texts)
    {
        var (study, words, trial) = (figures.Study, new Words(texts, figures), figures.Study.Decision.Chosen);
        var sure = trial.Stability >= study.Options.Stability;
        int[] shaky = [.. study.Model.Segments.Where(s => figures.StabilityOf(s.Number) < Steady).Select(s => s.Number)];
        var sentences = new List<string>
        {
            texts["verdict.found", study.SegmentOf.Length, study.Segments],
            texts[sure ? "verdict.sure" : "verdict.unsure", trial.Stability, shaky.Length == 0 ? texts["verdict.all-steady"] : texts["verdict.shaky", string.Join(", ", shaky)]],
        };
        if (figures.Outcomes is { } outcomes)
        {
            var best = outcomes.Segments.Where(s => s.Label > 0).MaxBy(s => s.Lift)!;
            var name = words.Name(study.Model.Segments[best.Label - 1]);
            sentences.Add(texts[study.Data.Rfm is null ? "verdict.best" : "verdict.best.spend", name, best.RowShare, best.OutcomeShare, Lift(best.Lift), Lift(best.LiftInterval.Low), Lift(best.LiftInterval.High)]);
            sentences.Add(figures.PlainGroups is { } plain ? texts["verdict.plain", outcomes.EtaSquared, plain.EtaSquared] : texts["verdict.eta", outcomes.EtaSquared]);
        }
        else
        {
            sentences.Add(texts["verdict.no-outcome"]);
        }
        sentences.Add(texts["verdict.limits"]);
        return (sure ? shaky.Length == 0 ? Tone.Good : Tone.Mixed : Tone.Poor, [.. sentences]);
    }
}
