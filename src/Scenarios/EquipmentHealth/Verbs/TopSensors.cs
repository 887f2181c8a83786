using Pipelines.Anomaly.Equipment;

namespace EquipmentHealth.Verbs;

/// <summary>Which sensors have most to do with a row's score.</summary>
internal static class TopSensors
{
    private const int Most = 3;
    private const double Least = 0.05;

    /// <summary>At most three sensors and their shares, the largest first.</summary>
    public static IReadOnlyList<(int Sensor, double Share)> Of(EquipmentUnit unit, ReadOnlySpan<double> values, string regime, in EquipmentReading reading)
    {
        if (reading.StuckSensor >= 0)
        {
            return [(reading.StuckSensor, 1)];
        }
        var shares = new double[values.Length];
        unit.Shares(values, unit.RegimeOf(regime), shares);
        return [.. Enumerable.Range(0, shares.Length).Select(s => (s, shares[s])).Where(s => s.Item2 >= Least).OrderByDescending(s => s.Item2).Take(Most)];
    }
}
