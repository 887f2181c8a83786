using Pipelines;
using Pipelines.Data;

namespace EquipmentHealth.Data;

/// <summary>
/// A seeded plant of four pumps over twelve weeks, a row every ten minutes: three products with set points of their own, weekly maintenance and short stops, day and night, and faults of six
/// kinds. The first 60 % is sound but for one short leak at pump-2, as training data is in life.
/// </summary>
internal static class PlantGenerator
{
    public const int Weeks = 12, RowsADay = 144;
    public const int RowsAMachine = Weeks * 7 * RowsADay;

    public static readonly string[] Machines = ["pump-1", "pump-2", "pump-3", "pump-4"];
    public static readonly string[] Sensors = ["speed", "flow", "pressure", "current", "bearing_temperature", "motor_temperature", "vibration", "ambient"];

    private const int Speed = 0, Flow = 1, Pressure = 2, Current = 3, Bearing = 4, Motor = 5, Vibration = 6, Ambient = 7;

    private static readonly string[] Products = ["A", "B", "C"];
    private static readonly double[] SetPoints = [1480, 1250, 1050];

    /// <summary>Machine, fault, sensor, day of its start, its length in hours.</summary>
    private static readonly (int Machine, FaultKind Kind, int Sensor, double Day, double Hours)[] Faults =
    [
        (0, FaultKind.StuckSensor, Bearing, 56.4, 16),
        (0, FaultKind.Degradation, Vibration, 64, 240),
        (1, FaultKind.Step, Pressure, 20.3, 10),
        (1, FaultKind.Step, Pressure, 58.2, 20),
        (1, FaultKind.Oscillation, Pressure, 73.5, 18),
        (2, FaultKind.Drift, Flow, 54, 96),
        (2, FaultKind.CorrelationBreak, Current, 66.4, 26),
        (2, FaultKind.StuckSensor, Motor, 78.3, 14),
        (3, FaultKind.CorrelationBreak, Current, 52.3, 24),
        (3, FaultKind.Oscillation, Pressure, 60.5, 12),
        (3, FaultKind.Degradation, Vibration, 68, 264),
    ];

    /// <summary>The plant of a seed.</summary>
    public static Plant Make(long seed = 0)
    {
        var start = new DateTime(2025, 1, 6).Ticks;
        var step = TimeSpan.TicksPerDay / RowsADay;
        var rows = Machines.Length * RowsAMachine;
        var (times, machines, products) = (new long[rows], new int[rows], new int[rows]);
        var values = Sensors.Select(_ => new double[rows]).ToArray();
        var events = new List<PlantEvent>();
        for (var m = 0; m < Machines.Length; m++)
        {
            var offset = m * RowsAMachine;
            var off = Stops(seed, m);
            var faults = Planted(seed, m);
            foreach (var fault in faults.Where(f => f.Kind == FaultKind.Degradation))
            {
                // A failed pump stands for two days.
                off.AsSpan(fault.End, Math.Min(2 * RowsADay, RowsAMachine - fault.End)).Fill(true);
            }
            Run(seed, m, off, faults, products.AsSpan(offset, RowsAMachine), values, offset);
            for (var i = 0; i < RowsAMachine; i++)
            {
                (times[offset + i], machines[offset + i]) = (start + (i * step), m);
            }
            events.AddRange(faults.Select(f => new PlantEvent(Machines[m], f.Kind, Sensors[f.Sensor], new(start + (f.Start * step), start + ((f.End - 1) * step)), f.Kind == FaultKind.Degradation)));
        }
        return new(new(
        [
            new TimeColumn("time", times, ""), new TextColumn("machine", machines, Machines), new TextColumn("product", products, Products), .. Sensors.Select((s, i) => new NumberColumn(s, values[i])),
        ]), events);
    }

    /// <summary>Maintenance on Sundays from 2 to 10, and about one short stop every four days.</summary>
    private static bool[] Stops(long seed, int machine)
    {
        var off = new bool[RowsAMachine];
        var rng = Rng.At(seed, 1, machine);
        for (var week = 0; week < Weeks; week++)
        {
            off.AsSpan((((week * 7) + 6) * RowsADay) + (RowsADay / 12), RowsADay / 3).Fill(true);
        }
        for (var day = 0; day < Weeks * 7; day++)
        {
            if (rng.NextBelow(4) == 0)
            {
                var from = (day * RowsADay) + rng.NextBelow(RowsADay - 12);
                off.AsSpan(from, 3 + rng.NextBelow(9)).Fill(true);
            }
        }
        return off;
    }

    private static (FaultKind Kind, int Sensor, int Start, int End)[] Planted(long seed, int machine)
    {
        var rng = Rng.At(seed, 2, machine);
        return [.. Faults.Where(f => f.Machine == machine).Select(f =>
        {
            var from = (int)(f.Day * RowsADay) + rng.NextBelow(24);
            return (f.Kind, f.Sensor, from, from + (int)(f.Hours * RowsADay / 24));
        })];
    }

