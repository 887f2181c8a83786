using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>Eigen- and singular vectors are determined up to their sign; this settles it.</summary>
internal static class Signs
{
    /// <summary>Turns a vector so that its component of largest magnitude, the first of them, is positive; true where it was turned.</summary>
    public static bool Fix(Span<double> vector)
    {
        var turn = !vector.IsEmpty && vector[TensorPrimitives.IndexOfMaxMagnitude<double>(vector)] < 0;
        if (turn)
        {
            TensorPrimitives.Negate<double>(vector, vector);
        }
        return turn;
    }
}
