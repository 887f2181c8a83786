using System.Globalization;
using Pipelines;
using Pipelines.Data;
using Pipelines.Reduction;

namespace Bench.Compare.Workloads;

/// <summary>Fits principal components to rows that come in blocks: from memory, or from the text of a CSV file.</summary>
internal sealed class StreamingPcaWorkload(Job job) : Workload
{
    private readonly IRowSource _rows = job.Kind == "pca-csv"
        ? new CsvRowSource([job.Files[0]], [.. Enumerable.Range(1, job.Shape[1]).Select(c => string.Create(CultureInfo.InvariantCulture, $"x{c}"))])
        : RowSource.Of(new Matrix(job.Shape[0], job.Shape[1], Values(job.Files[0])));

    private readonly FitControl _control = new() { Threads = job.Threads };
    private PcaModel? _model;

    public override void Forget() => _model = null;

    public override void Run() => _model = new IncrementalPca(new() { Components = job.Shape[2] }).Fit(_rows, _control);

    public override IEnumerable<ReadOnlyMemory<float>> Results() => [Array.ConvertAll(_model!.ExplainedVariance[..3].ToArray(), v => (float)v)];
}
