using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>
/// Turns rows of numbers into rows of other numbers: a scaler, an imputer, a projection. Thread-safe: any number of threads may call it at once. A row gives the same bits alone or in a batch.
/// </summary>
public interface ITransformer
{
    /// <summary>How many columns it reads.</summary>
    int Columns { get; }

    /// <summary>How many columns it writes.</summary>
    int ResultColumns { get; }

    /// <summary>Writes the transformed rows.</summary>
    /// <param name="rows">n x <see cref="Columns"/>; never changed. What NaN does is said by each transformer; where nothing is said it is refused.</param>
    /// <param name="result">Receives n x <see cref="ResultColumns"/>. May be the matrix that <paramref name="rows"/> looks at where both widths are equal.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell cannot be used.</exception>
    void Transform(MatrixView rows, Matrix result);
}
