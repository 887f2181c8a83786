using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelines.Data;

namespace Pipelines.Neural;

/// <summary>Training rows in memory: one block.</summary>
internal sealed class MatrixTrainingRows : ITrainingRows
{
    private readonly TrainingBlock[] _blocks;

    /// <summary>Takes rows and their targets.</summary>
    /// <exception cref="DataException">There are no rows, or not one target or weight for each.</exception>
    public MatrixTrainingRows(MatrixView rows, MatrixView targets, ReadOnlyMemory<float> weights)
    {
        rows.NeedRows(nameof(NeuralNetwork));
        if (targets.Rows != rows.Rows || (weights.Length != 0 && weights.Length != rows.Rows))
        {
            throw new DataException("examples.size", $"{nameof(NeuralNetwork)} must be given one target, and one or no weight, for each of {rows.Rows} rows; got {targets.Rows} targets and {weights.Length} weights. Take them from the same rows.");
        }
        // The same rows on both sides: what an autoencoder learns from need not be copied twice for each batch.
        if (targets.Columns == rows.Columns && Unsafe.AreSame(in MemoryMarshal.GetReference(rows.Values), in MemoryMarshal.GetReference(targets.Values)))
        {
            targets = default;
        }
        (Inputs, Targets) = (rows.Columns, targets.Columns);
        _blocks = [new(rows, targets, weights, 0)];
    }

    /// <inheritdoc/>
    public int Inputs { get; }

    /// <inheritdoc/>
    public int Targets { get; }

    /// <inheritdoc/>
    public IEnumerable<TrainingBlock> Blocks(CancellationToken cancellation) => _blocks;
}
