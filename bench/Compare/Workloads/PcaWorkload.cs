using Pipelines;
using Pipelines.Data;
using Pipelines.Reduction;

namespace Bench.Compare.Workloads;

/// <summary>Fits principal components to a table in memory, by the exact estimator or by the randomized one.</summary>
internal sealed class PcaWorkload(Job job) : Workload
{
    private readonly Matrix _rows = new(job.Shape[0], job.Shape[1], Values(job.Files[0]));
    private readonly FitControl _control = new() { Threads = job.Threads };
    private PcaModel? _model;

    /// <summary>The share of the variance that the components explain, counted from the projected rows and not from what the model says of itself.</summary>
    public override double Quality => Explained.Of(_model!.Components, _rows);

    public override void Forget() => _model = null;

    public override void Run() => _model = job.Kind == "pca-exact"
        ? new Pca(new() { Components = job.Shape[2] }).Fit(_rows, _control)
        : new RandomizedPca(new() { Components = job.Shape[2] }).Fit(_rows, _control);

    public override IEnumerable<ReadOnlyMemory<float>> Results() => [Array.ConvertAll(_model!.ExplainedVariance.ToArray(), v => (float)v)];
}
