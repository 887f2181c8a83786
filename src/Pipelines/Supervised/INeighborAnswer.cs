namespace Pipelines.Supervised;

/// <summary>Makes a prediction of a row's nearest training rows.</summary>
internal interface INeighborAnswer
{
    /// <summary>Writes one row's answer.</summary>
    /// <param name="targets">The target of every training row.</param>
    /// <param name="nearest">The nearest training rows.</param>
    /// <param name="votes">How much each of them counts: at least 0, the first more than 0.</param>
    /// <param name="result">Receives the answer.</param>
    void Write(ReadOnlySpan<float> targets, ReadOnlySpan<int> nearest, ReadOnlySpan<float> votes, Span<float> result);
}
