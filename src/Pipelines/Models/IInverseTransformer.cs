using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>A transformer that can be undone, exactly or as far as float32 and its kind allow. Thread-safe.</summary>
public interface IInverseTransformer : ITransformer
{
    /// <summary>Writes rows that <see cref="ITransformer.Transform"/> would turn into the given ones.</summary>
    /// <param name="rows">n x <see cref="ITransformer.ResultColumns"/>; never changed.</param>
    /// <param name="result">Receives n x <see cref="ITransformer.Columns"/>. May be the matrix that <paramref name="rows"/> looks at where both widths are equal.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell cannot be used.</exception>
    void Inverse(MatrixView rows, Matrix result);
}
