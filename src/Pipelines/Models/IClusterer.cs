using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>Says which cluster each row belongs to. Thread-safe: any number of threads may call it at once. A row gets the same label alone or in a batch.</summary>
public interface IClusterer
{
    /// <summary>How many columns it reads.</summary>
    int Columns { get; }

    /// <summary>How many clusters there are; labels run from 0 to <see cref="Clusters"/> − 1.</summary>
    int Clusters { get; }

    /// <summary>Writes the label of each row; −1 where it belongs to no cluster.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="labels">Receives one label a row; length n.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    void Assign(MatrixView rows, Span<int> labels);
}
