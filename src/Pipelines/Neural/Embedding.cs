using System.Globalization;
using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>
/// The first layer of a network over tables: columns of category numbers become learned vectors, the other columns pass unchanged. Its outputs are those other columns in their order and then the vectors
/// in the order of <see cref="Columns"/>.
/// </summary>
/// <remarks>
/// The same as one-hot columns before a dense layer without bias, without the products by 0. −1, an unknown category, is the vector of zeros; other numbers outside 0 .. levels − 1 are refused.
/// Vectors begin uniform with deviation 1 / sqrt(width). C. Guo, F. Berkhahn, "Entity embeddings of categorical variables", 2016.
/// </remarks>
/// <param name="Columns">The columns of categories.</param>
public sealed record Embedding(params IReadOnlyList<EmbeddedColumn> Columns) : Layer
{
    internal override string Kind => "embedding";

    internal override LayerPass For(int inputs, int place)
    {
        if (place > 0)
        {
            throw new DataException("network.embedding", $"NeuralNetwork's Embedding must be the first layer; got it as layer {place}. Move it to the front.");
        }
        foreach (var column in Columns)
        {
            if (column.Column >= inputs)
            {
                throw new DataException("network.column", $"NeuralNetwork's Embedding must name columns below {inputs}, the width of the data; got {column.Column}. Correct the column.");
            }
        }
        return new EmbeddingPass(inputs, [.. Columns]);
    }

    internal override void Check()
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            var (column, levels, width) = Columns[i];
            Whole("Column", column, Bounds.AtLeast(0));
            Whole("Levels", levels, Bounds.Closed(1, 10_000_000));
            Whole("Width", width, Bounds.Closed(1, 4096));
            for (var j = 0; j < i; j++)
            {
                if (Columns[j].Column == column)
                {
                    throw new OptionException(nameof(Embedding), "Column", "named once", column.ToString(CultureInfo.InvariantCulture) + " twice");
                }
            }
        }
    }

    internal override void Write(ModelWriter writer, string name) => writer.Ints($"{name}/columns", [.. Columns.SelectMany(c => new[] { c.Column, c.Levels, c.Width })], Columns.Count, 3);

    internal static Embedding ReadColumns(ModelReader reader, string name) => new([.. reader.Ints($"{name}/columns", -1, 3).Chunk(3).Select(c => new EmbeddedColumn(c[0], c[1], c[2]))]);

    private static void Whole(string name, int value, Bounds bounds)
    {
        if (!bounds.Contains(value))
        {
            throw new OptionException(nameof(Embedding), name, $"a whole number, {bounds}", value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
