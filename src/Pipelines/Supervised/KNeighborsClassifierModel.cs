using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Supervised;

/// <summary>A fitted <see cref="KNeighborsClassifier"/>; it holds the training rows.</summary>
public sealed class KNeighborsClassifierModel : IClassifier, IModel
{
    internal const string KindName = "knn-classifier/1";

    private readonly TrainingRows _training;

    internal KNeighborsClassifierModel(KNeighborsClassifierOptions options, TrainingRows training, int classes) => (Options, _training, Classes) = (options, training, classes);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _training.Rows.Columns;

    /// <inheritdoc/>
    public int Classes { get; }

    /// <summary>How many training rows it holds.</summary>
    public int Rows => _training.Rows.Rows;

    /// <summary>The options it was fitted with.</summary>
    public KNeighborsClassifierOptions Options { get; }

    /// <inheritdoc/>
    /// <remarks>A class's probability is its share of the neighbours' votes.</remarks>
    public void Probabilities(MatrixView rows, Matrix result) => Probabilities(rows, result, TrainingRows.OneThread);

    /// <summary>The same on several threads, and stopped when cancelled.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="result">Receives n x <see cref="Classes"/>.</param>
    /// <param name="control">Threads and cancellation; changes no bit of the answer.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Probabilities(MatrixView rows, Matrix result, FitControl control)
    {
        rows.NeedColumns(nameof(KNeighborsClassifierModel), Columns);
        rows.NeedFinite(nameof(KNeighborsClassifierModel));
        result.NeedShape(nameof(KNeighborsClassifierModel), rows.Rows, Classes);
        _training.Predict(rows, Classes, result.Values, default(Shares), control);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        writer.Whole("classes", Classes);
        _training.Write(writer);
    }

    internal static KNeighborsClassifierModel Read(ModelReader reader)
    {
        var options = reader.Options<KNeighborsClassifierOptions>("options");
        var classes = (int)reader.Whole("classes", 1, int.MaxValue);
        var training = TrainingRows.Read(reader, options.Neighbors, options.Weighting, options.Algorithm);
        foreach (var target in training.Targets)
        {
            if (!(target >= 0 && target < classes && target == MathF.Floor(target)))
            {
                throw reader.Damaged("targets", "holds a class that does not exist");
            }
        }
        return new(options, training, classes);
    }

    private readonly struct Shares : INeighborAnswer
    {
        public void Write(ReadOnlySpan<float> targets, ReadOnlySpan<int> nearest, ReadOnlySpan<float> votes, Span<float> result)
        {
            var total = 0.0;
            foreach (var vote in votes)
            {
                total += vote;
            }
            result.Clear();
            for (var i = 0; i < nearest.Length; i++)
            {
                result[(int)targets[nearest[i]]] += (float)(votes[i] / total);
            }
        }
    }
}
