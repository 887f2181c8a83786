using System.Runtime.CompilerServices;

namespace Pipelines.Numerics;

/// <summary>4 x 4 without vectors: for machines that have none, and the plain twin that the others are tested against.</summary>
internal readonly struct DoubleGemmKernelScalar : IDoubleGemmKernel
{
    public static int Rows => 4;

    public static int Columns => 4;

    public static void Tile(ref double a, nint aRow, nint aColumn, ref double b, nint k, ref double c, nint cRow, double scale, bool accumulate)
    {
        for (nint i = 0; i < Rows; i++)
        {
            for (nint j = 0; j < Columns; j++)
            {
                var sum = 0.0;
                for (nint p = 0; p < k; p++)
                {
                    sum += Unsafe.Add(ref a, (i * aRow) + (p * aColumn)) * Unsafe.Add(ref b, (p * Columns) + j);
                }
                ref var to = ref Unsafe.Add(ref c, (i * cRow) + j);
                to = (accumulate ? to : 0) + (scale * sum);
            }
        }
    }
}
