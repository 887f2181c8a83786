using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>Predicts the class of each row. Thread-safe: any number of threads may call it at once. A row gets the same probabilities alone or in a batch.</summary>
public interface IClassifier
{
    /// <summary>How many columns it reads.</summary>
    int Columns { get; }

    /// <summary>How many classes there are: the targets 0 to <see cref="Classes"/> − 1.</summary>
    int Classes { get; }

    /// <summary>Writes the probability of each class for each row; a row's probabilities sum to 1.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="result">Receives n x <see cref="Classes"/>.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    void Probabilities(MatrixView rows, Matrix result);
}
