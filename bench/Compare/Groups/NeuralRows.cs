using Bench.Compare.Workloads;

namespace Bench.Compare.Groups;

/// <summary>Training steps and scoring of neural networks.</summary>
internal static class NeuralRows
{
    private const int Batch = 128;

    public static RowGroup Group { get; } = new("neural", Rows, Create);

    private static Row[] Rows =>
    [
        Step(784, 256, 64, 256, 784),
        Step(64, 32, 8, 32, 64),
    ];

    private static Func<Job, Workload?> Create => job => (job.Side, job.Kind) switch
    {
        ("ours", "train-step") => new TrainStepWorkload(job.Shape, job.Files, job.Threads),
        _ => null,
    };

    /// <summary>One step of training by mean squared error and Adam, ReLU between dense layers; the batch, the targets and the first weights come from files.</summary>
    private static Row Step(params int[] widths)
    {
        var products = widths.Zip(widths.Skip(1), (a, b) => 2.0 * Batch * a * b).ToArray();
        return new("Training steps", $"step {string.Join('-', widths)}, batch {Batch}, MSE, Adam", "train-step", [Batch, .. widths],
            [new(Draw.Uniform, Batch, widths[0]), new(Draw.Uniform, Batch, widths[^1], 2), .. widths.Zip(widths.Skip(1), (a, b) => new Input(Draw.Uniform, a, b, 3))])
        {
            Work = (3 * products.Sum()) - products[0],
            Unit = "FLOP",
            Peers = ["torch"],
            Bar = new(1.2),
        };
    }
}
