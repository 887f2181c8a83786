namespace Pipelines.Packing.Lossy;

/// <summary>What was packed with loss, or what such a file holds.</summary>
/// <param name="Header">The head of the packed file.</param>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Columns">Its columns, in their order.</param>
/// <param name="PackedBytes">Bytes of the packed file, the model's among them.</param>
/// <param name="ModelBytes">Bytes of the model file inside of it, before compression; 0 where it is kept apart.</param>
/// <param name="ModelSha256">SHA-256 of the model file, in lower-case hexadecimal.</param>
public sealed record LossyFacts(PackedHeader Header, long Rows, IReadOnlyList<LossyColumn> Columns, long PackedBytes, long ModelBytes, string ModelSha256)
{
    /// <summary>About how many of <see cref="PackedBytes"/> the model takes, found while packing; 0 where it is kept apart, or where the file was only read.</summary>
    public long PackedModelBytes { get; init; }

    /// <summary>Cells of columns that the model reads, and how many of them are not what it alone says.</summary>
    public (long Cells, long Corrected) Guessed
    {
        get
        {
            long cells = 0, corrected = 0;
            foreach (var column in Columns)
            {
                cells += column.Kind == LossyColumnKind.Exact ? 0 : Rows;
                corrected += column.Corrected;
            }
            return (cells, corrected);
        }
    }
}