    private static void Run(long seed, int machine, bool[] off, (FaultKind Kind, int Sensor, int Start, int End)[] faults, Span<int> products, double[][] values, int offset)
    {
        var rng = Rng.At(seed, 3, machine);
        // No two pumps are quite alike.
        var (gain, warm, rough) = (1 + (0.03 * rng.NextGaussian()), 2 * rng.NextGaussian(), 1 + (0.1 * rng.NextGaussian()));
        double weather = 0, load = 0, other = 0, bearing = 45, motor = 60;
        var (product, left) = (rng.NextBelow(3), 0);
        var row = new double[Sensors.Length];
        for (var i = 0; i < RowsAMachine; i++)
        {
            if (left-- == 0)
            {
                (product, left) = ((product + 1 + rng.NextBelow(2)) % 3, RowsADay + rng.NextBelow(2 * RowsADay));
            }
            products[i] = product;
            weather = (0.999 * weather) + (0.1 * rng.NextGaussian());
            load = (0.97 * load) + (0.012 * rng.NextGaussian());
            other = (0.97 * other) + (0.012 * rng.NextGaussian());
            var wear = faults.Where(f => f.Kind == FaultKind.Degradation && i >= f.Start && i < f.End).Select(f => (i - f.Start) / (double)(f.End - f.Start)).DefaultIfEmpty(0).Max();
            Physics(row, off[i], product, load, other, weather, i, faults.Any(f => f.Kind == FaultKind.CorrelationBreak && i >= f.Start && i < f.End), wear, gain, rough, ref rng);
            // Heat lags behind what makes it: an hour and a half for the bearing, three for the motor.
            bearing += (row[Ambient] + warm + (off[i] ? 0 : 18 + (10 * row[Speed] / 1480) + (25 * wear * wear)) - bearing) / 9;
            motor += (row[Ambient] + (off[i] ? 0 : 0.72 * row[Current]) - motor) / 18;
            (row[Bearing], row[Motor]) = (bearing + (0.25 * rng.NextGaussian()), motor + (0.3 * rng.NextGaussian()));
            foreach (var fault in faults)
            {
                if (i >= fault.Start && i < fault.End)
                {
                    Disturb(row, fault.Kind, fault.Sensor, i, fault.Start, fault.End, values[fault.Sensor][offset + fault.Start - 1], off[i]);
                }
            }
            for (var s = 0; s < row.Length; s++)
            {
                values[s][offset + i] = Math.Round(row[s], s == Speed ? 0 : 3);
            }
        }
    }

    private static void Physics(double[] row, bool off, int product, double load, double other, double weather, int i, bool broken, double wear, double gain, double rough, ref Rng rng)
    {
        var hour = i % RowsADay / (double)RowsADay;
        row[Ambient] = 18 + weather - (5 * Math.Cos(2 * Math.PI * (hour - 0.1))) + (0.2 * rng.NextGaussian());
        var speed = off ? 0 : SetPoints[product] * (1 + (0.3 * load));
        var share = speed / 1480;
        row[Speed] = off ? Math.Abs(1.5 * rng.NextGaussian()) : speed + (4 * rng.NextGaussian());
        row[Flow] = off ? Math.Abs(0.05 * rng.NextGaussian()) : (120 * gain * share * (1 + load)) + (0.6 * rng.NextGaussian());
        row[Pressure] = off ? 0.1 + Math.Abs(0.02 * rng.NextGaussian()) : (8 * share * share * (1 - (0.4 * load))) + (0.05 * rng.NextGaussian());
        var drive = broken ? other : load;
        row[Current] = off ? 0.4 + Math.Abs(0.1 * rng.NextGaussian()) : 12 + (58 * share * share * share * (1 + (1.6 * drive))) + (0.5 * rng.NextGaussian());
        row[Vibration] = off ? 0.05 + Math.Abs(0.01 * rng.NextGaussian()) : (rough * (0.8 + (1.1 * share * share))) + (3.5 * wear * wear) + ((0.08 + (0.4 * wear)) * Math.Abs(rng.NextGaussian()));
    }

    private static void Disturb(double[] row, FaultKind kind, int sensor, int i, int start, int end, double before, bool off)
    {
        var part = (i - start) / (double)(end - start);
        row[sensor] = kind switch
        {
            FaultKind.Drift => row[sensor] * (1 + (0.14 * part)),
            FaultKind.Step when !off => row[sensor] * 0.85,
            FaultKind.Oscillation when !off => row[sensor] * (1 + (0.07 * Math.Sin(2 * Math.PI * (i - start) / 5))),
            FaultKind.StuckSensor => before,
            _ => row[sensor],
        };
    }
}
