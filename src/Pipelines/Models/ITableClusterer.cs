using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>
/// Says which cluster each row of a table belongs to, where categories are compared as such and not as numbers of an encoder. Thread-safe: any number of threads may call it at once. A row gets the same label alone or in a batch.
/// </summary>
public interface ITableClusterer : IModel
{
    /// <summary>How many clusters there are; labels run from 0 to <see cref="Clusters"/> − 1.</summary>
    int Clusters { get; }

    /// <summary>Writes the label of each row.</summary>
    /// <param name="table">Holds the columns it was fitted on, by name, in any order; others are ignored.</param>
    /// <param name="labels">Receives one label a row; length n.</param>
    /// <exception cref="DataException">A column is missing or of another type, a number is infinite, or the span has another length.</exception>
    void Assign(Table table, Span<int> labels);
}
