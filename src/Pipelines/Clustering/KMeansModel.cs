using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Numerics;

namespace Pipelines.Clustering;

/// <summary>Fitted k-means: the centroids, and which of them a row is nearest to. As a transformer it gives the distances from all centroids. NaN and infinities are refused.</summary>
public sealed class KMeansModel : IClusterer, ITransformer, IModel
{
    internal const string KindName = "k-means/1";

    private readonly Matrix _centroids;
    private readonly int[] _sizes;
    private readonly CentroidBlock _block;

    // Rows are compared from the centre that the training rows were compared from, so that each gets the cluster again that it was trained in, bit for bit.
    internal KMeansModel(Matrix centroids, float[] centre, int[] sizes, double inertia, int iterations, bool converged, int requested)
    {
        (_centroids, _sizes, Inertia, Iterations, Converged, Requested) = (centroids, sizes, inertia, iterations, converged, requested);
        _block = new(centroids.Rows, centre);
        _block.Load(centroids.View.Operand);
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _centroids.Columns;

    /// <inheritdoc/>
    public int Clusters => _centroids.Rows;

    /// <summary>How many columns <see cref="Transform"/> writes: one a cluster.</summary>
    public int ResultColumns => _centroids.Rows;

    /// <summary>How many clusters were asked for. More than <see cref="Clusters"/> where the training rows held fewer different ones: each of those is then a cluster of its own.</summary>
    public int Requested { get; }

    /// <summary>k x d: the mean of each cluster.</summary>
    public MatrixView Centroids => _centroids;

    /// <summary>Training rows in each cluster, at least 1 each; of more than 2³¹ − 1 that number.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>Σ w ‖x − c‖² over the training rows, each with its nearest centroid; 0 or more.</summary>
    public double Inertia { get; }

    /// <summary>Passes over the training rows from the start that was kept.</summary>
    public int Iterations { get; }

    /// <summary>False where <see cref="KMeansOptions.MaxIterations"/> ended the search.</summary>
    public bool Converged { get; }

    /// <inheritdoc/>
    public void Assign(MatrixView rows, Span<int> labels)
    {
        rows.NeedColumns(nameof(KMeansModel), Columns);
        MatrixChecks.NeedLength(labels.Length, rows.Rows, nameof(KMeansModel), nameof(labels));
        rows.NeedFinite(nameof(KMeansModel));
        NearestCentroid.Find(rows.Operand, _block, labels);
        for (var r = 0; r < labels.Length; r++)
        {
            if (labels[r] < 0)
            {
                labels[r] = NearestFar(rows[r]);
            }
        }
    }

    /// <summary>Writes the Euclidean distance of each row from each centroid, from the differences; n k d operations.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite.</param>
    /// <param name="result">Receives n x <see cref="Clusters"/> distances, 0 or more.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Transform(MatrixView rows, Matrix result)
    {
        rows.NeedColumns(nameof(KMeansModel), Columns);
        result.NeedShape(nameof(KMeansModel), rows.Rows, Clusters);
        rows.NeedFinite(nameof(KMeansModel));
        for (var r = 0; r < rows.Rows; r++)
        {
            var row = rows[r];
            var distances = result[r];
            for (var c = 0; c < distances.Length; c++)
            {
                distances[c] = MathF.Sqrt(SquaredDistance.Of(row, _centroids[c]));
            }
        }
    }

    /// <summary>Σ ‖x − c‖² of rows, each with its nearest centroid: compare it with <see cref="Inertia"/>, row by row, to see drift.</summary>
    /// <exception cref="DataException">The rows have another width, or a cell is NaN or infinite.</exception>
    public double InertiaOf(MatrixView rows)
    {
        var labels = this.Assign(rows);
        var sum = 0.0;
        for (var r = 0; r < labels.Length; r++)
        {
            sum += SquaredDistance.Of(rows[r], _centroids[labels[r]]);
        }
        return sum;
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Floats("centroids", _centroids.Values, Clusters, Columns);
        writer.Floats("centre", _block.Centre);
        writer.Ints("sizes", _sizes);
        writer.Number("inertia", Inertia);
        writer.Whole("iterations", Iterations);
        writer.Flag("converged", Converged);
        writer.Whole("requested", Requested);
    }

    internal static KMeansModel Read(ModelReader reader)
    {
        var shape = reader.Shape("centroids");
        var centroids = reader.Floats("centroids", -1, -1);
        var centre = reader.Floats("centre", shape[1]);
        var sizes = reader.Ints("sizes", shape[0]);
        var inertia = reader.Number("inertia");
        return shape[0] > 0 && shape[1] > 0 && Array.TrueForAll(centroids, float.IsFinite) && Array.TrueForAll(centre, float.IsFinite) && Array.TrueForAll(sizes, s => s >= 0) && double.IsFinite(inertia) && inertia >= 0
            ? new(new(shape[0], shape[1], centroids), centre, sizes, inertia, (int)reader.Whole("iterations", 0, int.MaxValue), reader.Flag("converged"), (int)reader.Whole("requested", shape[0], int.MaxValue))
            : throw reader.Damaged("centroids", "are not finite centroids with their sizes");
    }

    /// <summary>A row so far away that its squared distances leave single precision.</summary>
    private int NearestFar(ReadOnlySpan<float> row)
    {
        var (nearest, least) = (0, double.PositiveInfinity);
        for (var c = 0; c < Clusters; c++)
        {
            var centroid = _centroids[c];
            var sum = 0.0;
            for (var j = 0; j < row.Length; j++)
            {
                var difference = (double)row[j] - centroid[j];
                sum += difference * difference;
            }
            if (sum < least)
            {
                (nearest, least) = (c, sum);
            }
        }
        return nearest;
    }
}
