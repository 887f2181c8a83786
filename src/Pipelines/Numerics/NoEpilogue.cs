namespace Pipelines.Numerics;

/// <summary>Leaves the product as it is.</summary>
internal readonly struct NoEpilogue : IGemmEpilogue
{
    /// <inheritdoc/>
    public void Apply(Span<float> values, int row, int column) { }
}
