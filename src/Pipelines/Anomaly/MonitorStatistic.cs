namespace Pipelines.Anomaly;

/// <summary>What a process monitor measures rows by.</summary>
public enum MonitorStatistic
{
    /// <summary>SPE and T², each divided by its limit, added up: one number that sees both (H. H. Yue, S. J. Qin, "Reconstruction-based fault identification using a combined index", 2001).</summary>
    Combined,

    /// <summary>Hotelling's T²: squared distance from the mean within the plane of the components, in their standard deviations. The usual pattern, but more of it than usual.</summary>
    TSquared,

    /// <summary>Squared prediction error, also Q: squared distance from the plane of the components. A pattern that was never seen.</summary>
    Spe,

    /// <summary>Squared Mahalanobis distance over all directions.</summary>
    Mahalanobis,
}
