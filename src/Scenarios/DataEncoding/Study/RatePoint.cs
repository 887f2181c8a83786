namespace DataEncoding.Study;

/// <summary>What storing rows takes one way, and what it costs.</summary>
/// <param name="Method"><c>pca</c> or <c>autoencoder</c>.</param>
/// <param name="Bits">Bits a number of a code.</param>
/// <param name="Bytes">All codes, compressed.</param>
/// <param name="ModelBytes">The model that reads them, compressed.</param>
/// <param name="Rows">How many rows that is.</param>
/// <param name="Error">Mean squared error of a number, on rows that were not trained on.</param>
internal sealed record RatePoint(string Method, int Bits, long Bytes, long ModelBytes, int Rows, double Error)
{
    /// <summary>Bytes a row, without the model.</summary>
    public double BytesPerRow => (double)Bytes / Rows;

    /// <summary>From how many rows on codes and model together take less than lossless bytes do; null where they never do.</summary>
    /// <param name="losslessPerRow">Bytes a row without loss.</param>
    public long? BreakEven(double losslessPerRow) => BytesPerRow < losslessPerRow ? (long)Math.Ceiling(ModelBytes / (losslessPerRow - BytesPerRow)) : null;
}
