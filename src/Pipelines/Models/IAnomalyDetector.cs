using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>Says how unusual each row is. Thread-safe: any number of threads may call it at once. A row gets the same score alone or in a batch.</summary>
public interface IAnomalyDetector
{
    /// <summary>How many columns it reads.</summary>
    int Columns { get; }

    /// <summary>A row whose score is larger than this is called an anomaly.</summary>
    float Threshold { get; }

    /// <summary>Writes the score of each row: larger is more unusual.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="scores">Receives one score a row; length n.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    void Score(MatrixView rows, Span<float> scores);
}
