using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>Predicts a number for each row. Thread-safe: any number of threads may call it at once. A row gets the same prediction alone or in a batch.</summary>
public interface IRegressor
{
    /// <summary>How many columns it reads.</summary>
    int Columns { get; }

    /// <summary>Writes the prediction of each row, in the unit of the training targets.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="predictions">Receives one number a row; length n.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    void Predict(MatrixView rows, Span<float> predictions);
}
