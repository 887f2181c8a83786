using Pipelines;
using Pipelines.Data;

namespace EquipmentHealth.Data;

/// <summary>
/// A seeded fleet of pumps that each ran until its bearing failed: one row a run, a load that changes from run to run, wear that begins at some time of a life and then grows ever faster, and
/// pumps that are not quite alike. What <c>train --run-to-failure</c> shows where nobody has histories at hand.
/// </summary>
internal static class FleetGenerator
{
    public const int Units = 60;

    public static readonly string[] Sensors = ["load", "flow", "pressure", "current", "bearing_temperature", "vibration"];

    /// <summary>The fleet of a seed: columns unit, cycle, and one a sensor; rows by unit and then by cycle.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="units">How many pumps.</param>
    public static Table Make(long seed = 0, int units = Units)
    {
        var (names, cycles) = (new List<int>(), new List<double>());
        var values = Sensors.Select(_ => new List<double>()).ToArray();
        for (var u = 0; u < units; u++)
        {
            var rng = Rng.At(seed, 1, u);
            var life = (int)Math.Clamp(190 + (45 * rng.NextGaussian()), 90, 330);
            var (onset, speed) = (life * (0.15 + (0.45 * rng.NextDouble())), 1.6 + (0.8 * rng.NextDouble()));
            var (gain, warm, rough) = (1 + (0.02 * rng.NextGaussian()), 1.2 * rng.NextGaussian(), 1 + (0.06 * rng.NextGaussian()));
            double load = 0;
            for (var t = 1; t <= life; t++)
            {
                load = (0.8 * load) + (0.6 * rng.NextGaussian());
                var wear = t <= onset ? 0 : Math.Pow((t - onset) / (life - onset), speed);
                double[] row =
                [
                    100 + (8 * load) + (0.5 * rng.NextGaussian()),
                    (60 * gain) + (4 * load) - (2.5 * wear) + (0.6 * rng.NextGaussian()),
                    8 - (0.25 * load) - (0.35 * wear) + (0.08 * rng.NextGaussian()),
                    40 + (3 * load) + (2.2 * wear) + (0.6 * rng.NextGaussian()),
                    55 + warm + (2 * load) + (9 * wear) + (1.2 * rng.NextGaussian()),
                    (1.5 * rough) + (0.1 * load) + (1.6 * wear) + (0.18 * rng.NextGaussian()),
                ];
                names.Add(u);
                cycles.Add(t);
                for (var s = 0; s < row.Length; s++)
                {
                    values[s].Add(Math.Round(row[s], 3));
                }
            }
        }
        return new(
        [
            new TextColumn("unit", [.. names], [.. Enumerable.Range(1, units).Select(u => $"pump-{u:00}")]), new NumberColumn("cycle", [.. cycles]), .. Sensors.Select((s, i) => new NumberColumn(s, [.. values[i]])),
        ]);
    }
}
