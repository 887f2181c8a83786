using Pipelines.Evaluation;
using Pipelines.Reporting;
using QualityInspection.Study;

namespace QualityInspection.Reporting;

/// <summary>The study in at most five plain sentences: what was found, how sure, against what, what to do, what it cannot tell.</summary>
internal static class Verdicts
{
    /// <summary>What a customer usually asks of Ppk.</summary>
    public const double Capable = 1.33;

    /// <summary>The sentences and how to read them.</summary>
    public static (Tone Tone, string[] Sentences) Of(QualityStudy study, TextTable texts)
    {
        var sentences = new List<string> { Process(study, texts, out var tone), Odd(study, texts) };
        if (study.Plan is { } plan)
        {
            sentences.Add(plan.SavedInterval.Low > 0
                ? texts["verdict.plan", plan.Inspected, plan.Parts, plan.Caught, plan.Bad, plan.Saved, plan.SavedInterval.Low, plan.SavedInterval.High, texts[$"plan.{plan.Against}"]]
                : texts["verdict.plan.none", plan.Inspected, plan.Parts, plan.Caught, plan.Bad, plan.Saved, plan.SavedInterval.Low, plan.SavedInterval.High, texts[$"plan.{plan.Against}"]]);
            sentences.Add(Learned(study, texts));
            sentences.Add(texts["verdict.limits"]);
        }
        else
        {
            sentences.Add(texts["verdict.no-labels", study.Options.CostInspect / study.Options.CostMiss]);
            sentences.Add(texts["verdict.limits"]);
        }
        return (tone, [.. sentences]);
    }

    /// <summary>The measurement with the lowest Ppk; null without tolerances.</summary>
    public static MeasurementStudy? Worst(QualityStudy study) => study.Measurements.Where(m => m.Capability is not null).MinBy(m => m.Capability!.Ppk);

    private static string Process(QualityStudy study, TextTable texts, out Tone tone)
    {
        if (Worst(study) is not { Capability: { } c } worst)
        {
            tone = Tone.Neutral;
            return texts["verdict.no-spec", study.Measurements.Count, study.Measurements.Count(m => m.Signals > 0)];
        }
        tone = c.PpkInterval.Low >= Capable ? Tone.Good : c.PpkInterval.High < 1 ? Tone.Poor : Tone.Mixed;
        return texts[c.PpkInterval.Low >= Capable ? "verdict.capable" : "verdict.incapable", worst.Name, c.Ppk, c.PpkInterval.Low, c.PpkInterval.High, Capable, study.Parts.Count(p => p.IsOut), study.Parts.Length, c.Cpk];
    }

    private static string Odd(QualityStudy study, TextTable texts)
    {
        int[] odd = [.. study.Order.Where(p => study.Decisions[p].Reason == PartReason.OddTogether)];
        return odd.Length == 0 ? texts["verdict.odd.none"] : texts[study.Data.Specs.Any(s => s is not null) ? "verdict.odd" : "verdict.odd.no-spec", odd.Length, study.Data.NameOf(odd[0]), Measured.Why(study, odd[0], 1, texts)];
    }

    private static string Learned(QualityStudy study, TextTable texts)
    {
        if (study.Paired is not { } paired)
        {
            return texts["verdict.few-bad", study.Trials!.Bad.Count(b => b)];
        }
        var worse = paired.Verdict == PairedVerdict.Worse;
        // Said is the gain of the better route.
        var (difference, low, high) = worse ? (paired.MeanDifference, paired.Interval.Low, paired.Interval.High) : (-paired.MeanDifference, -paired.Interval.High, -paired.Interval.Low);
        var (learned, plain) = (study.Trials![Route.Classifier].Metrics.RocAuc, study.Trials[Route.Monitor].Metrics.RocAuc);
        return texts[study.RouteKey == Route.Classifier ? "verdict.learned" : worse ? "verdict.worse" : "verdict.not-learned", difference, low, high, learned, plain];
    }
}
