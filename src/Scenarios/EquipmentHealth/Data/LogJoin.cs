using Scenarios.Hosting;

namespace EquipmentHealth.Data;

/// <summary>Two logs of the same sensors as one.</summary>
internal static class LogJoin
{
    /// <summary>Joins them machine by machine; of an instant that both have, the second counts.</summary>
    /// <exception cref="ScenarioException">The second lacks a sensor of the first.</exception>
    public static SensorLog Of(SensorLog first, SensorLog second)
    {
        if (first.Sensors.Except(second.Sensors, StringComparer.Ordinal).ToArray() is { Length: > 0 } missing)
        {
            throw new ScenarioException(ExitCode.Data, "health.join", string.Join(", ", missing), string.Join(", ", second.Sensors));
        }
        var added = second.With(first.Sensors, []);
        var regimes = first.Regimes.Union(added.Regimes, StringComparer.Ordinal).ToList();
        int[] codes = [.. added.Regimes.Select(r => regimes.IndexOf(r))];
        var units = first.Units.ToDictionary(u => u.Name, StringComparer.Ordinal);
        foreach (var unit in added.Units)
        {
            var recoded = unit with { Regimes = Array.ConvertAll(unit.Regimes, r => codes[r]) };
            units[unit.Name] = units.TryGetValue(unit.Name, out var before) ? Merged(before, recoded) : recoded;
        }
        return first with { Units = [.. units.Values.OrderBy(u => u.Name, StringComparer.Ordinal)], Regimes = regimes, Faults = [.. first.Faults, .. second.Faults], Files = [.. first.Files, .. second.Files], Hash = $"{first.Hash} + {second.Hash}" };
    }

    private static UnitLog Merged(UnitLog a, UnitLog b)
    {
        var taken = b.Times.ToHashSet();
        (UnitLog From, int Row)[] rows = [.. Enumerable.Range(0, a.Rows).Where(r => !taken.Contains(a.Times[r])).Select(r => (a, r)).Concat(Enumerable.Range(0, b.Rows).Select(r => (b, r))).OrderBy(p => p.Item1.Times[p.Item2])];
        return new(a.Name, [.. rows.Select(p => p.From.Times[p.Row])], [.. a.Values.Select((_, s) => rows.Select(p => p.From.Values[s][p.Row]).ToArray())], [.. rows.Select(p => p.From.Regimes[p.Row])]);
    }
}
