namespace Pipelines.Models.Encoders;

/// <summary>How <see cref="TableEncoder"/> scales number columns.</summary>
public enum Scaling
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>Mean 0 and standard deviation 1: see <see cref="StandardScaler"/>.</summary>
    Standard,

    /// <summary>Into [0, 1]: see <see cref="MinMaxScaler"/>.</summary>
    MinMax,

    /// <summary>Logarithm, then mean 0 and standard deviation 1: see <see cref="Log1pScaler"/>.</summary>
    Log1p,

    /// <summary>Median 0 and interquartile range 1: see <see cref="RobustScaler"/>.</summary>
    Robust,

    /// <summary>Standard, Log1p or Robust for each column, by how lopsided its training values are: see <see cref="ScalingChoice"/>.</summary>
    BySkew,

    /// <summary>All columns by one range, their least and largest value, into [0, 1]: where they share a unit, as pixels do, and each by itself would blow up those that hardly vary.</summary>
    Together,
}
