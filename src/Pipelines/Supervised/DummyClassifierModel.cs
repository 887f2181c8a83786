using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Supervised;

/// <summary>A fitted <see cref="DummyClassifier"/>.</summary>
public sealed class DummyClassifierModel : IClassifier, IModel
{
    private readonly float[] _prior;

    internal DummyClassifierModel(int columns, float[] prior) => (Columns, _prior) = (columns, prior);

    /// <inheritdoc/>
    public string Kind => "dummy-classifier/1";

    /// <inheritdoc/>
    public int Columns { get; }

    /// <inheritdoc/>
    public int Classes => _prior.Length;

    /// <summary>The probabilities it predicts for every row.</summary>
    public ReadOnlySpan<float> Prior => _prior;

    /// <inheritdoc/>
    public void Probabilities(MatrixView rows, Matrix result)
    {
        rows.NeedColumns(nameof(DummyClassifierModel), Columns);
        rows.NeedFinite(nameof(DummyClassifierModel));
        result.NeedShape(nameof(DummyClassifierModel), rows.Rows, Classes);
        for (var r = 0; r < rows.Rows; r++)
        {
            _prior.CopyTo(result[r]);
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Whole("columns", Columns);
        writer.Floats("prior", _prior);
    }

    internal static DummyClassifierModel Read(ModelReader reader)
    {
        var prior = reader.Floats("prior");
        return prior.Length > 0 && Array.TrueForAll(prior, p => p is >= 0 and <= 1)
            ? new((int)reader.Whole("columns", 1, int.MaxValue), prior)
            : throw reader.Damaged("prior", "is not a list of probabilities");
    }
}
