using Pipelines.Anomaly;
using Pipelines.Anomaly.Equipment;
using Pipelines.Anomaly.Events;
using Pipelines.Anomaly.Health;
using Pipelines.Anomaly.Signals;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Supervised;
using Xunit;

namespace Pipelines.Tests.Anomaly.Equipment;

public sealed class EquipmentTrackerTests
{
    private static readonly string[] Sensors = ["load", "heat", "flow"];
    private static readonly EquipmentMonitorModel Model = Make();

    [Fact]
    public void A_row_that_breaks_the_pattern_is_an_anomaly_and_enough_of_them_an_alarm()
    {
        var tracker = Model.Track("a");
        var readings = Enumerable.Range(0, 20).Select(i => tracker.Step(i + 1, i < 10 ? Row(0.1 * i) : [1, -1, 1])).ToArray();
        Assert.All(readings[..10], r => Assert.Equal(ReadingReason.Normal, r.Reason));
        Assert.All(readings[10..], r => Assert.Equal(ReadingReason.Anomaly, r.Reason));
        Assert.Equal([false, false, true], readings[10..13].Select(r => r.IsAlarm));
        Assert.All(readings[10..], r => Assert.InRange(r.Health, 0, 50));
    }

    [Fact]
    public void Resumes_bit_for_bit()
    {
        var rng = Rng.At(5, 0, 0);
        double[][] rows = [.. Enumerable.Range(0, 200).Select(i => i is > 60 and < 70 ? [-9.0, 0, 0] : i is > 120 and < 140 ? [1.0, -1, 1] : Row(rng.NextGaussian()))];
        var whole = Model.Track("a");
        var expected = rows.Select((r, i) => whole.Step(i + 1, r)).ToArray();
        var state = EquipmentState.Start(3);
        for (var i = 0; i < rows.Length; i++)
        {
            var part = Model.Track("a", state);
            Assert.Equal(expected[i], part.Step(i + 1, rows[i]));
            state = part.State;
        }
        Assert.Contains(expected, r => r.IsAlarm);
        Assert.Contains(expected, r => r.Reason == ReadingReason.MachineOff);
    }

    [Fact]
    public void A_machine_that_stands_or_settles_has_no_score()
    {
        var tracker = Model.Track("a");
        Assert.Equal(ReadingReason.MachineOff, tracker.Step(1, [-9, 0, 0]).Reason);
        var settling = tracker.Step(5, Row(0));
        Assert.Equal(ReadingReason.MachineOff, settling.Reason);
        Assert.True(double.IsNaN(settling.Score));
        Assert.Equal(ReadingReason.Normal, tracker.Step(7, Row(0)).Reason);
    }

    [Fact]
    public void A_machine_that_went_over_to_another_regime_settles_first_and_an_interrupted_run_knows_it()
    {
        var model = With(settling: 5);
        var tracker = model.Track("a");
        Assert.Equal(ReadingReason.Normal, tracker.Step(1, Row(0), "x").Reason);
        Assert.Equal(ReadingReason.RegimeChange, tracker.Step(2, Row(0), "y").Reason);
        var resumed = model.Track("a", tracker.State);
        var settling = resumed.Step(6, [1, -1, 1], "y");
        Assert.Equal(ReadingReason.RegimeChange, settling.Reason);
        Assert.True(double.IsNaN(settling.Score));
        Assert.Equal(ReadingReason.Normal, resumed.Step(7, Row(0), "y").Reason);
        Assert.Equal(ReadingReason.RegimeChange, resumed.Step(8, Row(0), "x").Reason);
    }

