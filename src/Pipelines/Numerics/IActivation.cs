namespace Pipelines.Numerics;

/// <summary>A function of one number, applied to many at once.</summary>
internal interface IActivation
{
    /// <summary>Replaces every value by the function of it. A value's result never depends on the values beside it, nor on how many there are.</summary>
    void Apply(Span<float> values);
}
