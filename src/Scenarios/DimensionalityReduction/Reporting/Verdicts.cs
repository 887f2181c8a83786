using DimensionalityReduction.Study;
using Pipelines.Reporting;

namespace DimensionalityReduction.Reporting;

/// <summary>The study in at most five plain sentences: what was found, how sure, against what, what to do, what it cannot tell.</summary>
internal static class Verdicts
{
    private const double Worthwhile = 1.2;

    /// <summary>The sentences and how to read them.</summary>
    public static (Tone Tone, string[] Sentences) Of(ReductionFigures figures, TextTable texts) =>
        figures.Study.Labelled ? Labelled(figures, texts) : Unlabelled(figures, texts);

    private static (Tone, string[]) Labelled(ReductionFigures figures, TextTable texts)
    {
        var study = figures.Study;
        var words = new Words(texts, study.Data.Task);
        var (k, decision) = (figures.Chosen, study.Decision);
        var margin = words.Margin(study.Options.Margin);
        string Pair(Func<Algorithm, string> of) => study.Algorithms.Select(of).Aggregate((a, b) => texts["word.and", a, b]);
        var kept = Pair(a => texts["verdict.score", words.Name(a), words.Of(study[a.Key, Trial.Pca, k].Value), words.Of(study[a.Key, Trial.All, 0].Value)]);
        if (k >= figures.Width && decision.Reason == "accuracy")
        {
            return (Tone.Mixed, [texts["verdict.full", figures.Width, margin, kept], texts["verdict.limits"]]);
        }
        var sentences = new List<string>
        {
            decision.Reason == "none" ? texts["verdict.none", figures.Width, margin, kept, k] : texts["verdict.kept", k, figures.Width, words.ScoreInside, kept],
            texts[decision.Agreement >= ComponentDecision.Needed ? "verdict.sure" : "verdict.unsure", decision.Agreement, margin],
            Cost(figures, texts),
            texts["verdict.random", Pair(a => texts["verdict.random.score", words.Name(a), words.Of(study[a.Key, Trial.Random, k].Value)])],
            texts["verdict.limits"],
        };
        var tone = decision.Agreement >= ComponentDecision.Needed ? (k < figures.Width ? Tone.Good : Tone.Mixed) : decision.Reason == "named" ? Tone.Mixed : Tone.Poor;
        return (tone, [.. sentences]);
    }

    private static (Tone, string[]) Unlabelled(ReductionFigures figures, TextTable texts)
    {
        var study = figures.Study;
        var (k, decision) = (figures.Chosen, study.Decision);
        var kept = study.KeptAt(k).VarianceKept;
        var sentences = new List<string> { texts[$"verdict.{decision.Reason}", k, figures.Width, kept] };
        if (!double.IsNaN(decision.Agreement))
        {
            sentences.Add(texts["verdict.folds", decision.Agreement]);
        }
        sentences.Add(texts["verdict.memory", 4 * k, 4 * figures.Width]);
        sentences.Add(texts["verdict.no-target"]);
        var tone = decision.Reason == "noise" ? Tone.Poor : double.IsNaN(decision.Agreement) || decision.Agreement < 0.5 ? Tone.Mixed : Tone.Good;
        return (tone, [.. sentences]);
    }

    /// <summary>What is saved, and plainly where nothing is.</summary>
    private static string Cost(ReductionFigures figures, TextTable texts)
    {
        var words = new Words(texts, figures.Study.Data.Task);
        var (fit, answer) = (figures.FitFaster, figures.AnswerFaster);
        var parts = new List<string>();
        if (fit >= Worthwhile)
        {
            parts.Add(texts["verdict.fit-faster", words.Name(figures.Linear), Words.Times(fit), Words.Times(figures.FitFasterInAll)]);
        }
        if (answer >= Worthwhile)
        {
            parts.Add(texts["verdict.answer-faster", words.Name(figures.Study.Algorithms[0]), Words.Times(answer)]);
        }
        return parts.Count == 0
            ? texts["verdict.not-faster", 4 * figures.Chosen, 4 * figures.Width]
            : texts["verdict.faster", parts.Aggregate((a, b) => texts["word.and", a, b]), 4 * figures.Chosen, 4 * figures.Width];
    }
}
