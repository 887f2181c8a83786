using Pipelines.Data;

namespace Pipelines.Anomaly.Signals;

/// <summary>Sensors with clocks of their own, brought onto common rows at equal steps. A cell is NaN where its sensor said nothing for too long: long gaps are never filled.</summary>
/// <remarks>
/// Row i stands for the time from <see cref="TimeOf"/>(i) up to the next row. A cell is the mean of the sensor's values in it, and otherwise what <see cref="ResamplingOptions.Fill"/> says. Rows begin at
/// whole multiples of the step, so that grids of different machines and days fit together. O(samples + rows x sensors).
/// </remarks>
public sealed class SignalGrid
{
    private const int MostRows = 50_000_000;

    private readonly double[][] _columns;

    private SignalGrid(long start, long every, string[] names, double[][] columns) => (Start, Every, Names, _columns) = (start, every, names, columns);

    /// <summary>Beginning of row 0, in ticks.</summary>
    public long Start { get; }

    /// <summary>Ticks from one row to the next.</summary>
    public long Every { get; }

    /// <summary>The sensors.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many rows.</summary>
    public int Rows => _columns.Length == 0 ? 0 : _columns[0].Length;

    /// <summary>Beginning of a row, in ticks.</summary>
    public long TimeOf(int row) => Start + (row * Every);

    /// <summary>The values of a sensor, one a row; NaN where missing.</summary>
    public ReadOnlySpan<double> this[int sensor] => _columns[sensor];

    /// <summary>The values of the sensors as a matrix, rows x sensors; NaN where missing.</summary>
    public Matrix ToMatrix()
    {
        var matrix = new Matrix(Rows, _columns.Length);
        for (var s = 0; s < _columns.Length; s++)
        {
            for (var r = 0; r < Rows; r++)
            {
                matrix.Values[(r * _columns.Length) + s] = (float)_columns[s][r];
            }
        }
        return matrix;
    }

    /// <summary>Aligns sensors.</summary>
    /// <param name="sensors">At least one with a value.</param>
    /// <param name="options">Step, filling, longest gap; null for the defaults.</param>
    /// <exception cref="OptionException">An option is out of range.</exception>
    /// <exception cref="DataException">No values, no step that could be found, or a step so small that the grid has more than 50 million rows.</exception>
    public static SignalGrid Of(IReadOnlyList<SensorSamples> sensors, ResamplingOptions? options = null)
    {
        var o = (options ?? new()).Checked();
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (var sensor in sensors)
        {
            if (sensor.Times.Count > 0)
            {
                (first, last) = (Math.Min(first, sensor.Times[0]), Math.Max(last, sensor.Times[^1]));
            }
        }
        if (first > last)
        {
            throw new DataException("signal.none", $"Aligning needs a sensor with a value; none of the {sensors.Count} has one. Check the columns and tags.");
        }
        var every = o.Every > 0 ? Math.Max(1, (long)Math.Round(o.Every * TimeSpan.TicksPerSecond)) : UsualStep(sensors);
        var start = first - Modulo(first, every);
        var rows = ((last - start) / every) + 1;
        if (rows > MostRows)
        {
            throw new DataException("signal.rows", $"A step of {every / (double)TimeSpan.TicksPerSecond} s gives {rows} rows from {new DateTime(first):yyyy-MM-dd} to {new DateTime(last):yyyy-MM-dd}; at most {MostRows} are kept. Take a longer step or a shorter time.");
        }
        var gap = o.LongestGap > 0 ? (long)(o.LongestGap * TimeSpan.TicksPerSecond) : 3 * every;
        return new(start, every, [.. sensors.Select(s => s.Name)], [.. sensors.Select(s => Column(s, start, every, (int)rows, o.Fill, gap))]);
    }

    private static double[] Column(SensorSamples sensor, long start, long every, int rows, GapFill fill, long gap)
    {
        var column = new double[rows];
        var next = 0;
        for (var r = 0; r < rows; r++)
        {
            var (from, to) = (start + (r * every), start + ((r + 1) * every));
            double sum = 0;
            var count = 0;
            for (; next < sensor.Times.Count && sensor.Times[next] < to; next++)
            {
                sum += sensor.Values[next];
                count++;
            }
            if (count > 0)
            {
                column[r] = sum / count;
                continue;
            }
            var before = next - 1;
            column[r] = fill switch
            {
                GapFill.Hold when before >= 0 && from - sensor.Times[before] <= gap => sensor.Values[before],
                GapFill.Linear when before >= 0 && next < sensor.Times.Count && sensor.Times[next] - sensor.Times[before] <= gap =>
                    sensor.Values[before] + ((sensor.Values[next] - sensor.Values[before]) * ((from - sensor.Times[before]) / (double)(sensor.Times[next] - sensor.Times[before]))),
                _ => double.NaN,
            };
        }
        return column;
    }

    private static long UsualStep(IReadOnlyList<SensorSamples> sensors)
    {
        long step = 0;
        foreach (var sensor in sensors)
        {
            step = Math.Max(step, TimeRange.MedianStep([.. sensor.Times]));
        }
        return step > 0 ? step : throw new DataException("signal.step", $"No usual step can be found: none of the {sensors.Count} sensors has two values. Name the step, such as --every 1min.");
    }

    private static long Modulo(long value, long by) => ((value % by) + by) % by;
}
