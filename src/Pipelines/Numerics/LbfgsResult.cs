namespace Pipelines.Numerics;

/// <summary>How a minimisation by <see cref="Lbfgs"/> ended.</summary>
/// <param name="Value">The smallest value found.</param>
/// <param name="Iterations">How many steps were taken.</param>
/// <param name="Converged">True where the slope became small enough; false where the steps ran out or no step made the value smaller within rounding.</param>
internal readonly record struct LbfgsResult(double Value, int Iterations, bool Converged);
