using System.Numerics.Tensors;
using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>A fitted <see cref="OneHotEncoder"/>: <see cref="Levels"/> in ordinal order, then one column for every other text, then, where <see cref="HasMissing"/>, one for empty cells.</summary>
public sealed class OneHotEncoderModel : IModel
{
    private readonly string[] _levels;
    private readonly Dictionary<string, int> _placeOf = new(StringComparer.Ordinal);

    internal OneHotEncoderModel(string column, string[] levels, bool hasMissing)
    {
        (Column, _levels, HasMissing) = (column, levels, hasMissing);
        for (var i = 0; i < levels.Length; i++)
        {
            _placeOf.Add(levels[i], i);
        }
    }

    /// <inheritdoc/>
    public string Kind => "one-hot-encoder/1";

    /// <summary>Name of the text column it was fitted on.</summary>
    public string Column { get; }

    /// <summary>The texts that have a column of their own, in ordinal order.</summary>
    public IReadOnlyList<string> Levels => _levels;

    /// <summary>True where training had empty cells; they then have a column of their own, and otherwise count as other.</summary>
    public bool HasMissing { get; }

    /// <summary>How many columns it writes: the levels, other, and perhaps missing.</summary>
    public int ResultColumns => _levels.Length + (HasMissing ? 2 : 1);

    /// <summary>A name for each column it writes: <c>colour = red</c>, <c>colour = (other)</c>, <c>colour = (missing)</c>.</summary>
    public IReadOnlyList<string> Names => [.. _levels.Select(l => $"{Column} = {l}"), $"{Column} = (other)", .. HasMissing ? new[] { $"{Column} = (missing)" } : []];

    /// <summary>The 0s and 1s of a column, n x <see cref="ResultColumns"/>; exactly one 1 a row.</summary>
    /// <param name="texts">Any text column; its name does not matter.</param>
    public Matrix Encode(TextColumn texts)
    {
        var result = new Matrix(texts.Rows, ResultColumns);
        Encode(texts, result, 0);
        return result;
    }

    /// <summary>Writes the 0s and 1s of a column into <see cref="ResultColumns"/> columns of a larger matrix.</summary>
    /// <param name="texts">Any text column; its name does not matter.</param>
    /// <param name="result">Receives them; as many rows as <paramref name="texts"/>.</param>
    /// <param name="first">Where its columns begin in <paramref name="result"/>.</param>
    /// <exception cref="DataException">The matrix has no room for them.</exception>
    public void Encode(TextColumn texts, Matrix result, int first)
    {
        if (result.Rows != texts.Rows || first < 0 || first + ResultColumns > result.Columns)
        {
            throw new DataException("encode.room", $"OneHotEncoderModel.result must have {texts.Rows} rows and {ResultColumns} columns from column {first}; got {result.Rows} x {result.Columns}. Make it larger.");
        }
        var other = _levels.Length;
        var places = new int[texts.Levels.Count];
        for (var code = 0; code < places.Length; code++)
        {
            places[code] = _placeOf.TryGetValue(texts.Levels[code], out var place) ? place : other;
        }
        var missing = HasMissing ? other + 1 : other;
        for (var r = 0; r < texts.Rows; r++)
        {
            var to = result[r].Slice(first, ResultColumns);
            to.Clear();
            to[texts.Codes[r] >= 0 ? places[texts.Codes[r]] : missing] = 1;
        }
    }

    /// <summary>The level whose column is largest, the first of them; missing where none is.</summary>
    internal TextColumn Decode(MatrixView rows, int first)
    {
        var codes = new int[rows.Rows];
        for (var r = 0; r < codes.Length; r++)
        {
            var place = TensorPrimitives.IndexOfMax(rows[r].Slice(first, ResultColumns));
            codes[r] = place < _levels.Length ? place : -1;
        }
        return new(Column, codes, _levels);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Text("column", Column);
        writer.Texts("levels", _levels);
        writer.Flag("missing", HasMissing);
    }

    internal static OneHotEncoderModel Read(ModelReader reader) => new(reader.Text("column"), [.. reader.Texts("levels")], reader.Flag("missing"));
}
