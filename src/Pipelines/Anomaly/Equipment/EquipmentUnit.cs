using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Anomaly.Equipment;

/// <summary>
/// What is normal for one machine: the usual level and spread of each sensor in each regime, and a <see cref="PcaMonitorModel"/> of how the sensors move together around them.
/// </summary>
/// <remarks>
/// Rows are taken relative to their regime, (x − mean) / deviation, and statistics are divided by what held-out normal rows of the regime rarely exceed, so that one limit serves all regimes. A row with one
/// sensor missing is scored as the statistic would be at the value of that sensor which makes it least: the statistic less the sensor's reconstruction-based contribution.
/// </remarks>
public sealed class EquipmentUnit
{
    private readonly double[] _means, _deviations, _scales;
    private readonly int[] _longestRuns;
    private readonly Dictionary<string, int> _regimes = new(StringComparer.Ordinal);

    /// <summary>Puts the parts together.</summary>
    /// <param name="name">The machine; empty for machines that training did not know.</param>
    /// <param name="regimes">Names of the regimes; the first stands for any that is not known.</param>
    /// <param name="means">Usual value of each sensor, regimes x sensors.</param>
    /// <param name="deviations">Usual spread of each sensor, more than 0, regimes x sensors.</param>
    /// <param name="scales">What score, T² and SPE are divided by, more than 0, regimes x 3.</param>
    /// <param name="longestRuns">For how many rows each sensor may say the same before that alone gives a score of 1; 0 where it may for ever.</param>
    /// <param name="monitor">The monitor of rows relative to their regime.</param>
    /// <exception cref="DataException">The parts do not fit together.</exception>
    public EquipmentUnit(string name, IReadOnlyList<string> regimes, double[] means, double[] deviations, double[] scales, int[] longestRuns, PcaMonitorModel monitor)
    {
        var cells = regimes.Count * monitor.Columns;
        if (regimes.Count == 0 || means.Length != cells || deviations.Length != cells || scales.Length != 3 * regimes.Count || longestRuns.Length != monitor.Columns)
        {
            throw new DataException("equipment.parts", $"EquipmentUnit '{name}' must have {regimes.Count} x {monitor.Columns} means and deviations and {regimes.Count} x 3 scales; got {means.Length}, {deviations.Length} and {scales.Length}. Fit all parts on the same sensors.");
        }
        if (!Array.TrueForAll(means, double.IsFinite) || !Array.TrueForAll(deviations, d => double.IsFinite(d) && d > 0) || !Array.TrueForAll(scales, s => double.IsFinite(s) && s > 0))
        {
            throw new DataException("equipment.numbers", $"EquipmentUnit '{name}' must have finite means, and deviations and scales above 0; got others. Fit it on normal rows with values.");
        }
        (Name, Regimes, _means, _deviations, _scales, _longestRuns, Monitor) = (name, regimes, means, deviations, scales, longestRuns, monitor);
        for (var r = 0; r < regimes.Count; r++)
        {
            _regimes[regimes[r]] = r;
        }
    }

    /// <summary>The machine; empty for machines that training did not know.</summary>
    public string Name { get; }

    /// <summary>Names of the regimes; the first stands for any that is not known.</summary>
    public IReadOnlyList<string> Regimes { get; }

    /// <summary>The monitor of rows relative to their regime.</summary>
    public PcaMonitorModel Monitor { get; }

    /// <summary>For how many rows each sensor may say the same before that alone gives a score of 1; 0 where it may for ever.</summary>
    public IReadOnlyList<int> LongestRuns => _longestRuns;

    /// <summary>The place of a regime; 0 where it is not known.</summary>
    public int RegimeOf(string regime) => _regimes.GetValueOrDefault(regime);

    /// <summary>Usual value of a sensor.</summary>
    public double Mean(int regime, int sensor) => _means[(regime * Monitor.Columns) + sensor];

    /// <summary>Usual spread of a sensor.</summary>
    public double Deviation(int regime, int sensor) => _deviations[(regime * Monitor.Columns) + sensor];

    /// <summary>What the score (0), T² (1) or SPE (2) of a regime is divided by.</summary>
    public double Scale(int regime, int which) => _scales[(3 * regime) + which];

    /// <summary>The same unit with scores divided by another number in every regime; T² and SPE stay.</summary>
    /// <param name="scale">What scores are divided by, above 0.</param>
    /// <exception cref="DataException">The scale is not above 0.</exception>
    public EquipmentUnit ScaledBy(double scale)
    {
        double[] scales = [.. _scales];
        for (var r = 0; r < Regimes.Count; r++)
        {
            scales[3 * r] = scale;
        }
        return new(Name, Regimes, _means, _deviations, scales, _longestRuns, Monitor);
    }

