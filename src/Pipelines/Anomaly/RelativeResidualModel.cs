using System.Buffers;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Reduction;

namespace Pipelines.Anomaly;

/// <summary>A fitted <see cref="RelativeResidual"/>: scores from 0 to 1.</summary>
public sealed class RelativeResidualModel : IAnomalyDetector, IModel
{
    internal const string KindName = "relative-residual/1";

    private const int BlockRows = 256;

    internal RelativeResidualModel(PcaModel pca, float threshold) => (Pca, Threshold) = (pca, threshold);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => Pca.Columns;

    /// <inheritdoc/>
    public float Threshold { get; }

    /// <summary>The components.</summary>
    public PcaModel Pca { get; }

    /// <summary>The same model with another threshold.</summary>
    public RelativeResidualModel WithThreshold(float threshold) => new(Pca, threshold);

    /// <inheritdoc/>
    public void Score(MatrixView rows, Span<float> scores)
    {
        rows.NeedColumns(nameof(RelativeResidualModel), Columns);
        MatrixChecks.NeedLength(scores.Length, rows.Rows, nameof(RelativeResidualModel), nameof(scores));
        rows.NeedFinite(nameof(RelativeResidualModel));
        var errors = ArrayPool<double>.Shared.Rent(BlockRows);
        for (var first = 0; first < rows.Rows; first += BlockRows)
        {
            var block = rows[first..Math.Min(rows.Rows, first + BlockRows)];
            Pca.ReconstructionErrors(block, errors.AsSpan(0, block.Rows));
            for (var r = 0; r < block.Rows; r++)
            {
                var whole = 0.0;
                var row = block[r];
                for (var c = 0; c < row.Length; c++)
                {
                    whole += (row[c] - Pca.Mean[c]) * (row[c] - Pca.Mean[c]);
                }
                scores[first + r] = whole > 0 ? (float)Math.Sqrt(Math.Min(1, errors[r] / whole)) : 0;
            }
        }
        ArrayPool<double>.Shared.Return(errors);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Number("threshold", Threshold);
        writer.Section("pca", Pca);
    }

    internal static RelativeResidualModel Read(ModelReader reader) => new(reader.Section<PcaModel>("pca"), (float)reader.Number("threshold"));
}
