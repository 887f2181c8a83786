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
        var starTone = Tone.Neutral;
        if (study.Stars is { } stars)
        {
            sentences.Add(Stars(stars, texts, out starTone));
            if (!double.IsNaN(stars.Ours.ColdRmse))
            {
                sentences.Add(texts["verdict.cold", words.Items, stars.Ours.ColdRmse, stars.Ours.KnownRmse]);
            }
        }
        sentences.Add(texts[study.Data.Implicit ? "verdict.use-lists" : "verdict.use-both"]);
        sentences.Add(texts["verdict.limits", words.Items]);
        return (Together(listTone, starTone), [.. sentences]);
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

    private static string Stars(StarStudy stars, TextTable texts, out Tone tone)
    {
        var (ours, averages) = (stars.Ours.Metrics.Rmse, stars[StarStudy.Averages].Metrics.Rmse);
        tone = stars.AgainstAverages.Verdict switch { PairedVerdict.Better => Tone.Good, PairedVerdict.Worse => Tone.Poor, _ => Tone.Mixed };
        return stars.AgainstAverages.Verdict switch
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
