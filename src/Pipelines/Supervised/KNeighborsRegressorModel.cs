using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Supervised;

/// <summary>A fitted <see cref="KNeighborsRegressor"/>; it holds the training rows.</summary>
public sealed class KNeighborsRegressorModel : IRegressor, IModel
{
    internal const string KindName = "knn-regressor/1";

    private readonly TrainingRows _training;

    internal KNeighborsRegressorModel(KNeighborsRegressorOptions options, TrainingRows training) => (Options, _training) = (options, training);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _training.Rows.Columns;

    /// <summary>How many training rows it holds.</summary>
    public int Rows => _training.Rows.Rows;

    /// <summary>The options it was fitted with.</summary>
    public KNeighborsRegressorOptions Options { get; }

    /// <inheritdoc/>
    public void Predict(MatrixView rows, Span<float> predictions) => Predict(rows, predictions, TrainingRows.OneThread);

    /// <summary>The same on several threads, and stopped when cancelled.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="predictions">Receives one number a row; length n.</param>
    /// <param name="control">Threads and cancellation; changes no bit of the answer.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Predict(MatrixView rows, Span<float> predictions, FitControl control)
    {
        rows.NeedColumns(nameof(KNeighborsRegressorModel), Columns);
        rows.NeedFinite(nameof(KNeighborsRegressorModel));
        MatrixChecks.NeedLength(predictions.Length, rows.Rows, nameof(KNeighborsRegressorModel), nameof(predictions));
        _training.Predict(rows, 1, predictions, default(Mean), control);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        _training.Write(writer);
    }

    internal static KNeighborsRegressorModel Read(ModelReader reader)
    {
        var options = reader.Options<KNeighborsRegressorOptions>("options");
        return new(options, TrainingRows.Read(reader, options.Neighbors, options.Weighting, options.Algorithm));
    }

    private readonly struct Mean : INeighborAnswer
    {
        public void Write(ReadOnlySpan<float> targets, ReadOnlySpan<int> nearest, ReadOnlySpan<float> votes, Span<float> result)
        {
            double sum = 0, total = 0;
            for (var i = 0; i < nearest.Length; i++)
            {
                sum += (double)votes[i] * targets[nearest[i]];
                total += votes[i];
            }
            result[0] = (float)(sum / total);
        }
    }
}
