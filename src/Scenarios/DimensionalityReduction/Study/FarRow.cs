namespace DimensionalityReduction.Study;

/// <summary>A row far from the plane of the components.</summary>
/// <param name="Row">Its place in the table.</param>
/// <param name="Times">Its squared distance as a multiple of the mean one.</param>
/// <param name="Causes">The columns that are furthest off, with what they hold and what the other columns suggest, in the units of the file.</param>
internal sealed record FarRow(int Row, double Times, IReadOnlyList<(string Column, double Value, double Expected)> Causes)
{
    private const int Most = 10;
    private const int MostCauses = 3;
    private const int MostRows = 200_000;

    /// <summary>The ten furthest rows; none where every row lies in the plane.</summary>
    public static IReadOnlyList<FarRow> Of(ReductionStudy study)
    {
        var model = study.Model;
        var count = Math.Min(study.Encoded.Rows, MostRows);
        var errors = new double[count];
        model.ReconstructionErrors(study.Encoded.View[..count], errors);
        var mean = errors.Average();
        // What is left by rounding alone is no distance.
        if (mean <= 1e-9 * model.TotalVariance)
        {
            return [];
        }
        var units = ColumnUnits.Of(study.Encoder);
        var order = Enumerable.Range(0, count).ToArray();
        Array.Sort(errors, order);
        return [.. order.Reverse().Take(Most).Select((row, i) => new FarRow(row, errors[count - 1 - i] / mean, CausesOf(study, model, row, units)))];
    }

    private static (string, double, double)[] CausesOf(ReductionStudy study, Pipelines.Reduction.PcaModel model, int row, ColumnUnits units)
    {
        var (x, rebuilt) = (study.Encoded[row].ToArray(), RowRebuilt(study, model, row));
        return [.. Enumerable.Range(0, x.Length).OrderByDescending(j => Math.Abs(x[j] - rebuilt[j])).Take(MostCauses).Select(j => (study.Encoder.Names[j], Original(study, row, j, units.Value(j, x[j])), units.Value(j, rebuilt[j])))];
    }

    /// <summary>The number as it stands in the file, without the rounding of its encoding.</summary>
    private static double Original(ReductionStudy study, int row, int column, double decoded) =>
        study.Data.Table.Find(study.Encoder.Names[column]) is Pipelines.Data.NumberColumn numbers && !numbers.IsMissing(row) ? numbers.Values[row] : decoded;

    /// <summary>What a model makes of one row.</summary>
    public static float[] RowRebuilt(ReductionStudy study, Pipelines.Reduction.PcaModel model, int row)
    {
        var (scores, back) = (new Pipelines.Data.Matrix(1, model.ResultColumns), new Pipelines.Data.Matrix(1, model.Columns));
        model.Transform(study.Encoded.View[row..(row + 1)], scores);
        model.Inverse(scores, back);
        return back.Values;
    }
}
