using DataEncoding.Data;
using DataEncoding.Reporting;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Neural;
using Scenarios.Hosting;
using Scenarios.Hosting.Runs;

namespace DataEncoding.Study;

/// <summary>A model trained before, measured on the rows that a study held out.</summary>
internal static class EarlierModel
{
    /// <summary>
    /// Its metrics, with the keys of the study's, and how sure the difference is. Each model has its own encoder and so its own scale: errors are compared as shares of how far the rows lie from their mean in that scale,
    /// and the earlier one's is shown in the new one's.
    /// </summary>
    public static Comparison Score(TabularPipeline<AutoencoderModel> earlier, EncodingFigures figures, RunContext run)
    {
        var data = figures.Data;
        var rows = EncodingData.Encode(earlier.Schema, earlier.Encoder, data.Raw, data.TestRows, run.Cancellation);
        var (own, ownSpread) = Shares(data.Test, figures.Rebuilt, data.Layout);
        var (theirs, _) = Shares(rows, earlier.Model.Reconstruct(rows), EncodingData.LayoutOf(earlier.Encoder));
        var paired = PairedComparison.Of(own, theirs, Better.Lower, new() { Seed = run.Seed }, run.Control);
        var error = theirs.Average() * ownSpread;
        var metrics = new List<Metric>
        {
            new("mse", error, Better.Lower),
            new("kept", figures.Study.Kept(error), Better.Higher),
            new("code_size", earlier.Model.ResultColumns, Better.Neither),
        };
        return new(metrics, paired.PValue);
    }

    /// <summary>Error of each row as a share of the mean squared distance of these rows from their mean, and that distance.</summary>
    private static (double[] Errors, double Spread) Shares(MatrixView rows, MatrixView rebuilt, IReadOnlyList<Pipelines.Models.Encoders.EncodedColumn> layout)
    {
        var spread = CellErrors.Mean(rows, CellErrors.Spread(rows, layout).Means, layout);
        return (Array.ConvertAll(CellErrors.OfRows(rows, rebuilt, layout), e => spread > 0 ? e / spread : 0), spread);
    }
}
