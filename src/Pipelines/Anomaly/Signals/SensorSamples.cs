using Pipelines.Data;

namespace Pipelines.Anomaly.Signals;

/// <summary>What one sensor said and when, on its own clock: in order of time, each instant once.</summary>
public sealed record SensorSamples
{
    private SensorSamples(string name, long[] times, double[] values) => (Name, Times, Values) = (name, times, values);

    /// <summary>The sensor's name: a column or a tag.</summary>
    public string Name { get; }

    /// <summary>Instants in .NET ticks, rising.</summary>
    public IReadOnlyList<long> Times { get; }

    /// <summary>One a time, finite.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Rows without a value: empty, or infinite.</summary>
    public required int Missing { get; init; }

    /// <summary>Rows without a time, which are left out.</summary>
    public required int Untimed { get; init; }

    /// <summary>Rows that came before an earlier row; they were sorted in.</summary>
    public required int OutOfOrder { get; init; }

    /// <summary>Rows of an instant that had one already; the policy made one of them.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Puts samples in order.</summary>
    /// <param name="name">The sensor's name.</param>
    /// <param name="times">Ticks of each row in file order; <see cref="TimeColumn.Missing"/> where empty.</param>
    /// <param name="values">One a row; NaN where empty.</param>
    /// <param name="duplicates">What becomes of several values of one instant, as an hour that daylight saving repeats gives: the last in file order, their mean, their sum, or an error.</param>
    /// <exception cref="DataException">Lengths that differ, or a repeated instant that is not allowed.</exception>
    public static SensorSamples Of(string name, ReadOnlySpan<long> times, ReadOnlySpan<double> values, DuplicatePolicy duplicates = DuplicatePolicy.Mean)
    {
        MatrixChecks.NeedLength(values.Length, times.Length, nameof(SensorSamples), nameof(values));
        var (kept, rows) = (new List<long>(times.Length), new List<int>(times.Length));
        int missing = 0, untimed = 0, outOfOrder = 0;
        var latest = long.MinValue;
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] == TimeColumn.Missing)
            {
                untimed++;
                continue;
            }
            outOfOrder += times[i] < latest ? 1 : 0;
            latest = Math.Max(latest, times[i]);
            if (!double.IsFinite(values[i]))
            {
                missing++;
                continue;
            }
            kept.Add(times[i]);
            rows.Add(i);
        }
        // By time and then by row, so that the last of one instant is the last in the file.
        var (keys, order) = (kept.ToArray(), rows.ToArray());
        if (outOfOrder > 0)
        {
            var byTime = new (long Time, int Row)[keys.Length];
            for (var i = 0; i < byTime.Length; i++)
            {
                byTime[i] = (keys[i], order[i]);
            }
            Array.Sort(byTime);
            (keys, order) = (Array.ConvertAll(byTime, t => t.Time), Array.ConvertAll(byTime, t => t.Row));
        }
        var (instants, known) = (new List<long>(keys.Length), new List<double>(keys.Length));
        for (var start = 0; start < keys.Length;)
        {
            var end = start;
            double sum = 0;
            while (end < keys.Length && keys[end] == keys[start])
            {
                sum += values[order[end++]];
            }
            if (end - start > 1 && duplicates == DuplicatePolicy.Fail)
            {
                throw new DataException("signal.duplicate", $"Sensor '{name}' has {end - start} values at {new DateTime(Math.Clamp(keys[start], 0, DateTime.MaxValue.Ticks)):yyyy-MM-dd HH:mm:ss}. Take their mean or the last one, or correct the clock.");
            }
            instants.Add(keys[start]);
            known.Add(duplicates switch { DuplicatePolicy.Sum => sum, DuplicatePolicy.Last => values[order[end - 1]], _ => sum / (end - start) });
            start = end;
        }
        return new(name, [.. instants], [.. known]) { Missing = missing, Untimed = untimed, OutOfOrder = outOfOrder, Duplicates = keys.Length - instants.Count };
    }

    /// <summary>The sensors of a table with one column each.</summary>
    /// <param name="time">The time column.</param>
    /// <param name="sensors">The sensors.</param>
    /// <param name="duplicates">What becomes of several values of one instant.</param>
    /// <exception cref="DataException">Lengths that differ, or a repeated instant that is not allowed.</exception>
    public static IReadOnlyList<SensorSamples> Wide(TimeColumn time, IReadOnlyList<NumberColumn> sensors, DuplicatePolicy duplicates = DuplicatePolicy.Mean) =>
        [.. sensors.Select(s => Of(s.Name, time.Ticks, s.Values, duplicates))];

    /// <summary>The sensors of a historian's export, which has a row for each value: time, tag, value. Rows without a tag are passed over; sensors come in order of first appearance.</summary>
    /// <param name="time">When.</param>
    /// <param name="tag">Which sensor.</param>
    /// <param name="value">What it said.</param>
    /// <param name="duplicates">What becomes of several values of one instant and tag.</param>
    /// <exception cref="DataException">Columns of different length, or a repeated instant that is not allowed.</exception>
    public static IReadOnlyList<SensorSamples> Pivot(TimeColumn time, TextColumn tag, NumberColumn value, DuplicatePolicy duplicates = DuplicatePolicy.Mean)
    {
        MatrixChecks.NeedLength(tag.Rows, time.Rows, nameof(SensorSamples), nameof(tag));
        MatrixChecks.NeedLength(value.Rows, time.Rows, nameof(SensorSamples), nameof(value));
        var counts = new int[tag.Levels.Count];
        foreach (var code in tag.Codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }
        var (times, values) = (Array.ConvertAll(counts, c => new long[c]), Array.ConvertAll(counts, c => new double[c]));
        Array.Clear(counts);
        for (var i = 0; i < tag.Rows; i++)
        {
            if (tag.Codes[i] is >= 0 and var code)
            {
                times[code][counts[code]] = time.Ticks[i];
                values[code][counts[code]++] = value.Values[i];
            }
        }
        return [.. tag.Levels.Select((name, code) => Of(name, times[code], values[code], duplicates)).Where((_, code) => counts[code] > 0)];
    }
}