    /// <summary>The statistics of one row, each divided by its scale.</summary>
    /// <param name="values">One a sensor; NaN where missing, for one sensor at most.</param>
    /// <param name="regime">Place of the regime.</param>
    /// <exception cref="DataException">More than one value is missing, or the length does not fit.</exception>
    public (double Score, double TSquared, double Spe) Score(ReadOnlySpan<double> values, int regime)
    {
        var d = Monitor.Columns;
        MatrixChecks.NeedLength(values.Length, d, nameof(EquipmentUnit), nameof(values));
        var row = new Matrix(1, d);
        var missing = Relative(values, regime, row[0]);
        Span<MonitorValues> statistics = stackalloc MonitorValues[1];
        Monitor.Statistics(row, statistics);
        var (score, t, spe) = (statistics[0][Monitor.Statistic], statistics[0].TSquared, statistics[0].Spe);
        if (missing >= 0)
        {
            Span<double> contributions = d <= 256 ? stackalloc double[d] : new double[d];
            score -= Contribution(row[0], Monitor.Statistic, contributions, missing);
            t -= Contribution(row[0], MonitorStatistic.TSquared, contributions, missing);
            spe -= Contribution(row[0], MonitorStatistic.Spe, contributions, missing);
        }
        return (Math.Max(0, score) / Scale(regime, 0), Math.Max(0, t) / Scale(regime, 1), Math.Max(0, spe) / Scale(regime, 2));
    }

    /// <summary>How much each sensor has to do with a row's score: by how much it would fall if that sensor alone said what the others let expect, as shares that sum to 1 (all 0 where nothing would change it).</summary>
    /// <param name="values">One a sensor; NaN where missing.</param>
    /// <param name="regime">Place of the regime.</param>
    /// <param name="shares">Receives one share a sensor; 0 for a missing one.</param>
    public void Shares(ReadOnlySpan<double> values, int regime, Span<double> shares)
    {
        var row = new float[Monitor.Columns];
        Relative(values, regime, row, many: true);
        Monitor.Contributions(row, Monitor.Statistic, shares);
        double sum = 0;
        for (var s = 0; s < row.Length; s++)
        {
            shares[s] = double.IsNaN(values[s]) ? 0 : Math.Max(0, shares[s]);
            sum += shares[s];
        }
        for (var s = 0; s < row.Length && sum > 0; s++)
        {
            shares[s] /= sum;
        }
    }

    /// <summary>What the other sensors of a row let expect of one: the value that makes the row's statistic least.</summary>
    /// <param name="values">One a sensor; NaN where missing.</param>
    /// <param name="regime">Place of the regime.</param>
    /// <param name="sensor">Which sensor.</param>
    public double Expected(ReadOnlySpan<double> values, int regime, int sensor)
    {
        // The statistic is a parabola in one sensor: three points give its lowest.
        var rows = new Matrix(3, Monitor.Columns);
        for (var r = 0; r < 3; r++)
        {
            Relative(values, regime, rows[r], many: true);
            rows[r][sensor] = r - 1;
        }
        Span<MonitorValues> at = stackalloc MonitorValues[3];
        Monitor.Statistics(rows, at);
        var (low, middle, high) = (at[0][Monitor.Statistic], at[1][Monitor.Statistic], at[2][Monitor.Statistic]);
        var bend = low - (2 * middle) + high;
        var best = bend > 0 ? (low - high) / (2 * bend) : 0;
        return Mean(regime, sensor) + (best * Deviation(regime, sensor));
    }

    internal void Write(ModelWriter writer, string at)
    {
        writer.Text($"{at}-name", Name);
        writer.Texts($"{at}-regimes", Regimes);
        writer.Doubles($"{at}-means", _means);
        writer.Doubles($"{at}-deviations", _deviations);
        writer.Doubles($"{at}-scales", _scales);
        writer.Ints($"{at}-runs", _longestRuns);
        writer.Section($"{at}-monitor", Monitor);
    }

    internal static EquipmentUnit Read(ModelReader reader, string at)
    {
        try
        {
            return new(reader.Text($"{at}-name"), reader.Texts($"{at}-regimes"), reader.Doubles($"{at}-means"), reader.Doubles($"{at}-deviations"), reader.Doubles($"{at}-scales"), reader.Ints($"{at}-runs"), reader.Section<PcaMonitorModel>($"{at}-monitor"));
        }
        catch (DataException e)
        {
            throw reader.Damaged(at, "does not fit together", e);
        }
    }

    private double Contribution(ReadOnlySpan<float> row, MonitorStatistic statistic, Span<double> room, int sensor)
    {
        Monitor.Contributions(row, statistic, room);
        return room[sensor];
    }

    /// <summary>The row relative to its regime, a missing value as the mean; returns which is missing, or −1.</summary>
    private int Relative(ReadOnlySpan<double> values, int regime, Span<float> row, bool many = false)
    {
        var missing = -1;
        for (var s = 0; s < row.Length; s++)
        {
            // Far beyond anything that can be told apart, and still finite when squared in float32.
            row[s] = (float)Math.Clamp((values[s] - Mean(regime, s)) / Deviation(regime, s), -1e9, 1e9);
            if (!double.IsFinite(values[s]))
            {
                row[s] = 0;
                missing = missing < 0 || many ? s : throw new DataException("equipment.missing", $"A row of machine '{Name}' can be scored with one sensor missing; sensors {missing} and {s} are (from 0). Take it as a row without a score.");
            }
        }
        return missing;
    }
}
