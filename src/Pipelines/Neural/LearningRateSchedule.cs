namespace Pipelines.Neural;

/// <summary>How the learning rate changes from epoch to epoch.</summary>
public enum LearningRateSchedule
{
    /// <summary>It does not.</summary>
    Constant,

    /// <summary>Half a cosine from the full rate to nearly 0 in the last epoch (I. Loshchilov, F. Hutter, "SGDR", ICLR 2017, without restarts).</summary>
    Cosine,

    /// <summary>Multiplied by <see cref="NeuralNetworkOptions.Factor"/> after every <see cref="NeuralNetworkOptions.StepEpochs"/> epochs.</summary>
    Step,

    /// <summary>Multiplied by <see cref="NeuralNetworkOptions.Factor"/> whenever the loss has not fallen for more than <see cref="NeuralNetworkOptions.PlateauEpochs"/> epochs.</summary>
    Plateau,
}
