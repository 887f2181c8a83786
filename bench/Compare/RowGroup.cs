using Bench.Compare.Groups;
using Bench.Compare.Workloads;

namespace Bench.Compare;

/// <summary>Rows that are run, written and read together: one file of this folder's Groups, one module of peers/ and one table of results/ each.</summary>
/// <param name="Name">Its name on the command line and of its files.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Create">Makes the workload of a side that this program itself serves, or null where that side has none of the kind.</param>
internal sealed record RowGroup(string Name, IReadOnlyList<Row> Rows, Func<Job, Workload?> Create)
{
    public static IReadOnlyList<RowGroup> All { get; } =
    [
        NumericsRows.Group,
        RecommendationRows.Group,
        ReductionRows.Group,
        ClusteringRows.Group,
        DensityRows.Group,
        NeuralRows.Group,
        AnomalyRows.Group,
    ];

    /// <summary>The group of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static RowGroup Of(string name) =>
        All.FirstOrDefault(g => g.Name == name) ?? throw new ArgumentException($"no group {name}; there are {string.Join(", ", All.Select(g => g.Name))}.");
}

/// <summary>What a worker is asked to prepare.</summary>
/// <param name="Side">Who runs it: ours, or a peer that is called from C#.</param>
/// <param name="Kind">The workload's name.</param>
/// <param name="Shape">The row's sizes.</param>
/// <param name="Files">Paths of the row's input.</param>
/// <param name="Threads">How many threads it may use.</param>
internal sealed record Job(string Side, string Kind, int[] Shape, string[] Files, int Threads);
