namespace Pipelines.Supervised;

/// <summary>What <see cref="DummyRegressor"/> always predicts.</summary>
public enum DummyRegression
{
    /// <summary>The weighted mean of the training targets.</summary>
    Mean,

    /// <summary>The weighted median of the training targets.</summary>
    Median,

    /// <summary><see cref="DummyRegressorOptions.Constant"/>.</summary>
    Constant,
}
