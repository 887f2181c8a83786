namespace Pipelines.Numerics;

/// <summary>A function of many numbers whose slope is known: what <see cref="Lbfgs"/> makes small.</summary>
internal interface IDifferentiable
{
    /// <summary>The value at a point, and the derivative by each of its coordinates.</summary>
    /// <param name="point">Where; never changed.</param>
    /// <param name="gradient">As long as the point; overwritten.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    double Evaluate(ReadOnlySpan<double> point, Span<double> gradient);
}
