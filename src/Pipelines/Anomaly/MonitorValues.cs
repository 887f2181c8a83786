namespace Pipelines.Anomaly;

/// <summary>The statistics of one row, all 0 or more.</summary>
/// <param name="TSquared">Hotelling's T².</param>
/// <param name="Spe">Squared prediction error, of standardised columns.</param>
/// <param name="Combined">T² and SPE, each divided by its limit, added up.</param>
/// <param name="Mahalanobis">Squared Mahalanobis distance.</param>
public readonly record struct MonitorValues(double TSquared, double Spe, double Combined, double Mahalanobis)
{
    /// <summary>One of them.</summary>
    public double this[MonitorStatistic statistic] => statistic switch
    {
        MonitorStatistic.TSquared => TSquared,
        MonitorStatistic.Spe => Spe,
        MonitorStatistic.Mahalanobis => Mahalanobis,
        _ => Combined,
    };
}
