using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;

namespace Pipelines.Clustering;

/// <summary>
/// <see cref="KPrototypes"/> for rows as a <see cref="TableEncoder"/> writes them: the columns of a category's levels are read back as the category, so that it counts as one that is equal or differs, and numbers are compared on
/// the scale that the encoder gave them. Takes the place of any other clusterer behind an encoder.
/// </summary>
/// <remarks>Objective, cost and memory are those of <see cref="KPrototypes"/>; reading the categories back costs one look at each cell.</remarks>
public sealed class EncodedPrototypesModel : IClusterer, IModel
{
    internal const string KindName = "encoded-prototypes/1";

    private readonly EncodedColumn[] _layout;

    private EncodedPrototypesModel(EncodedColumn[] layout, KPrototypesModel prototypes) => (_layout, Prototypes) = (layout, prototypes);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _layout[^1].First + _layout[^1].Count;

    /// <inheritdoc/>
    public int Clusters => Prototypes.Clusters;

    /// <summary>The prototypes: the column of an encoded one is called by the place of its first column, and a category's texts are the places of its levels.</summary>
    public KPrototypesModel Prototypes { get; }

    /// <summary>Finds prototypes.</summary>
    /// <param name="rows">n x d, finite, as the encoder wrote them.</param>
    /// <param name="layout">What the d columns stand for: <see cref="TableEncoderModel.Layout"/>.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <param name="control">Progress, cancellation, threads; null for <see cref="FitControl.Default"/>.</param>
    /// <exception cref="DataException">The layout does not say what each column is, a cell is NaN or infinite, or there are fewer rows than clusters.</exception>
    /// <exception cref="OptionException">An option is out of range.</exception>
    public static EncodedPrototypesModel Fit(MatrixView rows, IReadOnlyList<EncodedColumn> layout, KPrototypesOptions? options = null, FitControl? control = null)
    {
        ArgumentNullException.ThrowIfNull(layout);
        EncodedColumn[] columns = [.. layout];
        if (!Fits(columns) || columns[^1].First + columns[^1].Count != rows.Columns)
        {
            throw new DataException("clustering.layout", $"EncodedPrototypesModel.layout must say what each of the {rows.Columns} columns stands for, in their order; got {columns.Length} entries that do not. Give the layout of the encoder that wrote the rows.");
        }
        rows.NeedFinite(nameof(EncodedPrototypesModel));
        return new(columns, new KPrototypes(options).Fit(Decode(rows, columns), control));
    }

    /// <inheritdoc/>
    public void Assign(MatrixView rows, Span<int> labels)
    {
        rows.NeedColumns(nameof(EncodedPrototypesModel), Columns);
        MatrixChecks.NeedLength(labels.Length, rows.Rows, nameof(EncodedPrototypesModel), nameof(labels));
        rows.NeedFinite(nameof(EncodedPrototypesModel));
        Prototypes.Assign(Decode(rows, _layout), labels);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Ints("counts", Array.ConvertAll(_layout, c => c.Count));
        writer.Ints("types", Array.ConvertAll(_layout, c => (int)c.Type));
        writer.Texts("names", Array.ConvertAll(_layout, c => c.Name));
        writer.Section("prototypes", Prototypes);
    }

    internal static EncodedPrototypesModel Read(ModelReader reader)
    {
        var counts = reader.Ints("counts");
        var types = reader.Ints("types", counts.Length);
        var names = reader.Texts("names");
        var layout = new EncodedColumn[counts.Length];
        var first = 0L;
        for (var i = 0; i < layout.Length; i++)
        {
            if (names.Count != layout.Length || types[i] is < 0 or > (int)EncodedType.Levels || first > int.MaxValue)
            {
                throw reader.Damaged("types", "do not describe columns");
            }
            layout[i] = new(names[i], (EncodedType)types[i], (int)first, counts[i]);
            first += counts[i];
        }
        return Fits(layout) && first <= int.MaxValue ? new(layout, reader.Section<KPrototypesModel>("prototypes")) : throw reader.Damaged("counts", "do not describe columns");
    }

    private static bool Fits(EncodedColumn[] layout)
    {
        var (fits, next) = (layout.Length > 0, 0L);
        foreach (var column in layout)
        {
            fits &= column.First == next && (column.Type == EncodedType.Levels ? column.Count >= 1 : column.Count == 1);
            next += column.Count;
        }
        return fits;
    }

    /// <summary>Numbers as they are; of a category the level whose column is largest, missing where none is above 0.</summary>
    private static Table Decode(MatrixView rows, EncodedColumn[] layout)
    {
        var columns = new Column[layout.Length];
        for (var j = 0; j < layout.Length; j++)
        {
            var (first, count) = (layout[j].First, layout[j].Count);
            var name = first.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (layout[j].Type == EncodedType.Levels)
            {
                var codes = new int[rows.Rows];
                for (var r = 0; r < codes.Length; r++)
                {
                    var levels = rows[r].Slice(first, count);
                    var most = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(levels);
                    codes[r] = levels[most] > 0 ? most : -1;
                }
                columns[j] = new TextColumn(name, codes, [.. Enumerable.Range(0, count).Select(l => l.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
                continue;
            }
            var values = new double[rows.Rows];
            for (var r = 0; r < values.Length; r++)
            {
                values[r] = rows[r][first];
            }
            columns[j] = new NumberColumn(name, values);
        }
        return new(columns);
    }
}
