using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Reduction;

/// <summary>A drawn <see cref="RandomProjection"/>: y = R x. NaN and infinities are refused.</summary>
public sealed class RandomProjectionModel : ITransformer, IModel
{
    internal const string KindName = "random-projection/1";

    private readonly Matrix _entries;
    private readonly AffineMap _map;

    internal RandomProjectionModel(Matrix entries)
    {
        _entries = entries;
        _map = new(Array.ConvertAll(entries.Values, v => (double)v), new double[entries.Columns], new double[entries.Rows]);
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _entries.Columns;

    /// <inheritdoc/>
    public int ResultColumns => _entries.Rows;

    /// <summary>R, k x d.</summary>
    public MatrixView Entries => _entries;

    /// <inheritdoc/>
    public void Transform(MatrixView rows, Matrix result)
    {
        rows.NeedColumns(nameof(RandomProjectionModel), Columns);
        result.NeedShape(nameof(RandomProjectionModel), rows.Rows, ResultColumns);
        rows.NeedFinite(nameof(RandomProjectionModel));
        _map.Apply(rows, result);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer) => writer.Floats("entries", _entries.Values, ResultColumns, Columns);

    internal static RandomProjectionModel Read(ModelReader reader)
    {
        var entries = reader.Floats("entries", -1, -1);
        var shape = reader.Shape("entries");
        return entries.Length > 0 && Array.TrueForAll(entries, float.IsFinite) ? new(new(shape[0], shape[1], entries)) : throw reader.Damaged("entries", "are not finite numbers");
    }
}
