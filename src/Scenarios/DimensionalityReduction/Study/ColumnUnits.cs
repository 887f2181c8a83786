using DimensionalityReduction.Data;
using Pipelines.Data;
using Pipelines.Models;

namespace DimensionalityReduction.Study;

/// <summary>From encoded numbers back to the units of the file: every scale is a straight line, found from two rows whose values are known.</summary>
internal sealed class ColumnUnits
{
    private readonly double[] _offsets, _factors;

    private ColumnUnits(double[] offsets, double[] factors) => (_offsets, _factors) = (offsets, factors);

    /// <summary>The units of an encoder's columns; columns of texts stay 0 and 1.</summary>
    public static ColumnUnits Of(ReductionData data, ITableEncoder encoder)
    {
        var features = data.Schema.Features(data.Table);
        var probes = features.Columns.Select(c => c is NumberColumn numbers ? numbers with { Values = Ends(numbers.Values) } : c.Take([0, 0])).ToArray();
        var encoded = new Matrix(2, encoder.Columns);
        encoder.Encode(new Table(probes), encoded);
        var (offsets, factors) = (new double[encoder.Columns], new double[encoder.Columns]);
        for (var j = 0; j < factors.Length; j++)
        {
            factors[j] = 1;
            if (features.Find(encoder.Names[j]) is NumberColumn numbers && encoded[1][j] != encoded[0][j])
            {
                var ends = Ends(numbers.Values);
                factors[j] = (ends[1] - ends[0]) / (encoded[1][j] - (double)encoded[0][j]);
                offsets[j] = ends[0] - (factors[j] * encoded[0][j]);
            }
        }
        return new(offsets, factors);
    }

    /// <summary>An encoded number in the unit of its column.</summary>
    public double Value(int column, double encoded) => _offsets[column] + (_factors[column] * encoded);

    private static double[] Ends(double[] values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }
        return [low, high];
    }
}
