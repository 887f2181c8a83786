using DataEncoding.Study;
using Pipelines.Reporting;

namespace DataEncoding.Reporting;

/// <summary>The study in at most five plain sentences: what was found, how sure, against what, what to do, what it cannot tell.</summary>
internal static class Verdicts
{
    /// <summary>Codes that bring back less than this are good for little, whatever they are compared with.</summary>
    private const double Most = 0.5;

    /// <summary>The sentences and how to read them.</summary>
    public static (Tone Tone, string[] Sentences) Of(EncodingFigures figures, TextTable texts)
    {
        var study = figures.Study;
        var (code, width, better) = (figures.Code, figures.Width, Better(study));
        var (kept, pca) = (Words.Share(figures.Kept.Mean), Words.Share(study.Kept(study.PcaQuality.Error)));
        var found = better switch
        {
            "autoencoder" => texts["verdict.autoencoder", code, width, kept, pca],
            "wide" => texts["verdict.wide", code, width, kept],
            "pca" => figures.Kept.Mean > 0 ? texts["verdict.pca", code, width, kept, pca] : texts["verdict.pca.nothing", code, width, pca],
            _ => texts["verdict.even", code, width, kept, pca],
        };
        var sure = figures.Seeds > 1
            ? texts[better == "pca" ? "verdict.seeds.pca" : "verdict.seeds", figures.Seeds, Words.Share(figures.Kept.Low), Words.Share(figures.Kept.High), study.Test.Rows]
            : texts["verdict.seed", study.Test.Rows];
        var sentences = new List<string> { found, sure };
        if (figures.Labelled)
        {
            sentences.Add(texts["verdict.classes", Words.Share(figures.Nearest.Mean), Words.Share(study.PcaQuality.Nearest), Words.Share(study.Whole.Nearest), figures.Data.Schema.Target!.Name]);
        }
        var (slow, fast) = (Words.Seconds(study.Seconds), Words.Seconds(study.PcaSeconds));
        sentences.Add(better switch
        {
            "autoencoder" => texts["verdict.do.autoencoder", slow, fast],
            "wide" => texts["verdict.do.wide"],
            "pca" => texts["verdict.do.pca", slow, fast],
            _ => texts["verdict.do.even", slow, fast],
        });
        sentences.Add(study.Attack.Explained >= SecrecySection.Little ? texts["verdict.limits", study.Attack.Pairs, study.Attack.Explained] : texts["verdict.limits.plain"]);
        return (better == "autoencoder" && figures.Kept.Mean >= Most ? Tone.Good : Tone.Mixed, [.. sentences]);
    }

    /// <summary><c>wide</c> where a code is no shorter than a row, <c>pca</c> where components lose no more than any seed does, <c>autoencoder</c> where they lose more than every seed does, and clearly, else <c>even</c>.</summary>
    public static string Better(EncodingStudy study) => study.Model.ResultColumns >= study.Model.Columns ? "wide" : study.PcaIsBetter ? "pca" : study.PcaQuality.Error > 1.02 * study.Error.High ? "autoencoder" : "even";
}
