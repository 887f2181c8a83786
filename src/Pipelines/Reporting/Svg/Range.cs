using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting.Svg;

/// <summary>The lowest and highest of the values an axis can show.</summary>
internal sealed class Range(ChartAxis axis)
{
    internal double Low { get; private set; } = double.PositiveInfinity;

    internal double High { get; private set; } = double.NegativeInfinity;

    internal bool Empty => Low > High;

    internal void Add(double value)
    {
        if (axis.Shows(value))
        {
            (Low, High) = (Math.Min(Low, value), Math.Max(High, value));
        }
    }

    internal void Add(IReadOnlyList<ReferenceLine> lines)
    {
        foreach (var line in lines)
        {
            Add(line.At);
        }
    }
}
