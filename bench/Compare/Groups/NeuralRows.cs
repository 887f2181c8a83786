using Bench.Compare.Workloads;

namespace Bench.Compare.Groups;

/// <summary>Training steps and scoring of neural networks.</summary>
internal static class NeuralRows
{
    public static RowGroup Group { get; } = new("neural", Rows, Create);

    private static Row[] Rows => [];

    private static Func<Job, Workload?> Create => job => (job.Side, job.Kind) switch
    {
        _ => null,
    };
}
