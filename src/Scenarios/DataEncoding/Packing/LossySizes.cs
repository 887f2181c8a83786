namespace DataEncoding.Packing;

/// <summary>Bytes to hold beside each other.</summary>
/// <param name="Original">The file as it is.</param>
/// <param name="Lossless">Packed without loss and not encrypted.</param>
/// <param name="Model">What the model takes of the packed file, compressed by itself; 0 where it is kept apart.</param>
internal sealed record LossySizes(long Original, long Lossless, long Model);
