using EquipmentHealth.Data;
using Pipelines;
using Pipelines.Anomaly;
using Pipelines.Anomaly.Equipment;
using Pipelines.Data;

namespace EquipmentHealth.Study;

/// <summary>Fits what is normal for a machine, and scores normal rows by fits that have not seen them.</summary>
internal static class UnitFit
{
    /// <summary>A regime with fewer normal rows than this is taken as any.</summary>
    public const int LeastRegimeRows = 50;

    private const int Blocks = 5;
    private const int LeastRun = 10;
    private const int FewLevels = 5;

    /// <summary>Share of held-out normal rows below a score of 1.</summary>
    private const double ScaleQuantile = 0.99;

    /// <summary>Statistics of rows before they are divided by their scale.</summary>
    internal sealed record Raw(double[] Score, double[] TSquared, double[] Spe);

    /// <summary>Fits a machine, or several as one.</summary>
    /// <param name="name">Its name; empty for several as one.</param>
    /// <param name="log">The log.</param>
    /// <param name="parts">Machines with the rows that are normal.</param>
    /// <param name="options">The monitor.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static EquipmentUnit Fit(string name, SensorLog log, IReadOnlyList<(UnitLog Unit, int[] Rows)> parts, PcaMonitorOptions options, FitControl control)
    {
        var d = log.Sensors.Count;
        var counts = new int[log.Regimes.Count];
        foreach (var (unit, rows) in parts)
        {
            foreach (var row in rows)
            {
                counts[unit.Regimes[row]]++;
            }
        }
        // With one regime only it is the same as any.
        int[] known = [.. Enumerable.Range(0, counts.Length).Where(r => counts[r] >= LeastRegimeRows && counts.Length > 1)];
        var placeOf = new int[counts.Length];
        for (var k = 0; k < known.Length; k++)
        {
            placeOf[known[k]] = k + 1;
        }
        var (means, deviations) = Levels(parts, placeOf, known.Length + 1, d);
        var matrix = new Matrix(parts.Sum(p => p.Rows.Length), d);
        var at = 0;
        foreach (var (unit, rows) in parts)
        {
            foreach (var row in rows)
            {
                var place = placeOf[unit.Regimes[row]];
                for (var s = 0; s < d; s++)
                {
                    matrix[at][s] = (float)((unit.Values[s][row] - means[(place * d) + s]) / deviations[(place * d) + s]);
                }
                at++;
            }
        }
        var monitor = new PcaMonitor(options).Fit(matrix.View, control);
        var ones = new double[3 * (known.Length + 1)];
        Array.Fill(ones, 1);
        return new(name, ["", .. known.Select(k => log.Regimes[k])], means, deviations, ones, Runs(parts, d), monitor);
    }

    /// <summary>The statistics of rows, undivided by the scales of the unit, which must be 1.</summary>
    public static Raw Score(EquipmentUnit model, SensorLog log, UnitLog unit, ReadOnlySpan<int> rows)
    {
        var (score, t, spe) = (new double[rows.Length], new double[rows.Length], new double[rows.Length]);
        var values = new double[log.Sensors.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            unit.Row(rows[i], values);
            (score[i], t[i], spe[i]) = model.Score(values, model.RegimeOf(log.Regimes[unit.Regimes[rows[i]]]));
        }
        return new(score, t, spe);
    }

