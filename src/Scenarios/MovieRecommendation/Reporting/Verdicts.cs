using MovieRecommendation.Study;
using Pipelines.Evaluation;
using Pipelines.Reporting;

namespace MovieRecommendation.Reporting;

/// <summary>The study in at most five plain sentences: what was found, how sure, against what, what to do, what it cannot tell.</summary>
internal static class Verdicts
{
    /// <summary>The sentences and how to read them.</summary>
    public static (Tone Tone, string[] Sentences) Of(MovieStudy study, TextTable texts)
    {
        var words = new Words(texts, study.Data.Films);
        var sentences = new List<string> { Lists(study.Lists, texts, out var listTone) };
        if (study.Stars is { } stars)
        {
            sentences.Add(Stars(stars, texts));
            if (Cold(study, stars, texts, words) is { } cold)
            {
                sentences.Add(cold);
            }
        }
        sentences.Add(texts[study.Data.Implicit ? "verdict.use-lists" : "verdict.use-both"]);
        sentences.Add(texts["verdict.limits", words.Items]);
        return (Together(listTone, study.Stars is null ? Tone.Neutral : ToneOf(study.Stars)), [.. sentences]);
    }

    private static string Lists(ListStudy lists, TextTable texts, out Tone tone)
    {
        var (ours, popular) = (lists.Ours[ListStudy.Main].Value, lists[ListStudy.Popular][ListStudy.Main].Value);
        var verdict = lists.AgainstPopular?.Verdict ?? PairedVerdict.NoClearDifference;
        tone = verdict switch { PairedVerdict.Better => Tone.Good, PairedVerdict.Worse => Tone.Poor, _ => Tone.Mixed };
        return verdict switch
        {
            PairedVerdict.Better => texts["verdict.lists.better", popular > 0 ? ours / popular : double.PositiveInfinity, ours, popular],
            PairedVerdict.Worse => texts["verdict.lists.worse", ours, popular],
            _ => texts["verdict.lists.same", ours, popular],
        };
    }

    /// <summary>Where the model knows less than elsewhere; null where it does not show.</summary>
    private static string? Cold(MovieStudy study, StarStudy stars, TextTable texts, Words words)
    {
        var (cold, known) = (stars.Ours.ColdRmse, stars.Ours.KnownRmse);
        if (double.IsNaN(cold) || cold <= known)
        {
            return null;
        }
        var who = stars.Known.Count(k => !k) == study.NewItemRows ? texts["verdict.new-items", words.Items] : texts["verdict.new-any", words.Items];
        return double.IsNaN(known) ? texts["verdict.cold.only", who, cold] : texts["verdict.cold", who, cold, known];
    }

    /// <summary>How to read the stars: good only where they beat the averages beyond chance, poor where saying the mean does as well.</summary>
    public static Tone ToneOf(StarStudy stars) =>
        LoseToMean(stars) ? Tone.Poor : stars.AgainstAverages.Verdict switch { PairedVerdict.Better => Tone.Good, PairedVerdict.Worse => Tone.Poor, _ => Tone.Mixed };

    private static bool LoseToMean(StarStudy stars) => stars.Ours.Metrics.Rmse >= stars[StarStudy.Mean].Metrics.Rmse;

    private static string Stars(StarStudy stars, TextTable texts)
    {
        var (ours, averages) = (stars.Ours.Metrics.Rmse, stars[StarStudy.Averages].Metrics.Rmse);
        return LoseToMean(stars) ? texts["verdict.stars.mean", ours, stars[StarStudy.Mean].Metrics.Rmse] : stars.AgainstAverages.Verdict switch
        {
            PairedVerdict.Better => texts["verdict.stars.better", 1 - (ours / averages), ours, averages],
            PairedVerdict.Worse => texts["verdict.stars.worse", ours, averages],
            _ => texts["verdict.stars.same", ours, averages],
        };
    }

    private static Tone Together(Tone lists, Tone stars) =>
        lists == Tone.Poor ? Tone.Poor
        : stars is Tone.Neutral || lists == stars ? lists
        : Tone.Mixed;
}
