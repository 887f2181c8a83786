using Pipelines.Anomaly.Signals;
using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Anomaly.Health;

/// <summary>
/// Remaining life by regression on windows: the last rows of a machine are summed up (<see cref="WindowFeatures"/>), a regressor that was fitted on machines which ran until they failed
/// predicts what is left, and a <see cref="LifeCalibration"/> corrects it and says how far off that was on machines it had not seen. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// The regressor's targets are cut off at <see cref="Cap"/>: a machine that shows no wear yet looks the same 300 and 200 hours before its failure, and asking the regressor to tell them apart costs accuracy
/// where it matters (Heimes, "Recurrent neural networks for remaining useful life estimation", 2008). The calibration is against what was really left, so the estimate is not cut off.
/// O(window x sensors) an estimate.
/// </remarks>
public sealed class WindowedLifeModel : IModel
{
    internal const string KindName = "windowed-life/1";

    private readonly double[] _means, _deviations;
    private readonly IRegressor _regressor;
    private readonly LifeCalibration _calibration;

    /// <summary>Puts the parts together.</summary>
    /// <param name="window">Rows in a window, at least 2.</param>
    /// <param name="cap">Where the regressor's targets were cut off, above 0.</param>
    /// <param name="means">Mean of each feature, 5 a sensor.</param>
    /// <param name="deviations">Deviation of each feature, above 0.</param>
    /// <param name="regressor">Predicts remaining life from standardised features; a model that can be saved.</param>
    /// <param name="calibration">What its predictions are worth.</param>
    /// <exception cref="DataException">The parts do not fit together.</exception>
    public WindowedLifeModel(int window, double cap, double[] means, double[] deviations, IRegressor regressor, LifeCalibration calibration)
    {
        if (window < 2 || !(cap > 0) || !double.IsFinite(cap) || means.Length == 0 || means.Length % WindowFeatures.EachSensor != 0 || deviations.Length != means.Length || regressor.Columns != means.Length
            || regressor is not IModel || !Array.TrueForAll(means, double.IsFinite) || !Array.TrueForAll(deviations, d => double.IsFinite(d) && d > 0))
        {
            throw new DataException("life.parts", $"WindowedLifeModel must have a window of 2 rows or more, a cap above 0, 5 finite means and deviations above 0 a sensor and a regressor of as many columns; got a window of {window}, a cap of {cap}, {means.Length} means, {deviations.Length} deviations and {regressor.Columns} columns. Fit all parts on the same windows.");
        }
        (Window, Cap, _means, _deviations, _regressor, _calibration) = (window, cap, means, deviations, regressor, calibration);
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>Rows in a window.</summary>
    public int Window { get; }

    /// <summary>Where the regressor's targets were cut off.</summary>
    public double Cap { get; }

    /// <summary>How many sensors a row has.</summary>
    public int Sensors => _means.Length / WindowFeatures.EachSensor;

    /// <summary>What the regressor says of a window, before calibration: 0 to <see cref="Cap"/>.</summary>
    /// <param name="window">The machine's last rows, oldest first, <see cref="Window"/> x <see cref="Sensors"/>, finite.</param>
    /// <exception cref="DataException">The shape does not fit, or a cell is not finite.</exception>
    public double Raw(MatrixView window)
    {
        window.NeedColumns(nameof(WindowedLifeModel), Sensors);
        MatrixChecks.NeedLength(window.Rows, Window, nameof(WindowedLifeModel), nameof(window));
        window.NeedFinite(nameof(WindowedLifeModel));
        var features = new Matrix(1, _means.Length);
        WindowFeatures.At(window, features[0]);
        for (var f = 0; f < _means.Length; f++)
        {
            features[0][f] = (float)((features[0][f] - _means[f]) / _deviations[f]);
        }
        Span<float> prediction = stackalloc float[1];
        _regressor.Predict(features, prediction);
        return Math.Clamp(prediction[0], 0, Cap);
    }

    /// <summary>How long the machine may still run, in the unit of the training's lives.</summary>
    /// <param name="window">The machine's last rows, oldest first, <see cref="Window"/> x <see cref="Sensors"/>, finite.</param>
    /// <exception cref="DataException">The shape does not fit, or a cell is not finite.</exception>
    public LifeEstimate Predict(MatrixView window) => _calibration.Around(Raw(window));

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Whole("window", Window);
        writer.Number("cap", Cap);
        writer.Doubles("means", _means);
        writer.Doubles("deviations", _deviations);
        writer.Section("regressor", (IModel)_regressor);
        _calibration.Write(writer, "calibration");
    }

    internal static WindowedLifeModel Read(ModelReader reader)
    {
        try
        {
            return new((int)reader.Whole("window", 2, 100_000), reader.Number("cap"), reader.Doubles("means"), reader.Doubles("deviations"), reader.Section<IRegressor>("regressor"), LifeCalibration.Read(reader, "calibration"));
        }
        catch (DataException e)
        {
            throw reader.Damaged("means", "and the regressor do not fit together", e);
        }
    }
}
