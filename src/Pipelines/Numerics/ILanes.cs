namespace Pipelines.Numerics;

/// <summary>
/// A register of float32 lanes, so that one kernel is written once and compiled for each width: every lane does the same operations in the same order, and its bits do not depend on the width
/// where all widths fuse the product and the sum.
/// </summary>
/// <typeparam name="TVector">The register.</typeparam>
internal interface ILanes<TVector> where TVector : struct
{
    /// <summary>Lanes of a register.</summary>
    static abstract int Count { get; }

    /// <summary>How many times four accumulators stay in registers beside what feeds them.</summary>
    static abstract int Groups { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TVector All(float value);

    /// <summary>Consecutive values.</summary>
    static abstract TVector Load(ref float from, nint at);

    /// <summary>Writes consecutive values.</summary>
    static abstract void Store(TVector values, ref float to, nint at);

    /// <summary>x − y.</summary>
    static abstract TVector Subtract(TVector x, TVector y);

    /// <summary>x · y + z.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>In each lane: x less than y ? first : second. NaN is less than nothing.</summary>
    static abstract TVector WhereLess(TVector x, TVector y, TVector first, TVector second);
}
