using Pipelines;
using Pipelines.Clustering;
using Pipelines.Data;

namespace Bench.Compare.Workloads;

/// <summary>Fits DBSCAN and labels all rows.</summary>
internal sealed class DbscanWorkload(Job job) : Workload
{
    private readonly Matrix _rows = new(job.Shape[0], job.Shape[1], Values(job.Files[0]));
    private readonly Dbscan _dbscan = new(new() { MinRows = job.Shape[2], Radius = job.Shape[3] / 1000.0 });
    private readonly FitControl _control = new() { Threads = job.Threads };
    private DbscanModel? _model;

    public override void Forget() => _model = null;

    public override void Run() => _model = _dbscan.Fit(_rows, _control);

    public override IEnumerable<ReadOnlyMemory<float>> Results() => [Labels.Compared(_model!.Labels)];
}
