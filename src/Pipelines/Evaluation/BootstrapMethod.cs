namespace Pipelines.Evaluation;

/// <summary>How an interval is read from bootstrap replicates.</summary>
public enum BootstrapMethod
{
    /// <summary>Bias-corrected and accelerated (Efron, "Better bootstrap confidence intervals", 1987): better coverage for skewed statistics such as RMSE.</summary>
    Bca,

    /// <summary>The plain quantiles of the replicates.</summary>
    Percentile,
}
