using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>A fitted encoder that turns tables of any columns into matrices. Immutable and thread-safe. A row gives the same bits alone or in a batch.</summary>
public interface ITableEncoder : IModel
{
    /// <summary>How many columns it writes.</summary>
    int Columns { get; }

    /// <summary>A name for each column it writes, for reports and explanations.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Writes the rows of a table as numbers, none of them NaN or infinite.</summary>
    /// <param name="table">Holds the columns it was fitted on, by name, in any order; others are ignored.</param>
    /// <param name="result">Receives n x <see cref="Columns"/>.</param>
    /// <exception cref="DataException">A column is missing or of another type, a number is infinite, or the matrix has another shape.</exception>
    void Encode(Table table, Matrix result);
}
