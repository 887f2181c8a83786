using Pipelines.Clustering;
using Pipelines.Data;

namespace Bench.Compare.Workloads;

/// <summary>Chooses the first centroids of k-means once, beginning with nothing but the rows: over all rows, or on the weighted sample that a fit of so many rows takes.</summary>
internal sealed class KMeansSeedingWorkload(Job job) : Workload
{
    private readonly Matrix _rows = new(job.Shape[0], job.Shape[1], Values(job.Files[0]));
    private Matrix? _seeds;

    public override double Quality => KMeansWorkload.Explained(_rows, _seeds!);

    public override void Forget() => _seeds = null;

    public override void Run()
    {
        using var rows = new PanelRows(_rows, default, nameof(KMeans), job.Threads, default);
        if (job.Kind == "kmeans-seeding-all")
        {
            Choose(rows, _rows);
            return;
        }
        var (drawn, weights) = Coreset.Draw(rows, 8192, 0, default);
        using var sample = new PanelRows(drawn, weights, nameof(KMeans), job.Threads, default);
        Choose(sample, drawn);
    }

    public override IEnumerable<ReadOnlyMemory<float>> Results() => [];

    private void Choose(PanelRows rows, Matrix from)
    {
        var places = PlusPlusSeeds.Choose(rows, job.Shape[2], 0, 0, default);
        _seeds = new(places.Length, from.Columns);
        for (var c = 0; c < places.Length; c++)
        {
            from[places[c]].CopyTo(_seeds[c]);
        }
    }
}
