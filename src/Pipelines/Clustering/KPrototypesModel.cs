using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Clustering;

/// <summary>Fitted k-prototypes: a prototype for each cluster and which of them a row of a table is nearest to. Missing cells are allowed; a text that training did not have differs from every prototype.</summary>
public sealed class KPrototypesModel : ITableClusterer
{
    internal const string KindName = "k-prototypes/1";

    private readonly MixedEncoding _encoding;
    private readonly PrototypeSet _prototypes;
    private readonly int[] _sizes;

    internal KPrototypesModel(MixedEncoding encoding, PrototypeSet prototypes, int[] sizes, double cost, int iterations, int requested)
    {
        (_encoding, _prototypes, _sizes, Cost, Iterations, Requested) = (encoding, prototypes, sizes, cost, iterations, requested);
        Prototypes = Describe();
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Clusters => _prototypes.Count;

    /// <summary>How many clusters were asked for. More than <see cref="Clusters"/> where the training rows held fewer different ones.</summary>
    public int Requested { get; }

    /// <summary>What a category that differs counts beside the squared distance of standardised numbers.</summary>
    public double Gamma => _prototypes.Gamma;

    /// <summary>Σ of the dissimilarities of the training rows from their prototypes; 0 or more.</summary>
    public double Cost { get; }

    /// <summary>Passes over the training rows from the start that was kept.</summary>
    public int Iterations { get; }

    /// <summary>Training rows in each cluster, at least 1 each.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>One row a cluster: the mean of each column of numbers, in its own units, and the most frequent text of each column of texts, missing where that is the most frequent.</summary>
    public Table Prototypes { get; }

    /// <summary>Columns of the training table that were not used: times, and those without any value.</summary>
    public IReadOnlyList<string> Ignored => _encoding.Ignored;

    /// <inheritdoc/>
    public void Assign(Table table, Span<int> labels) => Assign(table, labels, []);

    /// <summary>Writes the label of each row and its dissimilarity from the prototype of that cluster.</summary>
    /// <param name="table">Holds the columns it was fitted on, by name, in any order; others are ignored.</param>
    /// <param name="labels">Receives one label a row; length n.</param>
    /// <param name="dissimilarities">Receives one number a row, 0 or more; length n, or empty where not wanted.</param>
    /// <exception cref="DataException">A column is missing or of another type, a number is infinite, or a span has another length.</exception>
    public void Assign(Table table, Span<int> labels, Span<float> dissimilarities)
    {
        MatrixChecks.NeedLength(labels.Length, table.Rows, nameof(KPrototypesModel), nameof(labels));
        if (!dissimilarities.IsEmpty)
        {
            MatrixChecks.NeedLength(dissimilarities.Length, table.Rows, nameof(KPrototypesModel), nameof(dissimilarities));
        }
        var rows = _encoding.Encode(table, nameof(KPrototypesModel));
        for (var r = 0; r < labels.Length; r++)
        {
            labels[r] = _prototypes.Nearest(rows, r, out var dissimilarity);
            if (!dissimilarities.IsEmpty)
            {
                dissimilarities[r] = dissimilarity;
            }
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        _encoding.Write(writer);
        writer.Number("gamma", _prototypes.Gamma);
        writer.Floats("prototype-numbers", _prototypes.Numbers, Clusters, _prototypes.NumberColumns);
        writer.Ints("prototype-codes", _prototypes.Modes, Clusters, _prototypes.TextColumns);
        writer.Ints("sizes", _sizes);
        writer.Number("cost", Cost);
        writer.Whole("iterations", Iterations);
        writer.Whole("requested", Requested);
    }

    internal static KPrototypesModel Read(ModelReader reader)
    {
        var encoding = MixedEncoding.Read(reader);
        var sizes = reader.Ints("sizes");
        var numbers = reader.Floats("prototype-numbers", sizes.Length, encoding.Numbers.Count);
        var codes = reader.Ints("prototype-codes", sizes.Length, encoding.Texts.Count);
        var gamma = reader.Number("gamma");
        for (var i = 0; i < codes.Length; i++)
        {
            if (codes[i] < 0 || codes[i] > encoding.Levels[i % encoding.Texts.Count].Count)
            {
                throw reader.Damaged("prototype-codes", "name texts that there are not");
            }
        }
        return sizes.Length > 0 && Array.TrueForAll(numbers, float.IsFinite) && double.IsFinite(gamma) && gamma >= 0
            ? new(encoding, new(sizes.Length, numbers, codes, (float)gamma, encoding.Numbers.Count, encoding.Texts.Count), sizes, reader.Number("cost"), (int)reader.Whole("iterations", 0, int.MaxValue), (int)reader.Whole("requested", 1, int.MaxValue))
            : throw reader.Damaged("prototype-numbers", "are not finite prototypes");
    }

    private Table Describe()
    {
        var columns = new List<Column>();
        for (var j = 0; j < _prototypes.NumberColumns; j++)
        {
            var values = new double[Clusters];
            for (var k = 0; k < values.Length; k++)
            {
                values[k] = _encoding.Means[j] + (_encoding.Deviations[j] * _prototypes.Numbers[(k * _prototypes.NumberColumns) + j]);
            }
            columns.Add(new NumberColumn(_encoding.Numbers[j], values));
        }
        for (var j = 0; j < _prototypes.TextColumns; j++)
        {
            var codes = new int[Clusters];
            for (var k = 0; k < codes.Length; k++)
            {
                codes[k] = _prototypes.Modes[(k * _prototypes.TextColumns) + j] - 1;
            }
            columns.Add(new TextColumn(_encoding.Texts[j], codes, _encoding.Levels[j]));
        }
        return new(columns);
    }
}
