using DataEncoding.Study;
using Pipelines.Neural;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace DataEncoding.Reporting;

/// <summary>The interview question: what an autoencoder is, with the layers of this run, why a linear one is PCA, what noise is for, and what it is not.</summary>
internal static class ExplainSection
{
    public static void Add(ReportBuilder report, EncodingFigures figures, StudyDetails details, TextTable texts) =>
        report.Section("explain", texts["explain.heading"], section =>
        {
            var (model, options) = (figures.Study.Model, figures.Options);
            section.Lead(texts["explain.lead"]);
            section.Chart(Drawing(model, texts));
            section.Numbered(
                texts["explain.networks"],
                texts[model.Layout.Count == 0 ? "explain.loss" : "explain.loss.mixed"],
                texts[figures.Code < figures.Width ? "explain.bottleneck" : "explain.bottleneck.wide", figures.Code, figures.Width],
                texts[options.Kind == AutoencoderKind.Denoising ? "explain.noise.here" : "explain.noise", options.Noise]);
            if (details.Linear is { } linear)
            {
                section.Paragraph(texts[linear.Angle < LinearPlane.Same ? "explain.linear" : "explain.linear.far", linear.Code, linear.Rows, Angle(linear.Angle), Words.Seconds(linear.Seconds), Words.Seconds(linear.PcaSeconds)]);
            }
            section.SideBySide((texts["explain.not"], s => s.Bullets(texts["explain.not.cipher"], texts["explain.not.zip"], texts[options.Kind == AutoencoderKind.Variational ? "explain.not.generator.but" : "explain.not.generator"], texts["explain.not.truth"])));
            section.Paragraph(texts["explain.more"]);
        });

    /// <summary>An angle in radians; no smaller than single precision can tell.</summary>
    private static string Angle(double radians) => NumberFormat.Fixed(radians < 0.001 ? 6 : 4).Of(Math.Max(radians, 1e-6));

    private static NetworkDiagram Drawing(AutoencoderModel model, TextTable texts)
    {
        // The last layer of the encoder writes the code, also where it has twice as many units for mean and variance.
        int[] into = [.. model.Encoder.Layers.OfType<Dense>().SkipLast(1).Select(d => d.Units)], outOf = [.. model.Decoder.Layers.OfType<Dense>().SkipLast(1).Select(d => d.Units)];
        var code = into.Length + 1;
        var last = code + outOf.Length + 1;
        return new("layers", texts["explain.drawing"],
        [
            new(model.Columns, texts["explain.row"]),
            .. into.Select(units => new NetworkLayer(units)),
            new(model.ResultColumns, texts["explain.code"]) { Marked = true },
            .. outOf.Select(units => new NetworkLayer(units)),
            new(model.Columns, texts["explain.back"]),
        ])
        {
            Parts = [new(texts["explain.encoder"], 0, code), new(texts["explain.decoder"], code, last)],
            Comparison = texts["explain.compare"],
            Caption = texts["explain.caption", model.Network.Parameters],
        };
    }
}
