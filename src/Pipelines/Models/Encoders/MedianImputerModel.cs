using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>A fitted <see cref="MedianImputer"/>: the columns with NaN replaced by <see cref="Medians"/>, then one column of 0 and 1 for each of <see cref="Indicated"/>. Infinities are refused.</summary>
public sealed class MedianImputerModel : ITransformer, IModel
{
    private readonly double[] _medians;
    private readonly int[] _indicated;

    internal MedianImputerModel(double[] medians, int[] indicated) => (_medians, _indicated) = (medians, indicated);

    /// <inheritdoc/>
    public string Kind => "median-imputer/1";

    /// <inheritdoc/>
    public int Columns => _medians.Length;

    /// <inheritdoc/>
    public int ResultColumns => _medians.Length + _indicated.Length;

    /// <summary>The median of each column's training values; 0 where there was none.</summary>
    public ReadOnlySpan<double> Medians => _medians;

    /// <summary>The columns whose missing values are indicated, rising; their indicators follow the columns in this order.</summary>
    public ReadOnlySpan<int> Indicated => _indicated;

    /// <inheritdoc/>
    public void Transform(MatrixView rows, Matrix result)
    {
        rows.NeedColumns(nameof(MedianImputerModel), Columns);
        result.NeedShape(nameof(MedianImputerModel), rows.Rows, ResultColumns);
        rows.NeedNumbersOrMissing(nameof(MedianImputerModel));
        for (var r = 0; r < rows.Rows; r++)
        {
            var from = rows[r];
            var to = result[r];
            for (var i = 0; i < _indicated.Length; i++)
            {
                to[from.Length + i] = float.IsNaN(from[_indicated[i]]) ? 1 : 0;
            }
            for (var c = 0; c < from.Length; c++)
            {
                to[c] = float.IsNaN(from[c]) ? (float)_medians[c] : from[c];
            }
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Doubles("medians", _medians);
        writer.Ints("indicated", _indicated);
    }

    internal static MedianImputerModel Read(ModelReader reader)
    {
        var medians = reader.Doubles("medians");
        var indicated = reader.Ints("indicated");
        for (var i = 0; i < indicated.Length; i++)
        {
            if (indicated[i] >= medians.Length || indicated[i] <= (i == 0 ? -1 : indicated[i - 1]))
            {
                throw reader.Damaged("indicated", "does not rise within the columns");
            }
        }
        return Array.TrueForAll(medians, double.IsFinite) ? new(medians, indicated) : throw reader.Damaged("medians", "is not finite");
    }
}
