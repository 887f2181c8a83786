namespace Pipelines.Neural;

/// <summary>How a gradient moves the weights.</summary>
public enum Optimizer
{
    /// <summary>Stochastic gradient descent with <see cref="NeuralNetworkOptions.Momentum"/>; weight decay is added to the gradient.</summary>
    Sgd,

    /// <summary>The gradient divided by the root of a running average of its squares, and <see cref="NeuralNetworkOptions.Momentum"/> (G. Hinton, lecture notes, 2012).</summary>
    RmsProp,

    /// <summary>Running averages of the gradient and of its squares (D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015); weight decay is added to the gradient.</summary>
    Adam,

    /// <summary>Adam with weight decay applied to the weights themselves (I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR 2019).</summary>
    AdamW,
}
