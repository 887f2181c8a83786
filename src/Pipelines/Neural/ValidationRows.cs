using Pipelines.Data;

namespace Pipelines.Neural;

/// <summary>What the first reading of the data finds: that every row can be trained on, how many there are, and the rows set aside to decide when to stop.</summary>
internal sealed class ValidationRows
{
    /// <summary>Fewer than this say too little.</summary>
    private const int Least = 10;

    /// <summary>Of a long stream no more values than this are set aside; they stay in memory.</summary>
    private const int MostValues = 1 << 24;

    private readonly long _seed;
    private readonly double _share;
    private readonly long _end;

    /// <summary>Reads the data once.</summary>
    /// <exception cref="DataException">A row, target or weight cannot be used.</exception>
    public ValidationRows(ITrainingRows data, Loss loss, int outputs, NeuralNetworkOptions options, CancellationToken cancellation)
    {
        (_seed, _share, _end) = (options.Seed, options.ValidationShare, long.MaxValue);
        loss.NeedWidth(outputs, data.Targets == 0 ? data.Inputs : data.Targets);
        var most = Math.Max(Least, MostValues / (data.Inputs + data.Targets));
        var (rows, targets, weights) = (new List<float>(), new List<float>(), new List<float>());
        double trained = 0, total = 0;
        foreach (var block in data.Blocks(cancellation))
        {
            block.Rows.NeedFinite(nameof(NeuralNetwork), block.First);
            for (var r = 0; r < block.Rows.Rows; r++)
            {
                if (r % 1024 == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }
                var row = block.First + r;
                var target = data.Targets == 0 ? block.Rows[r] : block.Targets[r];
                loss.NeedTarget(target, outputs, row);
                var weight = block.Weights.IsEmpty ? 1 : Weight(block.Weights.Span[r], row);
                total += weight;
                if (Holds(row) && weight > 0)
                {
                    rows.AddRange(block.Rows[r]);
                    targets.AddRange(target);
                    weights.Add(weight);
                    if (weights.Count == most)
                    {
                        _end = row + 1;
                    }
                }
                else
                {
                    trained += weight;
                }
                Count++;
            }
        }
        if (Count == 0)
        {
            new Matrix(0, data.Inputs).View.NeedRows(nameof(NeuralNetwork));
        }
        if (total == 0)
        {
            throw new DataException("examples.weightless", $"{nameof(NeuralNetwork)} must be given a weight above 0; got {Count} weights of 0. Leave the weights out to count each row once.");
        }
        if (weights.Count < Least || trained == 0)
        {
            _end = 0;
            trained = total;
            weights.Clear();
        }
        Trained = Count - weights.Count;
        MeanWeight = trained / Trained;
        Rows = new(weights.Count, data.Inputs, weights.Count == 0 ? [] : [.. rows]);
        Targets = data.Targets == 0 ? Rows : new(weights.Count, data.Targets, weights.Count == 0 ? [] : [.. targets]);
        Weights = [.. weights];
    }

    /// <summary>Rows of the data.</summary>
    public long Count { get; }

    /// <summary>Rows trained on.</summary>
    public long Trained { get; }

    /// <summary>Their mean weight.</summary>
    public double MeanWeight { get; }

    public Matrix Rows { get; }

    public Matrix Targets { get; }

    public float[] Weights { get; }

    /// <summary>True where the row is set aside, if its weight is above 0. Decided by the row alone, never for the first.</summary>
    public bool Holds(long row) => row > 0 && row < _end && _share > 0 && Rng.At(_seed, int.MinValue, row).NextDouble() < _share;

    private static float Weight(float weight, long row) => weight >= 0 && float.IsFinite(weight)
        ? weight
        : throw new DataException("examples.weight", $"{nameof(NeuralNetwork)} must be given finite weights, at least 0; got {weight} in row {row}. Correct the weight.");
}
