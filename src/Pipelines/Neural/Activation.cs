namespace Pipelines.Neural;

/// <summary>The function that follows a layer's sums.</summary>
public enum Activation
{
    /// <summary>x itself.</summary>
    None,

    /// <summary>max(0, x); its derivative at 0 is 0.</summary>
    Relu,

    /// <summary>x above 0, otherwise x / 100; its derivative at 0 is 1/100.</summary>
    LeakyRelu,

    /// <summary>The hyperbolic tangent, between −1 and 1.</summary>
    Tanh,

    /// <summary>1 / (1 + exp(−x)), between 0 and 1.</summary>
    Sigmoid,

    /// <summary>exp(xᵢ) / Σ exp(xⱼ) over the outputs of a row: they are above 0 and sum to 1.</summary>
    Softmax,
}
