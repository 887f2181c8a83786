namespace Pipelines.Anomaly;

/// <summary>The statistics of a monitor as quadratic forms.</summary>
internal sealed class MonitorForms
{
    private readonly CovarianceAxes _axes;
    private readonly double[] _inverse;

    public MonitorForms(CovarianceAxes axes, int retained)
    {
        _axes = axes;
        _inverse = Array.ConvertAll(axes.Divisors(), v => 1 / v);
        var kept = _inverse[..retained];
        TSquared = new(axes, kept, 0);
        Spe = new(axes, new double[retained], 1);
        Mahalanobis = new(axes, _inverse, 1 / axes.Unseen);
    }

    public QuadraticForm TSquared { get; }

    public QuadraticForm Spe { get; }

    public QuadraticForm Mahalanobis { get; }

    /// <summary>T²/τ² + SPE/δ² as one form.</summary>
    public QuadraticForm Combined(int retained, MonitorLimits limits) => new(_axes, Array.ConvertAll(_inverse[..retained], v => v * limits.TWeight), limits.SpeWeight);
}
