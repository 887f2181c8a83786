namespace Pipelines.Evaluation;

/// <summary>Which way is better.</summary>
public enum Better
{
    /// <summary>Larger values are better.</summary>
    Higher,

    /// <summary>Smaller values are better.</summary>
    Lower,

    /// <summary>Values near 0 are better, on either side: a bias.</summary>
    NearZero,

    /// <summary>Neither: a fact to read beside other metrics, such as a base rate.</summary>
    Neither,
}