    [Fact]
    public void A_moving_average_is_scored_from_what_is_normal_on_and_resumes_bit_for_bit()
    {
        var model = With(smoothing: 0.2);
        var whole = model.Track("a");
        var unit = model.UnitOf("a");
        double[][] rows = [.. Enumerable.Range(0, 40).Select(i => new double[] { 1, i == 7 ? double.NaN : -1, 1 })];
        var expected = rows.Select((r, i) => whole.Step(i + 1, r)).ToArray();
        // After n equal rows the average has come 1 - .8^n of the way.
        Assert.Equal(unit.Mean(0, 0) + ((1 - Math.Pow(0.8, 40)) * (1 - unit.Mean(0, 0))), whole.Seen[0], 1e-9);
        Assert.True(expected[0].Score < expected[5].Score && expected[5].Score < expected[30].Score);
        Assert.NotEqual(ReadingReason.MissingSensors, expected[7].Reason);
        EquipmentState? state = null;
        for (var i = 0; i < rows.Length; i++)
        {
            var part = model.Track("a", state);
            Assert.Equal(expected[i], part.Step(i + 1, rows[i]));
            state = part.State;
        }
    }

    [Fact]
    public void Remaining_life_is_told_once_a_window_is_full_and_survives_being_saved()
    {
        var life = new WindowedLifeModel(4, 100, new double[15], [.. Enumerable.Repeat(1.0, 15)], Regressor(), LifeCalibration.Of([0, 100], [0, 100], [0, 1]));
        var model = With(life: life);
        using var folder = new TemporaryFolder();
        ModelFile.Save(folder.File("m.pmodel"), model);
        var (one, two) = (model.Track("a"), ModelFile.Load<EquipmentMonitorModel>(folder.File("m.pmodel")).Track("a"));
        for (var i = 1; i <= 16; i++)
        {
            double[] row = i == 6 ? [-9, 0, 0] : Row(0.2 * i);
            var reading = one.Step(i, row);
            Assert.Equal(reading, two.Step(i, row));
            // Rows in which the machine stands or settles tell nothing.
            Assert.Equal(i is 4 or 5 or > 10, reading.Life is not null);
            two = model.Track("a", two.State);
        }
    }

    [Fact]
    public void One_missing_sensor_is_left_out_of_the_score_as_if_it_said_what_the_others_let_expect()
    {
        var unit = Model.UnitOf("a");
        double[] row = [1, double.NaN, 1.2];
        var expected = unit.Expected(row, 0, 1);
        Assert.Equal(unit.Score([1, expected, 1.2], 0).Score, unit.Score(row, 0).Score, 1e-4);
        Assert.InRange(unit.Score(row, 0).Score, 0, unit.Score([1, 1, 1.2], 0).Score + 1e-6);
        Assert.Equal(ReadingReason.MissingSensors, Model.Track("a").Step(1, [1, double.NaN, double.PositiveInfinity]).Reason);
        Assert.Throws<DataException>(() => unit.Score([1, double.NaN, double.NaN], 0));
    }

    [Fact]
    public void The_sensor_that_is_wrong_has_the_largest_share_and_is_expected_where_it_was()
    {
        var unit = Model.UnitOf("a");
        var shares = new double[3];
        unit.Shares([1, -1, 1], 0, shares);
        Assert.Equal(1, Array.IndexOf(shares, shares.Max()));
        Assert.Equal(1, shares.Sum(), 1e-12);
        Assert.InRange(unit.Expected([1, -1, 1], 0, 1), 0.8, 1.2);
    }

    [Fact]
    public void A_sensor_that_repeats_itself_too_long_is_an_anomaly_of_its_own()
    {
        var tracker = Model.Track("a");
        var rng = Rng.At(6, 0, 0);
        var readings = Enumerable.Range(0, 60).Select(i => tracker.Step(i + 1, [0.01 * rng.NextGaussian(), 0.001, 0.01 * rng.NextGaussian()])).ToArray();
        Assert.Equal(-1, readings[5].StuckSensor);
        Assert.Equal(1, readings[^1].StuckSensor);
        Assert.Equal(6, readings[^1].Score, 1e-12);
        Assert.True(readings[^1].IsAlarm);
    }

