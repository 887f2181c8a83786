namespace Pipelines.Neural;

/// <summary>How far training has come: what decides about the learning rate and about stopping.</summary>
internal sealed record TrainingProgress
{
    /// <summary>Epochs done.</summary>
    public int Epoch { get; init; }

    /// <summary>The lowest watched loss, and the epoch that had it.</summary>
    public double Lowest { get; init; } = double.PositiveInfinity;

    /// <summary>The loss that the next has to be lower than, by the tolerance, to end the waiting.</summary>
    public double Mark { get; init; } = double.PositiveInfinity;

    /// <summary>Epochs since the mark was passed.</summary>
    public int Waited { get; init; }

    /// <summary>Epochs since the rate was last lowered on a plateau, or the mark passed.</summary>
    public int OnPlateau { get; init; }

    /// <summary>What plateaus have made of the learning rate.</summary>
    public double PlateauFactor { get; init; } = 1;

    public bool Stops(NeuralNetworkOptions options) => Epoch >= options.Epochs || (options.Patience > 0 && Waited >= options.Patience);

    /// <summary>The same after an epoch with this loss.</summary>
    public TrainingProgress After(double loss, NeuralNetworkOptions options)
    {
        var lower = loss < Mark - (options.Tolerance * Math.Abs(Mark)) || (double.IsPositiveInfinity(Mark) && loss < Mark);
        var onPlateau = lower ? 0 : OnPlateau + 1;
        var falls = options.Schedule == LearningRateSchedule.Plateau && onPlateau > options.PlateauEpochs;
        return new()
        {
            Epoch = Epoch + 1,
            Lowest = Math.Min(Lowest, loss),
            Mark = lower ? loss : Mark,
            Waited = lower ? 0 : Waited + 1,
            OnPlateau = falls ? 0 : onPlateau,
            PlateauFactor = falls ? PlateauFactor * options.Factor : PlateauFactor,
        };
    }

    /// <summary>The learning rate of a step in the epoch after these.</summary>
    /// <param name="options">The schedule.</param>
    /// <param name="step">Steps taken before it, over all epochs.</param>
    public double LearningRate(NeuralNetworkOptions options, long step)
    {
        var factor = options.Schedule switch
        {
            LearningRateSchedule.Cosine => 0.5 * (1 + Math.Cos(Math.PI * Epoch / options.Epochs)),
            LearningRateSchedule.Step => Math.Pow(options.Factor, Epoch / options.StepEpochs),
            LearningRateSchedule.Plateau => PlateauFactor,
            _ => 1,
        };
        return options.LearningRate * factor * (step < options.WarmUpSteps ? (step + 1.0) / options.WarmUpSteps : 1);
    }
}
