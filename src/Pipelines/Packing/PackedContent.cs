namespace Pipelines.Packing;

/// <summary>What a packed file holds. The number stands in the file, so a value is never given a second meaning.</summary>
public enum PackedContent
{
    /// <summary>The exact bytes of one file.</summary>
    Bytes = 0,

    /// <summary>A model and the codes it gave to the rows of a table: what comes back resembles the table and is not the same.</summary>
    Codes = 1,
}
