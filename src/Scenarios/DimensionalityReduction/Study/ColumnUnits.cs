using Pipelines.Data;
using Pipelines.Models.Encoders;

namespace DimensionalityReduction.Study;

/// <summary>From encoded numbers back to the units of the file, one number at a time: every scale here is a straight line, found by decoding 0 and 1.</summary>
internal sealed class ColumnUnits
{
    private readonly double[] _offsets, _factors;

    private ColumnUnits(double[] offsets, double[] factors) => (_offsets, _factors) = (offsets, factors);

    /// <summary>The units of an encoder's columns; columns of texts stay 0 and 1.</summary>
    public static ColumnUnits Of(TableEncoderModel encoder)
    {
        var ends = new Matrix(2, encoder.Columns);
        ends[1].Fill(1);
        var decoded = encoder.Decode(ends);
        var (offsets, factors) = (new double[encoder.Columns], new double[encoder.Columns]);
        for (var j = 0; j < factors.Length; j++)
        {
            (offsets[j], factors[j]) = decoded.Find(encoder.Names[j]) is NumberColumn { Values: [var zero, var one] } ? (zero, one - zero) : (0, 1);
        }
        return new(offsets, factors);
    }

    /// <summary>An encoded number in the unit of its column.</summary>
    public double Value(int column, double encoded) => _offsets[column] + (_factors[column] * encoded);
}
