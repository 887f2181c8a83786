using System.Globalization;
using Pipelines;
using Pipelines.Data;
using Pipelines.Quality;

namespace QualityInspection.Data;

/// <summary>
/// A seeded line that turns shafts: 60 batches of 50 parts, a tool that wears and is changed every 500 parts (once far too late), two batches of bad material, one wrong set-up, and parts
/// with a void that are inside every tolerance yet too light for their size.
/// </summary>
internal static class LineGenerator
{
    public const int Batches = 60, BatchSize = 50, Parts = Batches * BatchSize;

    public static readonly string[] Measurements = ["diameter", "length", "bore", "roughness", "hardness", "weight"];

    private static readonly SpecLimits[] Limits =
    [
        new(19.95, 20.05, 20), new(99.85, 100.15, 100), new(7.97, 8.03, 8), new(double.NaN, 1.6), new(54, 62, 58), new(205, 208.6, 206.8),
    ];

    /// <summary>The line of a seed.</summary>
    public static ProductionLine Make(long seed = 0)
    {
        var start = new DateTime(2025, 3, 3, 6, 0, 0).Ticks;
        var (ids, times, batches, tools) = (new string[Parts], new long[Parts], new string[Parts], new string[Parts]);
        var values = Measurements.Select(_ => new double[Parts]).ToArray();
        var causes = new DefectCause[Parts];
        var (tool, cuts) = (1, 0);
        double batchLength = 0, batchHardness = 0;
        for (var i = 0; i < Parts; i++)
        {
            var (batch, rng) = (i / BatchSize, Rng.At(seed, 0, i));
            if (i % BatchSize == 0)
            {
                var own = Rng.At(seed, 1, batch);
                (batchLength, batchHardness) = (0.012 * own.NextGaussian(), 0.5 * own.NextGaussian());
            }
            // The third tool was left in for 650 parts.
            if (cuts == (tool == 3 ? 650 : 500))
            {
                (tool, cuts) = (tool + 1, 0);
            }
            var wear = cuts++ / 500.0;
            var badMaterial = batch is 23 or 47;
            var wrongSetup = i is >= 1850 and < 1874;
            var diameter = 19.985 + (0.034 * Math.Pow(wear, 3)) + (0.008 * rng.NextGaussian());
            var length = 100 + batchLength + (wrongSetup ? 0.17 : 0) + (0.03 * rng.NextGaussian());
            var bore = 8 + (0.006 * rng.NextGaussian());
            var roughness = 0.75 + (0.3 * wear * wear) + (badMaterial ? 0.55 : 0) + (0.08 * rng.NextGaussian());
            var hardness = 58 + batchHardness - (badMaterial ? 4.2 : 0) + (0.6 * rng.NextGaussian());
            // Steel of 7.85 g/cm³ around the bore, in grams.
            var weight = (7.85e-3 * Math.PI / 4 * ((diameter * diameter) - (bore * bore)) * length) + (0.06 * rng.NextGaussian());
            var hollow = rng.NextDouble() < 0.008;
            weight -= hollow ? 0.5 + (0.25 * rng.NextDouble()) : 0;
            double[] part = [diameter, length, bore, roughness, hardness, weight];
            for (var m = 0; m < part.Length; m++)
            {
                values[m][i] = Math.Round(part[m], m is 3 or 5 ? 2 : m == 4 ? 1 : 3);
            }
            var rejected = Enumerable.Range(0, part.Length).Where(m => !Limits[m].Allows(values[m][i])).ToArray();
            causes[i] = hollow && rejected.Length == 0 ? DefectCause.Void
                : wrongSetup && rejected.Contains(1) ? DefectCause.Setup
                : badMaterial && (rejected.Contains(3) || rejected.Contains(4)) ? DefectCause.Material
                : rejected.Contains(0) || rejected.Contains(3) ? DefectCause.ToolWear
                : DefectCause.None;
            (ids[i], batches[i], tools[i]) = (Name("P", i + 1, "00000"), Name("B", batch + 1, "000"), Name("T", tool, "0"));
            times[i] = start + (i * 90 * TimeSpan.TicksPerSecond);
        }
        return new(new(
        [
            TextColumn.From("part", ids), new TimeColumn("time", times, ""), TextColumn.From("batch", batches), TextColumn.From("tool", tools), .. Measurements.Select((m, k) => new NumberColumn(m, values[k])),
        ]), [.. Measurements.Zip(Limits)], causes);
    }

    private static string Name(string letter, int number, string format) => letter + number.ToString(format, CultureInfo.InvariantCulture);
}
