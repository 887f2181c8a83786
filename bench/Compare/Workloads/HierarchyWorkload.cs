using Pipelines;
using Pipelines.Clustering;
using Pipelines.Data;

namespace Bench.Compare.Workloads;

/// <summary>Fits Genie or Ward and labels all rows.</summary>
internal sealed class HierarchyWorkload(Job job) : Workload
{
    private readonly Matrix _rows = new(job.Shape[0], job.Shape[1], Values(job.Files[0]));
    private readonly FitControl _control = new() { Threads = job.Threads };
    private int[] _labels = [];

    public override void Run() => _labels = job.Kind == "genie"
        ? new Genie(new() { Clusters = job.Shape[2] }).Fit(_rows, _control).Labels.ToArray()
        : new Agglomerative(new() { Clusters = job.Shape[2] }).Fit(_rows, _control).Labels.ToArray();

    public override IEnumerable<ReadOnlyMemory<float>> Results() => [Labels.Compared(_labels)];
}
