namespace Pipelines.Models;

/// <summary>What a table's column holds.</summary>
public enum ColumnType
{
    /// <summary>Numbers: a <see cref="Data.NumberColumn"/>.</summary>
    Number,

    /// <summary>Texts: a <see cref="Data.TextColumn"/>.</summary>
    Text,

    /// <summary>Points in time: a <see cref="Data.TimeColumn"/>.</summary>
    Time,
}
