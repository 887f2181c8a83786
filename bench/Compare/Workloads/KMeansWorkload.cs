using Pipelines;
using Pipelines.Clustering;
using Pipelines.Data;

namespace Bench.Compare.Workloads;

/// <summary>Fits k-means as a user does, refines given centroids by twenty passes, or fits the digits from one start.</summary>
internal sealed class KMeansWorkload : Workload
{
    private readonly Matrix _rows;
    private readonly FitControl _control;
    private readonly Func<MatrixView, FitControl, KMeansModel> _fit;
    private KMeansModel? _model;

    public KMeansWorkload(Job job)
    {
        _control = new() { Threads = job.Threads };
        _rows = job.Kind == "kmeans-digits" ? Digits() : new(job.Shape[0], job.Shape[1], Values(job.Files[0]));
        _fit = job.Kind switch
        {
            "kmeans" => new KMeans(new() { Clusters = job.Shape[2] }).Fit,
            "kmeans-digits" => new KMeans(new() { Clusters = 10, Restarts = 1 }).Fit,
            _ => (rows, control) => new KMeans(new() { MaxIterations = 20, Tolerance = 0 }).Refine(rows, rows[..job.Shape[2]], control: control),
        };
    }

    /// <summary>The share of the scatter that the clusters explain, from the labels and not from what the model says of itself.</summary>
    public override double Quality => Explained(_rows, _model!.Centroids);

    public override void Forget() => _model = null;

    public override void Run() => _model = _fit(_rows, _control);

    public override IEnumerable<ReadOnlyMemory<float>> Results() => [];

    /// <summary>1 − Σ ‖x − nearest centroid‖² / Σ ‖x − mean‖², in double.</summary>
    internal static double Explained(Matrix rows, MatrixView centroids)
    {
        var mean = new double[rows.Columns];
        for (var i = 0; i < rows.Values.Length; i++)
        {
            mean[i % rows.Columns] += rows.Values[i] / (double)rows.Rows;
        }
        var (within, scatter) = (0.0, 0.0);
        for (var r = 0; r < rows.Rows; r++)
        {
            var row = rows[r];
            var least = double.PositiveInfinity;
            for (var c = 0; c < centroids.Rows; c++)
            {
                var centroid = centroids[c];
                var sum = 0.0;
                for (var j = 0; j < row.Length; j++)
                {
                    var difference = (double)row[j] - centroid[j];
                    sum += difference * difference;
                }
                least = Math.Min(least, sum);
            }
            within += least;
            for (var j = 0; j < row.Length; j++)
            {
                scatter += (row[j] - mean[j]) * (row[j] - mean[j]);
            }
        }
        return 1 - (within / scatter);
    }

    private static Matrix Digits()
    {
        var table = CsvFile.Read(Driver.PathTo("datasets/digits/digits.csv")).Table;
        var rows = new Matrix(table.Rows, table.Columns.Count - 1);
        for (var c = 0; c < rows.Columns; c++)
        {
            var column = (NumberColumn)table.Columns[c];
            for (var r = 0; r < rows.Rows; r++)
            {
                rows[r][c] = (float)column.Values[r];
            }
        }
        return rows;
    }
}
