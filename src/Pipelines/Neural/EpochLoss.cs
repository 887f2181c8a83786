namespace Pipelines.Neural;

/// <summary>What one pass of training came to.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Training">Mean loss of the training rows, each as it was trained on: with noise and dropout, and with what layers add to the loss.</param>
/// <param name="Validation">Mean loss of the validation rows after the pass, as predictions are made; NaN where there are none.</param>
/// <param name="LearningRate">The learning rate of its last step.</param>
public readonly record struct EpochLoss(int Epoch, double Training, double Validation, double LearningRate);
