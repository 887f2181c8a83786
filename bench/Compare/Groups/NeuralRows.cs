using Bench.Compare.Workloads;

namespace Bench.Compare.Groups;

/// <summary>Training steps and scoring of neural networks.</summary>
internal static class NeuralRows
{
    private const int Batch = 128;

    public static RowGroup Group { get; } = new("neural", Rows, Create);

    private static Row[] Rows =>
    [
        Step("MSE", 784, 256, 64, 256, 784),
        Step("MSE", 64, 32, 8, 32, 64),
        Step("MSE", 32, 64, 64, 1),
        Step("cross-entropy", 784, 256, 128, 10),
    ];

    private static Func<Job, Workload?> Create => job => (job.Side, job.Kind) switch
    {
        ("ours", "train-step" or "train-step-classes") => new TrainStepWorkload(job.Kind, job.Shape, job.Files, job.Threads),
        _ => null,
    };

    /// <summary>One step of training by Adam, ReLU between dense layers; the batch, the targets and the first weights come from files.</summary>
    private static Row Step(string loss, params int[] widths)
    {
        var products = widths.Zip(widths.Skip(1), (a, b) => 2.0 * Batch * a * b).ToArray();
        return new("Training steps", $"step {string.Join('-', widths)}, batch {Batch}, {loss}, Adam", loss == "MSE" ? "train-step" : "train-step-classes", [Batch, .. widths],
            [new(Draw.Uniform, Batch, widths[0]), new(Draw.Uniform, Batch, widths[^1], 2), .. widths.Zip(widths.Skip(1), (a, b) => new Input(Draw.Uniform, a, b, 3))])
        {
            Work = (3 * products.Sum()) - products[0],
            Unit = "FLOP",
            Peers = ["torch"],
            Bar = new(1.2),
        };
    }
}
