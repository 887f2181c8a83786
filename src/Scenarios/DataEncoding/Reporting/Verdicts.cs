using Pipelines.Reporting;

namespace DataEncoding.Reporting;

/// <summary>The study in at most five plain sentences: which codes to take, how sure, what a target says of them, what they cost, what they are not.</summary>
internal static class Verdicts
{
    private const double Few = 0.5;

    /// <summary>The sentences and how to read them.</summary>
    public static (Tone Tone, string[] Sentences) Of(EncodingFigures figures, TextTable texts)
    {
        var study = figures.Study;
        var (error, pca) = (study.Error, study.PcaQuality.Error);
        var clear = error.High < pca;
        var sentences = new List<string>
        {
            study.PcaIsBetter ? texts["verdict.pca", figures.Code, Words.Error(pca), Words.Error(error.Mean), Words.Seconds(study.PcaSeconds), Words.Seconds(study.Seconds)]
                : clear ? texts[figures.Seeds > 1 ? "verdict.autoencoder" : "verdict.autoencoder.one", figures.Width, figures.Code, 1 - (error.Mean / pca), Words.Error(error.Mean), Words.Error(pca), figures.Seeds]
                : texts["verdict.unsure", figures.Code, Words.Error(error.Low), Words.Error(error.High), Words.Error(pca)],
        };
        if (figures.Kept.Mean < Few)
        {
            sentences.Add(texts["verdict.much-lost", figures.Kept.Mean]);
        }
        if (figures.Labelled)
        {
            sentences.Add(texts["verdict.nearest", figures.Data.Schema.Target!.Name, Words.Share(figures.Nearest.Mean), Words.Share(study.PcaQuality.Nearest), Words.Share(study.Whole.Nearest)]);
        }
        if (clear)
        {
            sentences.Add(texts["verdict.price", Words.Seconds(study.Seconds), Words.Seconds(study.PcaSeconds)]);
        }
        sentences.Add(texts["verdict.lost"]);
        return (clear && figures.Kept.Mean >= Few ? Tone.Good : figures.Kept.Mean < Few ? Tone.Poor : Tone.Mixed, [.. sentences]);
    }
}
