using Pipelines.Data;

namespace Pipelines.Quality;

/// <summary>The values of one subgroup, summed up.</summary>
/// <param name="Row">Row of its first value.</param>
/// <param name="Size">How many values.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Range">Largest minus smallest.</param>
/// <param name="Squares">Sum of squared distances from the mean.</param>
internal readonly record struct Subgroup(int Row, int Size, double Mean, double Range, double Squares)
{
    /// <summary>Sample standard deviation; NaN of one value.</summary>
    public double Deviation => Size < 2 ? double.NaN : Math.Sqrt(Squares / (Size - 1));

    /// <summary>Sums up runs of rows with the same code; NaN is passed over, and a subgroup of nothing else does not appear.</summary>
    /// <exception cref="DataException">Lengths that differ, or a subgroup in two places.</exception>
    public static List<Subgroup> Of(ReadOnlySpan<double> values, ReadOnlySpan<int> codes)
    {
        MatrixChecks.NeedLength(codes.Length, values.Length, nameof(ControlCharts), "subgroups");
        var groups = new List<Subgroup>();
        var seen = new HashSet<int>();
        for (var start = 0; start < values.Length;)
        {
            var end = start;
            while (end < values.Length && codes[end] == codes[start])
            {
                end++;
            }
            if (!seen.Add(codes[start]))
            {
                throw new DataException("quality.subgroup", $"Values of a subgroup must stand next to each other; subgroup {codes[start]} begins again in row {start}. Sort the rows by subgroup, or number the subgroups in order of time.");
            }
            if (Sum(values[start..end], start) is { Size: > 0 } group)
            {
                groups.Add(group);
            }
            start = end;
        }
        return groups;
    }

    private static Subgroup Sum(ReadOnlySpan<double> values, int row)
    {
        var size = 0;
        double sum = 0, squares = 0, low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                size++;
                sum += value;
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }
        var mean = sum / size;
        foreach (var value in values)
        {
            squares += double.IsNaN(value) ? 0 : (value - mean) * (value - mean);
        }
        return new(row, size, mean, high - low, squares);
    }
}
