using Pipelines.Reporting;

namespace DataEncoding.Reporting;

/// <summary>The four figures at the head of the report.</summary>
internal static class Cards
{
    /// <summary>What comes back; what the codes still tell, or what a row takes; what strangers read; the time.</summary>
    public static void Add(ReportBuilder report, EncodingFigures figures, TextTable texts)
    {
        var study = figures.Study;
        var (quality, better) = (study.Qualities[study.Chosen], Verdicts.Better(study));
        var kept = study.Kept(quality.Error);
        report.Card(new("kept", texts["word.kept"], Words.Share(kept))
        {
            Number = kept,
            Interval = Seeds(figures, figures.Kept.Low, figures.Kept.High, texts),
            Baseline = texts["card.pca", Words.Share(study.Kept(study.PcaQuality.Error))],
            Tone = better == "autoencoder" ? Tone.Good : Tone.Mixed,
        });
        if (figures.Labelled)
        {
            report.Card(new("knn_accuracy", texts["card.nearest"], Words.Share(quality.Nearest))
            {
                Number = quality.Nearest,
                Interval = Seeds(figures, figures.Nearest.Low, figures.Nearest.High, texts),
                Baseline = texts["card.nearest.baseline", Words.Share(study.PcaQuality.Nearest), Words.Share(study.Whole.Nearest)],
                Tone = quality.Nearest >= study.PcaQuality.Nearest ? Tone.Good : Tone.Mixed,
            });
        }
        else
        {
            var rate = study.Rates.First(r => r is { Method: "autoencoder", Bits: SizeSection.Usual });
            report.Card(new("bytes_per_row", texts["card.bytes"], NumberFormat.Fixed(1).Of(rate.BytesPerRow))
            {
                Number = rate.BytesPerRow,
                Interval = texts["card.bytes.bits", rate.Bits, Words.Share(study.Kept(rate.Error))],
                Baseline = texts["card.bytes.lossless", figures.Data.LosslessBytesPerRow],
            });
        }
        report.Card(new("attack_explained", texts["card.read"], Words.Share(Math.Max(0, study.Attack.Explained)))
        {
            Number = study.Attack.Explained,
            Interval = texts["card.read.pairs", study.Attack.Pairs],
            Baseline = texts["card.read.baseline"],
        });
        report.Card(new("time", texts["card.time"], Words.Seconds(study.Seconds)) { Number = study.Seconds, Baseline = texts["card.pca", Words.Seconds(study.PcaSeconds)] });
    }

    private static string Seeds(EncodingFigures figures, double low, double high, TextTable texts) =>
        figures.Seeds > 1 ? texts["card.seeds", figures.Seeds, Words.Share(low), Words.Share(high)] : texts["card.seed"];
}
