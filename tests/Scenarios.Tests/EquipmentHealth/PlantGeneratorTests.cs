using EquipmentHealth.Data;
using Pipelines.Anomaly.Signals;
using Pipelines.Data;
using Xunit;

namespace Scenarios.Tests.EquipmentHealth;

public sealed class PlantGeneratorTests
{
    private static readonly Plant Made = PlantGenerator.Make(1);

    [Fact]
    public void The_same_seed_makes_the_same_plant_and_another_one_another()
    {
        var again = PlantGenerator.Make(1);
        Assert.All(PlantGenerator.Sensors, s => Assert.Equal(Values(Made, s), Values(again, s)));
        Assert.Equal(Made.Events, again.Events);
        Assert.NotEqual(Values(Made, "flow"), Values(PlantGenerator.Make(2), "flow"));
        Assert.All(PlantGenerator.Sensors, s => Assert.True(Array.TrueForAll(Values(Made, s), double.IsFinite)));
    }

    [Fact]
    public void Faults_of_every_kind_lie_in_the_last_two_fifths_but_one()
    {
        var times = ((TimeColumn)Made.Log["time"]).Ticks;
        var early = times[(int)(PlantGenerator.RowsAMachine * 0.6)];
        Assert.Equal(Enum.GetValues<FaultKind>(), Made.Events.Select(e => e.Kind).Distinct().Order());
        Assert.Equal(FaultKind.Step, Assert.Single(Made.Events, e => e.Time.Start < early).Kind);
        Assert.All(Made.Events, e => Assert.True(e.Time.Start < e.Time.End && e.Time.End < times[PlantGenerator.RowsAMachine - 1]));
    }

    [Fact]
    public void Each_fault_shows_as_it_should()
    {
        foreach (var fault in Made.Events)
        {
            var (during, before) = (Rows(fault.Machine, fault.Time), Rows(fault.Machine, new(fault.Time.Start - (7 * TimeSpan.TicksPerDay), fault.Time.Start - 1)));
            double[] own = [.. Running(during).Select(r => Values(Made, fault.Sensor)[r])];
            switch (fault.Kind)
            {
                case FaultKind.StuckSensor:
                    Assert.Single(during.Select(r => Values(Made, fault.Sensor)[r]).Distinct());
                    break;
                case FaultKind.CorrelationBreak:
                    // Within one product, or the set points alone would correlate them.
                    Assert.True(Residual(during) > 2 * Residual(before), $"{Residual(during)} after {Residual(before)}");
                    Assert.All(own, v => Assert.InRange(v, 25, 95));
                    break;
                case FaultKind.Degradation:
                    Assert.True(own.TakeLast(12).Average() > 2 * own.Take(144).Average());
                    Assert.True(fault.EndsInFailure);
                    Assert.All(Rows(fault.Machine, new(fault.Time.End + 1, fault.Time.End + TimeSpan.TicksPerDay)), r => Assert.True(Values(Made, "speed")[r] < 20));
                    break;
                default:
                    Assert.True(Unlike(during, fault.Sensor) > 1.9 * Unlike(before, fault.Sensor), $"{fault}: {Unlike(during, fault.Sensor)} after {Unlike(before, fault.Sensor)}");
                    break;
            }
        }
    }

    [Fact]
    public void A_machine_that_stands_is_seen_by_a_sensor()
    {
        var times = ((TimeColumn)Made.Log["time"]).Ticks.AsSpan(0, PlantGenerator.RowsAMachine);
        List<SensorSamples> sensors = [];
        foreach (var s in PlantGenerator.Sensors)
        {
            sensors.Add(SensorSamples.Of(s, times, Values(Made, s).AsSpan(0, PlantGenerator.RowsAMachine)));
        }
        var rule = OffRule.Propose(SignalGrid.Of(sensors));
        Assert.NotNull(rule);
        var found = Enumerable.Range(0, PlantGenerator.RowsAMachine).Count(r => rule.Value.IsOff(Values(Made, rule.Value.Sensor)[r]));
        var standing = Enumerable.Range(0, PlantGenerator.RowsAMachine).Count(r => Values(Made, "speed")[r] < 20);
        Assert.Equal(standing, found);
        Assert.InRange(standing / (double)PlantGenerator.RowsAMachine, 0.04, 0.15);
    }

    private static double[] Values(Plant plant, string sensor) => ((NumberColumn)plant.Log[sensor]).Values;

    private static int[] Rows(string machine, TimeRange time)
    {
        var (machines, times) = ((TextColumn)Made.Log["machine"], ((TimeColumn)Made.Log["time"]).Ticks);
        return [.. Enumerable.Range(0, machines.Rows).Where(r => machines.Levels[machines.Codes[r]] == machine && time.Contains(times[r]))];
    }

    private static IEnumerable<int> Running(int[] rows) => rows.Where(r => Values(Made, "speed")[r] > 500);

    /// <summary>How far the current is from what the flow and speed make of it.</summary>
    private static double Residual(int[] rows) =>
        Math.Sqrt(Running(rows).Average(r => Math.Pow(Values(Made, "current")[r] - Expected(r), 2)));

    private static double Expected(int r)
    {
        var (speed, flow) = (Values(Made, "speed")[r], Values(Made, "flow")[r]);
        // flow / speed gives 1 + load up to the pump's own gain, which its sound days tell.
        var gain = Gain(((TextColumn)Made.Log["machine"]).Codes[r]);
        return 12 + (58 * Math.Pow(speed / 1480, 3) * (1 + (1.6 * ((flow / speed / gain) - 1))));
    }

    private static double Gain(int machine) => Enumerable.Range(machine * PlantGenerator.RowsAMachine, 1000).Where(r => Values(Made, "speed")[r] > 500).Average(r => Values(Made, "flow")[r] / Values(Made, "speed")[r]);

    /// <summary>Root mean square of a sensor against what the speed makes of it.</summary>
    private static double Unlike(int[] rows, string sensor) => Math.Sqrt(Running(rows).Average(r =>
    {
        var share = Values(Made, "speed")[r] / 1480;
        var gain = Gain(((TextColumn)Made.Log["machine"]).Codes[r]) * 1480;
        return Math.Pow((Values(Made, sensor)[r] / (sensor == "flow" ? gain * share : 8 * share * share)) - 1, 2);
    }));
}