    [Fact]
    public void A_row_that_comes_late_is_scored_alone_and_changes_nothing()
    {
        var tracker = Model.Track("a");
        _ = tracker.Step(10, Row(0.3));
        var before = tracker.State;
        var late = tracker.Step(10, [1, -1, 1]);
        Assert.True(late.IsLate);
        Assert.Equal(ReadingReason.Anomaly, late.Reason);
        Assert.Equal(before.Alarm, tracker.State.Alarm);
        Assert.Equal(before.Runs, tracker.State.Runs);
    }

    [Fact]
    public void A_machine_or_regime_that_is_not_known_is_measured_by_all()
    {
        Assert.True(Model.Knows("a"));
        Assert.False(Model.Knows("z"));
        Assert.Equal("*", Model.UnitOf("z").Name);
        Assert.Equal(0, Model.UnitOf("a").RegimeOf("never seen"));
    }

    [Fact]
    public void Reads_back_what_it_wrote()
    {
        using var folder = new TemporaryFolder();
        ModelFile.Save(folder.File("m.pmodel"), Model);
        var back = ModelFile.Load<EquipmentMonitorModel>(folder.File("m.pmodel"));
        Assert.Equal(Model.Sensors, back.Sensors);
        Assert.Equal((Model.Rule, Model.Off, Model.Settling), (back.Rule, back.Off, back.Settling));
        var (one, two) = (Model.Track("a"), back.Track("a"));
        for (var i = 1; i < 30; i++)
        {
            Assert.Equal(one.Step(i, [Math.Sin(i), Math.Cos(i), 0.2]), two.Step(i, [Math.Sin(i), Math.Cos(i), 0.2]));
        }
    }

    [Fact]
    public void Refuses_parts_that_do_not_fit()
    {
        var unit = Model.Units[0];
        Assert.Throws<DataException>(() => new EquipmentUnit("a", ["", "x"], [0, 0, 0], [1, 1, 1], [1, 1, 1], [0, 0, 0], unit.Monitor));
        Assert.Throws<DataException>(() => new EquipmentUnit("a", [""], [0, 0, 0], [1, 0, 1], [1, 1, 1], [0, 0, 0], unit.Monitor));
        Assert.Contains("got 'speed'", Assert.Throws<DataException>(() => new EquipmentMonitorModel(Sensors, Model.Units, Model.Rule, Model.Health, new OffRule("speed", 1))).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => new EquipmentMonitorModel(["load"], Model.Units, Model.Rule, Model.Health));
    }

    private static EquipmentMonitorModel With(long settling = 0, double smoothing = 1, WindowedLifeModel? life = null) =>
        new(Model.Sensors, Model.Units, Model.Rule, Model.Health, Model.Off, Model.Settling) { ChangeSettling = settling, Smoothing = smoothing, Life = life };

    private static RidgeRegressionModel Regressor()
    {
        var rng = Rng.At(9, 0, 0);
        var rows = new Matrix(60, 15);
        for (var i = 0; i < rows.Values.Length; i++)
        {
            rows.Values[i] = (float)rng.NextGaussian();
        }
        return new RidgeRegression().Fit(new(rows, Enumerable.Range(0, 60).Select(r => 50 + rows[r][0]).ToArray()));
    }

    private static double[] Row(double load) => [load, load + 0.05, load - 0.05];

    private static EquipmentMonitorModel Make()
    {
        var rng = Rng.At(1, 0, 0);
        var rows = new Matrix(500, 3);
        for (var r = 0; r < 500; r++)
        {
            var load = rng.NextGaussian();
            for (var s = 0; s < 3; s++)
            {
                rows[r][s] = (float)(load + (0.1 * rng.NextGaussian()));
            }
        }
        var monitor = new PcaMonitor(new() { Statistic = MonitorStatistic.Mahalanobis }).Fit(rows);
        EquipmentUnit Unit(string name) => new(name, [""], [0, 0, 0], [1, 1, 1], [11, 11, 11], [10, 10, 10], monitor);
        return new(Sensors, [Unit("a"), Unit("*")], AlarmRule.Of(1.5, 0.2), HealthIndex.Of(0.2, 1.5), new OffRule("load", -5), 4);
    }
}
