namespace Pipelines.Quality;

/// <summary>What the drawing allows of one measurement. One of the limits may be missing.</summary>
/// <param name="Lower">Smallest value allowed; NaN for none.</param>
/// <param name="Upper">Largest value allowed; NaN for none.</param>
/// <param name="Target">The value aimed at; NaN for none.</param>
public readonly record struct SpecLimits(double Lower, double Upper, double Target = double.NaN)
{
    /// <summary>True inside the limits, ends included.</summary>
    public bool Allows(double value) => !(value < Lower) && !(value > Upper);
}
