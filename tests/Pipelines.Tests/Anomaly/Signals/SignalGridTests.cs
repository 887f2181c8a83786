using Pipelines.Anomaly.Signals;
using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Anomaly.Signals;

public sealed class SignalGridTests
{
    private const long Second = TimeSpan.TicksPerSecond;
    private static readonly long Day = new DateTime(2024, 3, 1).Ticks;

    [Fact]
    public void Sensors_with_different_clocks_come_onto_common_rows()
    {
        var fast = SensorSamples.Of("fast", At(0, 10, 20, 30, 60, 70), [1, 2, 3, 4, 5, 6]);
        var slow = SensorSamples.Of("slow", At(31, 91), [10, 20]);
        var grid = SignalGrid.Of([fast, slow], new() { Every = 30, Fill = GapFill.None });
        Assert.Equal((4, Day, 30 * Second, Day + (60 * Second)), (grid.Rows, grid.Start, grid.Every, grid.TimeOf(2)));
        Assert.Equal([2, 4, 5.5, double.NaN], grid[0].ToArray());
        Assert.Equal([double.NaN, 10, double.NaN, 20], grid[1].ToArray());
        Assert.Equal([2, float.NaN, 4, 10, 5.5f, float.NaN, float.NaN, 20], grid.ToMatrix().Values);
    }

    [Fact]
    public void Short_gaps_are_filled_and_long_ones_never()
    {
        var sensor = SensorSamples.Of("s", At(0, 10, 40, 100), [0, 1, 4, 10]);
        Assert.Equal([0, 1, 1, 1, 4, 4, 4, 4, double.NaN, double.NaN, 10], SignalGrid.Of([sensor], new() { Every = 10, LongestGap = 30 })[0].ToArray());
        Assert.Equal([0, 1, 2, 3, 4, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 10], SignalGrid.Of([sensor], new() { Every = 10, LongestGap = 30, Fill = GapFill.Linear })[0].ToArray());
    }

    [Fact]
    public void An_export_with_a_row_for_each_value_is_pivoted()
    {
        TimeColumn time = new("t", At(0, 0, 10, 10, 10), "");
        var sensors = SensorSamples.Pivot(time, TextColumn.From("tag", ["b", "a", "b", null, "a"]), new("v", [1, 2, 3, 4, double.NaN]));
        Assert.Equal(["b", "a"], sensors.Select(s => s.Name));
        Assert.Equal([1, 3], sensors[0].Values);
        Assert.Equal((1, 1), (sensors[1].Values.Count, sensors[1].Missing));
        var wide = SensorSamples.Wide(time, [new("x", [1, 3, 5, 7, 9])]);
        Assert.Equal([2.0, 7], wide[0].Values);
        Assert.Equal(3, wide[0].Duplicates);
    }

    [Fact]
    public void Times_out_of_order_are_sorted_and_counted_and_repeated_ones_follow_the_policy()
    {
        var (times, values) = (At(20, 0, 10, 10, 0), new double[] { 5, 1, 2, 4, double.PositiveInfinity });
        var mean = SensorSamples.Of("s", [.. times, TimeColumn.Missing], [.. values, 9]);
        Assert.Equal(At(0, 10, 20), mean.Times);
        Assert.Equal([1, 3, 5], mean.Values);
        Assert.Equal((4, 1, 1, 1), (mean.OutOfOrder, mean.Duplicates, mean.Missing, mean.Untimed));
        Assert.Equal([1, 4, 5], SensorSamples.Of("s", times, values, DuplicatePolicy.Last).Values);
        Assert.Equal([1, 6, 5], SensorSamples.Of("s", times, values, DuplicatePolicy.Sum).Values);
        Assert.Contains("'s' has 2 values at 2024-03-01 00:00:10", Assert.Throws<DataException>(() => SensorSamples.Of("s", times, values, DuplicatePolicy.Fail)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_step_is_the_usual_one_of_the_slowest_sensor()
    {
        var grid = SignalGrid.Of([SensorSamples.Of("a", At(0, 1, 2, 3), [1, 2, 3, 4]), SensorSamples.Of("b", At(0, 5, 10, 60), [1, 2, 3, 4])]);
        Assert.Equal(5 * Second, grid.Every);
    }

    [Fact]
    public void Refuses_what_has_no_grid()
    {
        Assert.Throws<DataException>(() => SignalGrid.Of([]));
        Assert.Contains("--every", Assert.Throws<DataException>(() => SignalGrid.Of([SensorSamples.Of("a", At(0), [1])])).Message, StringComparison.Ordinal);
        Assert.Contains("at most 50000000", Assert.Throws<DataException>(() => SignalGrid.Of([SensorSamples.Of("a", [0, Day], [1, 2])], new() { Every = 1 })).Message, StringComparison.Ordinal);
        Assert.Throws<OptionException>(() => SignalGrid.Of([SensorSamples.Of("a", At(0), [1])], new() { Every = -1 }));
    }

    private static long[] At(params int[] seconds) => Array.ConvertAll(seconds, s => Day + (s * Second));
}
