using System.Runtime.CompilerServices;

namespace Pipelines.Numerics;

/// <summary>One lane: where there are no wide registers, and the twin that tests compare the others with.</summary>
internal readonly struct LanesScalar : ILanes<float>
{
    public static int Count => 1;

    public static int Groups => 3;

    public static float All(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(ref float from, nint at) => Unsafe.Add(ref from, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float values, ref float to, nint at) => Unsafe.Add(ref to, at) = values;

    public static float Subtract(float x, float y) => x - y;

    public static float MultiplyAdd(float x, float y, float z) => float.MultiplyAddEstimate(x, y, z);

    public static float WhereLess(float x, float y, float first, float second) => x < y ? first : second;
}
