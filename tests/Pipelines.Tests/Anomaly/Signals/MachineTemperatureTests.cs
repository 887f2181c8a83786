using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Pipelines.Anomaly.Events;
using Pipelines.Anomaly.Signals;
using Pipelines.Data;
using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Anomaly.Signals;

/// <summary>Numenta's machine temperature with its four labelled windows. Not part of this repository.</summary>
public sealed class MachineTemperatureTests
{
    [Fact]
    public void A_smoothed_level_finds_the_labelled_failures_with_few_false_alarms()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PIPELINES_SLOW") == "1", "Set PIPELINES_SLOW=1 to watch the machine temperature.");
        var folder = Environment.GetEnvironmentVariable("PIPELINES_DATA");
        Assert.SkipWhen(folder is null, "Set PIPELINES_DATA to the folder of measuring data.");
        var (times, values) = Read(Path.Combine(folder, "equipment", "nab", "machine_temperature_system_failure.csv.gz"));
        var windows = Windows(Path.Combine(folder, "equipment", "nab", "windows.json"));
        var grid = SignalGrid.Of([SensorSamples.Of("temperature", times, values)], new() { Every = 300 });
        Assert.Equal(5 * TimeSpan.TicksPerMinute, grid.Every);

        // The first week is the reference: level and deviation; its second half of it sets nothing else than the limit.
        var (start, day) = (grid.TimeOf(0), TimeSpan.TicksPerDay);
        var learned = (int)(7 * day / grid.Every);
        double[] known = [.. grid[0].ToArray().Take(learned).Where(v => !double.IsNaN(v))];
        var level = known.Order().ElementAt(known.Length / 2);
        var deviation = 1.4826 * known.Select(v => Math.Abs(v - level)).Order().ElementAt(known.Length / 2);
        double[] scores = [.. grid[0].ToArray().Select(v => (v - level) / deviation)];
        var averages = new double[scores.Length];
        new EwmaChart(new() { Weight = 0.02 }).Smooth(scores, averages);
        double[] distance = [.. averages.Select(Math.Abs)];
        long[] clock = [.. Enumerable.Range(0, grid.Rows).Select(grid.TimeOf)];
        // Labelled time apart, everything is normal time; the limit may cost one false alarm a week there.
        var normal = Enumerable.Range(0, grid.Rows).Where(i => i >= learned && !windows.Any(w => w.Contains(clock[i]))).ToArray();
        var limit = AlarmLimit.ForRate([new(normal.Select(i => clock[i]).ToArray(), normal.Select(i => distance[i]).ToArray())], 1, new() { LongestGap = 3600 });
        var alarms = limit.Rule(new() { LongestGap = 3600 }).Apply(clock.AsSpan(learned), distance.AsSpan(learned));
        var metrics = EventMetrics.Of([.. alarms.Select(a => a.Range)], windows, TimeRange.Covered(clock.AsSpan(learned), long.MaxValue));
        var delays = string.Join(", ", metrics.Outcomes.Select(o => o.Delay is { } d ? $"{d / (double)TimeSpan.TicksPerHour:F1} h" : "missed"));
        TestContext.Current.SendDiagnosticMessage($"NAB machine temperature: {metrics.EventsHit} of {metrics.Events} windows, delays {delays}, false alarms a week {metrics.FalseAlarmRate.Rate:F2} [{metrics.FalseAlarmRate.Interval.Low:F2}, {metrics.FalseAlarmRate.Interval.High:F2}]");
        Assert.True(metrics.EventsHit >= 3, $"{metrics.EventsHit} of 4: {delays}");
        Assert.True(metrics.FalseAlarmRate.Rate <= 1.01);
        Assert.True(start < windows[0].Start);
    }

    private static (long[] Times, double[] Values) Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        var (times, values) = (new List<long>(), new List<double>());
        while (reader.ReadLine() is { } line)
        {
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            times.Add(DateTime.Parse(line.AsSpan(0, comma), CultureInfo.InvariantCulture).Ticks);
            values.Add(double.Parse(line.AsSpan(comma + 1), CultureInfo.InvariantCulture));
        }
        return ([.. times], [.. values]);
    }

    private static TimeRange[] Windows(string path) =>
        [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateObject().First().Value.EnumerateArray().Select(w => new TimeRange(Ticks(w[0]), Ticks(w[1])))];

    private static long Ticks(JsonElement time) => DateTime.Parse(time.GetString()!, CultureInfo.InvariantCulture).Ticks;
}