    /// <summary>The statistics of each normal row by a fit on the other blocks of consecutive rows.</summary>
    public static Raw HeldOut(SensorLog log, UnitLog unit, int[] rows, PcaMonitorOptions options, FitControl control)
    {
        var all = new Raw(new double[rows.Length], new double[rows.Length], new double[rows.Length]);
        for (var b = 0; b < Blocks; b++)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            var (from, to) = ((int)((long)rows.Length * b / Blocks), (int)((long)rows.Length * (b + 1) / Blocks));
            var model = Fit(unit.Name, log, [(unit, [.. rows[..from], .. rows[to..]])], options, control);
            var block = Score(model, log, unit, rows.AsSpan(from, to - from));
            block.Score.CopyTo(all.Score, from);
            block.TSquared.CopyTo(all.TSquared, from);
            block.Spe.CopyTo(all.Spe, from);
        }
        return all;
    }

    /// <summary>The same unit with scales: what one held-out normal row in a hundred of each regime exceeds.</summary>
    /// <param name="model">The unit.</param>
    /// <param name="log">The log.</param>
    /// <param name="parts">Machines, their normal rows and the held-out statistics of those.</param>
    public static EquipmentUnit Scaled(EquipmentUnit model, SensorLog log, IReadOnlyList<(UnitLog Unit, int[] Rows, Raw HeldOut)> parts)
    {
        var (d, regimes) = (log.Sensors.Count, model.Regimes.Count);
        var (scales, means, deviations) = (new double[3 * regimes], new double[regimes * d], new double[regimes * d]);
        for (var r = 0; r < regimes; r++)
        {
            var (score, t, spe) = (new List<double>(), new List<double>(), new List<double>());
            foreach (var (unit, rows, heldOut) in parts)
            {
                for (var i = 0; i < rows.Length; i++)
                {
                    if (r == 0 || model.RegimeOf(log.Regimes[unit.Regimes[rows[i]]]) == r)
                    {
                        score.Add(heldOut.Score[i]);
                        t.Add(heldOut.TSquared[i]);
                        spe.Add(heldOut.Spe[i]);
                    }
                }
            }
            (scales[3 * r], scales[(3 * r) + 1], scales[(3 * r) + 2]) = (Scale(score), Scale(t), Scale(spe));
            for (var s = 0; s < d; s++)
            {
                (means[(r * d) + s], deviations[(r * d) + s]) = (model.Mean(r, s), model.Deviation(r, s));
            }
        }
        return new(model.Name, model.Regimes, means, deviations, scales, [.. model.LongestRuns], model.Monitor);
    }

    private static double Scale(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? 1 : Math.Max(1e-9, values[Math.Min(values.Count - 1, (int)(ScaleQuantile * values.Count))]);
    }

    private static (double[] Means, double[] Deviations) Levels(IReadOnlyList<(UnitLog Unit, int[] Rows)> parts, int[] placeOf, int regimes, int d)
    {
        var (n, sums, squares) = (new double[regimes], new double[regimes * d], new double[regimes * d]);
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var (unit, rows) in parts)
            {
                foreach (var row in rows)
                {
                    Add(0, unit, row);
                    if (placeOf[unit.Regimes[row]] is > 0 and var place)
                    {
                        Add(place, unit, row);
                    }
                }
            }
            for (var i = 0; i < sums.Length && pass == 0; i++)
            {
                sums[i] /= n[i / d];
            }

            void Add(int place, UnitLog unit, int row)
            {
                n[place] += pass == 0 ? 1 : 0;
                for (var s = 0; s < d; s++)
                {
                    var value = unit.Values[s][row];
                    if (pass == 0)
                    {
                        sums[(place * d) + s] += value;
                    }
                    else
                    {
                        var away = value - sums[(place * d) + s];
                        squares[(place * d) + s] += away * away;
                    }
                }
            }
        }
        for (var i = 0; i < squares.Length; i++)
        {
            squares[i] = Math.Sqrt(squares[i] / n[i / d]);
            // A sensor that never moved in a regime must not make every later move infinite.
            squares[i] = Math.Max(squares[i], Math.Max(0.01 * squares[i % d], (1e-6 * Math.Abs(sums[i])) + 1e-9));
        }
        return (sums, squares);
    }

    /// <summary>Five times as long as each sensor ever said the same, and ten rows at least; 0 for switches and valves, which may for ever.</summary>
    private static int[] Runs(IReadOnlyList<(UnitLog Unit, int[] Rows)> parts, int d)
    {
        var longest = new int[d];
        for (var s = 0; s < d; s++)
        {
            var levels = new HashSet<double>();
            foreach (var (unit, rows) in parts)
            {
                var run = 0;
                for (var i = 0; i < rows.Length; i++)
                {
                    var value = unit.Values[s][rows[i]];
                    run = i > 0 && rows[i] == rows[i - 1] + 1 && value == unit.Values[s][rows[i - 1]] ? run + 1 : 1;
                    longest[s] = Math.Max(longest[s], run);
                    if (levels.Count <= FewLevels)
                    {
                        levels.Add(value);
                    }
                }
            }
            longest[s] = levels.Count <= FewLevels ? 0 : Math.Max(LeastRun, 5 * longest[s]);
        }
        return longest;
    }
}
