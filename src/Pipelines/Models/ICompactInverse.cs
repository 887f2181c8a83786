namespace Pipelines.Models;

/// <summary>A transformer whose way back can be kept by itself, in few bytes, as a packed table of codes keeps it.</summary>
public interface ICompactInverse : IInverseTransformer
{
    /// <summary>
    /// A model of the same kind for <see cref="IInverseTransformer.Inverse"/> alone: what only <see cref="ITransformer.Transform"/> needs is 0, and weights have 8 significant bits, so that its file compresses to a fraction.
    /// Its way back is near this one's, not the same.
    /// </summary>
    IInverseTransformer Compact();
}
