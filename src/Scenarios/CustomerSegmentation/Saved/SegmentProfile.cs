using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models.Encoders;

namespace CustomerSegmentation.Saved;

/// <summary>What sets a segment apart.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Customers">How many customers it has in what was read, or had in training.</param>
/// <param name="Share">Their share of all customers.</param>
/// <param name="ValueShare">Their share of the value of all customers; NaN where nothing says it.</param>
/// <param name="Traits">All columns, the most telling first.</param>
internal sealed record SegmentProfile(Segment Segment, int Customers, double Share, double ValueShare, IReadOnlyList<ProfileTrait> Traits)
{
    /// <summary>As the segments were in training, from the model alone.</summary>
    public static IReadOnlyList<SegmentProfile> Of(SegmentationModel model)
    {
        var (k, d) = (model.Segments.Count, model.Pipeline.Encoder.Columns);
        var (middles, mean, deviation) = (new Matrix(k, d), new double[d], new double[d]);
        double n = model.Segments.Sum(s => s.Size);
        foreach (var segment in model.Segments)
        {
            var middle = model.MiddleOf(segment.Number);
            for (var c = 0; c < d; c++)
            {
                middles[segment.Number - 1][c] = (float)middle[c];
                mean[c] += segment.Size / n * middle[c];
            }
        }
        foreach (var segment in model.Segments)
        {
            var middle = model.MiddleOf(segment.Number);
            var spread = model.SpreadOf(segment.Number);
            for (var c = 0; c < d; c++)
            {
                deviation[c] += segment.Size / n * ((spread[c] * spread[c]) + ((middle[c] - mean[c]) * (middle[c] - mean[c])));
            }
        }
        return Make(model, [.. model.Segments.Select(s => s.Size)], [], middles, mean, Array.ConvertAll(deviation, Math.Sqrt));
    }

    /// <summary>As the segments are among customers that were read; a segment that nobody is in has no traits.</summary>
    public static IReadOnlyList<SegmentProfile> Of(SavedCustomers customers)
    {
        var model = customers.Input.Model;
        var (k, d, n) = (model.Segments.Count, customers.Encoded.Columns, customers.Encoded.Rows);
        var (sums, mean, deviation, sizes, values) = (new double[k, d], new double[d], new double[d], new int[k], new double[k]);
        for (var r = 0; r < n; r++)
        {
            var row = customers.Encoded[r];
            var place = customers.Assigned[r].Segment - 1;
            for (var c = 0; c < d; c++)
            {
                mean[c] += row[c] / (double)n;
                if (place >= 0)
                {
                    sums[place, c] += row[c];
                }
            }
            if (place >= 0)
            {
                sizes[place]++;
                values[place] += customers.Value.Length > 0 && !double.IsNaN(customers.Value[r]) ? customers.Value[r] : 0;
            }
        }
        for (var r = 0; r < n; r++)
        {
            var row = customers.Encoded[r];
            for (var c = 0; c < d; c++)
            {
                deviation[c] += (row[c] - mean[c]) * (row[c] - mean[c]) / n;
            }
        }
        var middles = new Matrix(k, d);
        for (var s = 0; s < k; s++)
        {
            for (var c = 0; c < d; c++)
            {
                middles[s][c] = (float)(sizes[s] > 0 ? sums[s, c] / sizes[s] : mean[c]);
            }
        }
        var all = customers.Value.Where(v => !double.IsNaN(v)).Sum();
        return Make(model, sizes, all > 0 ? [.. values.Select(v => v / all)] : [], middles, mean, Array.ConvertAll(deviation, Math.Sqrt), n);
    }

    private static SegmentProfile[] Make(SegmentationModel model, int[] sizes, double[] valueShares, Matrix middles, double[] mean, double[] deviation, int customers = 0)
    {
        var (typical, overall) = (Decoded(model, middles), Decoded(model, Row(mean)));
        var names = model.Pipeline.Encoder.Names;
        double n = customers > 0 ? customers : sizes.Sum();
        var result = new SegmentProfile[sizes.Length];
        for (var s = 0; s < result.Length; s++)
        {
            var traits = new List<ProfileTrait>(names.Count);
            for (var c = 0; c < names.Count && sizes[s] > 0; c++)
            {
                var away = deviation[c] > 0 ? (middles[s][c] - mean[c]) / deviation[c] : 0;
                traits.Add(typical?.Find(names[c]) is NumberColumn numbers && overall?.Find(names[c]) is NumberColumn whole
                    ? new(names[c], numbers.Values[s], whole.Values[0], away, false)
                    : new(names[c], middles[s][c], mean[c], away, true));
            }
            result[s] = new(model.Segments[s], sizes[s], sizes[s] / n, valueShares.Length > 0 ? valueShares[s] : double.NaN, [.. traits.OrderByDescending(t => Math.Abs(t.Deviations))]);
        }
        return result;
    }

    private static Table? Decoded(SegmentationModel model, Matrix rows) => (model.Pipeline.Encoder as TableEncoderModel)?.Decode(rows);

    private static Matrix Row(double[] values)
    {
        var row = new Matrix(1, values.Length);
        for (var c = 0; c < values.Length; c++)
        {
            row[0][c] = (float)values[c];
        }
        return row;
    }
}
