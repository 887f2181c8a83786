using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>What the layers share during one step of training: what is learned, its gradient, and which rows the batch holds. Made once and used for every step.</summary>
internal sealed class TrainingStep
{
    /// <summary>Everything learned by gradient.</summary>
    public required float[] Parameters { get; init; }

    /// <summary>The gradient of the batch's loss by them.</summary>
    public required float[] Gradients { get; init; }

    /// <summary>Everything followed by running averages.</summary>
    public required float[] Statistics { get; init; }

    /// <summary>For each layer what it remembers for its way back.</summary>
    public required float[][] Notes { get; init; }

    /// <summary>The number of each row of the batch in the training data.</summary>
    public required long[] RowNumbers { get; init; }

    /// <summary>How much each row of the batch adds to the batch's loss: 1 / rows where all count the same.</summary>
    public required float[] RowWeights { get; init; }

    public long Seed { get; set; }

    public int Epoch { get; set; }

    public int Threads { get; set; } = 1;

    public CancellationToken Cancellation { get; set; }

    /// <summary>What layers add to the batch's loss.</summary>
    public double Penalty { get; set; }

    /// <summary>Random bits of a layer for one row of the batch.</summary>
    public void Bits(int place, int row, Span<uint> to, uint block) => RandomFill.Bits(to, StreamOf(place), Epoch, RowNumbers[row], block);

    /// <summary>Standard normal numbers of a layer for one row of the batch.</summary>
    public void Normal(int place, int row, Span<float> to) => RandomFill.Normal(to, StreamOf(place), Epoch, RowNumbers[row]);

    /// <summary>A seed for each layer.</summary>
    private long StreamOf(int place) => unchecked(Seed + ((place + 1) * 0x5851F42D4C957F2D));
}
