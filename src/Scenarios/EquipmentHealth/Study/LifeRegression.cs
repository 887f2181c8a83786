using EquipmentHealth.Data;
using Pipelines;
using Pipelines.Anomaly.Equipment;
using Pipelines.Anomaly.Health;
using Pipelines.Anomaly.Signals;
using Pipelines.Data;
using Pipelines.Supervised;

namespace EquipmentHealth.Study;

/// <summary>The regression of remaining life on windows of rows, and what it says of each row of a machine.</summary>
/// <param name="Window">Rows in a window.</param>
/// <param name="Cap">Where targets are cut off.</param>
/// <param name="Means">Mean of each feature.</param>
/// <param name="Deviations">Its deviation.</param>
/// <param name="Regressor">The regressor on standardised features.</param>
internal sealed record LifeRegression(int Window, double Cap, double[] Means, double[] Deviations, RidgeRegressionModel Regressor)
{
    /// <summary>Strong: neighbouring windows share nearly all their rows, so they say far less than their number.</summary>
    private const double Alpha = 100;

    /// <summary>Fits it.</summary>
    /// <param name="runs">Rows of each machine relative to what is normal.</param>
    /// <param name="lives">What was left at each row.</param>
    /// <param name="window">Rows in a window.</param>
    /// <param name="cap">Where targets are cut off.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static LifeRegression Fit(IReadOnlyList<Matrix> runs, IReadOnlyList<double[]> lives, int window, double cap, FitControl control)
    {
        var rows = runs.Sum(r => Math.Max(0, r.Rows - window + 1));
        var features = new Matrix(rows, runs[0].Columns * WindowFeatures.EachSensor);
        var targets = new float[rows];
        var at = 0;
        for (var u = 0; u < runs.Count; u++)
        {
            for (var r = window - 1; r < runs[u].Rows; r++, at++)
            {
                WindowFeatures.At(runs[u].View[(r - window + 1)..(r + 1)], features[at]);
                targets[at] = (float)Math.Min(cap, lives[u][r]);
            }
        }
        var (means, deviations) = (new double[features.Columns], new double[features.Columns]);
        for (var f = 0; f < means.Length; f++)
        {
            double sum = 0, squares = 0;
            for (var r = 0; r < rows; r++)
            {
                sum += features[r][f];
            }
            means[f] = sum / rows;
            for (var r = 0; r < rows; r++)
            {
                squares += (features[r][f] - means[f]) * (features[r][f] - means[f]);
            }
            deviations[f] = Math.Sqrt(squares / rows) is var deviation and > 1e-9 ? deviation : 1;
            for (var r = 0; r < rows; r++)
            {
                features[r][f] = (float)((features[r][f] - means[f]) / deviations[f]);
            }
        }
        return new(window, cap, means, deviations, new RidgeRegression(new() { Alpha = Alpha }).Fit(new(features, targets), control));
    }

    /// <summary>With what its predictions are worth.</summary>
    public WindowedLifeModel With(LifeCalibration calibration) => new(Window, Cap, Means, Deviations, Regressor, calibration);

    /// <summary>What it says of each row; NaN until a window is full.</summary>
    public double[] Raw(Matrix run)
    {
        // The calibration is not asked for here.
        var model = With(LifeCalibration.Of([0], [0], [0]));
        var raw = new double[run.Rows];
        for (var r = 0; r < raw.Length; r++)
        {
            raw[r] = r < Window - 1 ? double.NaN : model.Raw(run.View[(r - Window + 1)..(r + 1)]);
        }
        return raw;
    }

    /// <summary>A machine's rows relative to what is normal, as an <see cref="EquipmentTracker"/> keeps them: a missing value is the one before.</summary>
    public static Matrix Relative(EquipmentUnit model, SensorLog log, UnitLog unit, IReadOnlyList<int> rows)
    {
        var relative = new Matrix(rows.Count, log.Sensors.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var regime = model.RegimeOf(log.Regimes[unit.Regimes[rows[i]]]);
            for (var s = 0; s < log.Sensors.Count; s++)
            {
                var value = unit.Values[s][rows[i]];
                relative[i][s] = !double.IsNaN(value) ? (float)Math.Clamp((value - model.Mean(regime, s)) / model.Deviation(regime, s), -1e6, 1e6) : i > 0 ? relative[i - 1][s] : 0;
            }
        }
        return relative;
    }
}
