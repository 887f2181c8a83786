using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>Says how unusual each row of a series is, given the rows before it: it has a memory, where an <see cref="IAnomalyDetector"/> has none. Thread-safe; a stream gives the same bits as the whole series at once.</summary>
public interface ISeriesDetector
{
    /// <summary>How many columns it reads.</summary>
    int Columns { get; }

    /// <summary>A row whose score is larger than this is called an anomaly.</summary>
    float Threshold { get; }

    /// <summary>Writes the score of each row of a series that begins with the first row.</summary>
    /// <param name="series">n x <see cref="Columns"/> in order of time, finite; never changed.</param>
    /// <param name="scores">Receives one score a row; length n.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    void Score(MatrixView series, Span<float> scores);

    /// <summary>Begins a series, or goes on with one.</summary>
    /// <param name="state">What <see cref="IOnlineDetector.State"/> gave, or nothing for a new series.</param>
    /// <exception cref="DataException">The state is not one of this model.</exception>
    IOnlineDetector Start(ReadOnlySpan<double> state = default);
}
