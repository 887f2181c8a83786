namespace Pipelines.Anomaly;

/// <summary>Where control limits come from.</summary>
public enum LimitRule
{
    /// <summary>Quantiles over blocks of consecutive rows that were held out while the axes were found on the others. No distribution is assumed, and rows may depend on their neighbours.</summary>
    HeldOut,

    /// <summary>T² and Mahalanobis by the F distribution, SPE by J. E. Jackson and G. S. Mudholkar, "Control procedures for residuals associated with principal component analysis", 1979. Right for independent normal rows only.</summary>
    FDistribution,

    /// <summary>T² and Mahalanobis by chi-squared, SPE by a chi-squared of the same mean and variance (G. E. P. Box, 1954). Right for very many independent normal rows only.</summary>
    ChiSquared,
}
