namespace Pipelines.Data;

/// <summary>What a column of a CSV file holds.</summary>
public enum CsvType
{
    /// <summary>Numbers; becomes a <see cref="NumberColumn"/>.</summary>
    Number,

    /// <summary>Dates or points in time; becomes a <see cref="TimeColumn"/>.</summary>
    Time,

    /// <summary>Anything else, codes and ids among them; becomes a <see cref="TextColumn"/>.</summary>
    Text,
}
