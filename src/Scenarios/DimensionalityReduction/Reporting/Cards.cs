using DimensionalityReduction.Study;
using Pipelines.Reporting;
using Scenarios.Hosting;

namespace DimensionalityReduction.Reporting;

/// <summary>The four figures at the head of the report.</summary>
internal static class Cards
{
    /// <summary>How many components; what they keep; what gets faster; what it takes.</summary>
    public static void Add(ReportBuilder report, ReductionFigures figures, TextTable texts, RunContext run)
    {
        var (study, k) = (figures.Study, figures.Chosen);
        var sure = study.Decision.Agreement;
        report.Card(new("components", texts["card.components"], texts["card.components.of", k, figures.Width])
        {
            Number = k,
            Baseline = double.IsNaN(sure) ? "" : texts[study.Labelled ? "card.sure" : "card.sure.folds", sure],
            Tone = sure >= ComponentDecision.Needed ? Tone.Good : Tone.Mixed,
        });
        if (study.Labelled)
        {
            Scores(report, figures, texts);
        }
        else
        {
            Variance(report, study, texts);
        }
        var seconds = run.Elapsed.TotalSeconds;
        report.Card(new("time", texts["card.time"], NumberFormat.Seconds.Of(seconds)) { Number = seconds, Baseline = texts["card.time.detail", RunContext.PeakMegabytes, run.Threads] });
    }

    private static void Scores(ReportBuilder report, ReductionFigures figures, TextTable texts)
    {
        var (study, k, best) = (figures.Study, figures.Chosen, figures.Study.Best);
        var words = new Words(texts, study.Data.Task);
        var change = figures.Change(best, k);
        report.Card(new(study.ScoreKey, texts["card.score", words.Score, words.Name(best)], words.Of(study[best.Key, Trial.Pca, k].Value))
        {
            Number = study[best.Key, Trial.Pca, k].Value,
            Interval = texts["card.change", words.Change(change.Value, change.Interval)],
            Baseline = texts["card.all", words.Of(study[best.Key, Trial.All, 0].Value)],
            Tone = change.Value >= -study.Options.Margin ? Tone.Good : Tone.Poor,
        });
        var byFit = figures.FitFaster >= figures.AnswerFaster;
        var (algorithm, faster) = byFit ? (figures.Linear, figures.FitFaster) : (study.Algorithms[0], figures.AnswerFaster);
        var (all, few) = (study[algorithm.Key, Trial.All, 0], study[algorithm.Key, Trial.Pca, k]);
        report.Card(new("faster", texts[byFit ? "card.fit" : "card.answer", words.Name(algorithm)], Words.Times(faster))
        {
            Number = faster,
            Baseline = texts["card.from-to", Words.Time(byFit ? all.FitSeconds : all.RowSeconds), Words.Time(byFit ? few.FitSeconds : few.RowSeconds)],
            Tone = faster > 1.2 ? Tone.Good : Tone.Mixed,
        });
    }

    private static void Variance(ReportBuilder report, ReductionStudy study, TextTable texts)
    {
        var kept = study.KeptAt(study.Decision.Components);
        report.Card(new("variance_kept", texts["card.variance"], NumberFormat.Percent(1).Of(kept.VarianceKept)) { Number = kept.VarianceKept, Baseline = texts["card.variance.detail", study.HeldOutRows.Length] });
        report.Card(new("reconstruction_rmse", texts["card.rmse"], NumberFormat.Auto.Of(kept.Rmse))
        {
            Number = kept.Rmse,
            Baseline = texts["card.rmse.mean", NumberFormat.Auto.Of(Math.Sqrt(kept.Spread.Sum() / kept.Spread.Length / kept.Columns))],
        });
    }
}
