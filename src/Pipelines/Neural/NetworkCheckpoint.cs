using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>
/// Training as it stood after an epoch: weights, what the optimizer remembers, the best weights so far, the losses. Save it with <see cref="ModelFile"/>; training that goes on from it
/// (<see cref="NeuralNetwork.From"/>) ends with the same bits as training that was never interrupted.
/// </summary>
public sealed class NetworkCheckpoint : IModel
{
    internal const string KindName = "network-checkpoint/1";

    internal NetworkCheckpoint() { }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>Epochs done.</summary>
    public int Epoch => Progress.Epoch;

    /// <summary>The losses of these epochs.</summary>
    public IReadOnlyList<EpochLoss> History { get; internal init; } = [];

    /// <summary>The options it is trained with.</summary>
    public NeuralNetworkOptions Options { get; internal init; } = new();

    /// <summary>The layers.</summary>
    public IReadOnlyList<Layer> Layers { get; internal init; } = [];

    /// <summary>Columns the network reads.</summary>
    public int Inputs { get; internal init; }

    internal long Rows { get; init; }

    internal TrainingProgress Progress { get; init; } = new();

    internal long Steps { get; init; }

    internal float[] Parameters { get; init; } = [];

    internal float[] Statistics { get; init; } = [];

    internal float[] FirstMoments { get; init; } = [];

    internal float[] SecondMoments { get; init; } = [];

    internal float[] BestParameters { get; init; } = [];

    internal float[] BestStatistics { get; init; } = [];

    /// <summary>The model as it would be if training stopped here.</summary>
    public NeuralNetworkModel ToModel() =>
        BestParameters.Length > 0 ? new(new(Layers, Inputs), BestParameters, BestStatistics, History) : new(new(Layers, Inputs), Parameters, Statistics, History);

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        NetworkFormat.WriteLayers(writer, Layers, Inputs);
        NetworkFormat.WriteHistory(writer, History);
        writer.Options("options", Options);
        writer.Whole("rows", Rows);
        writer.Whole("epoch", Progress.Epoch);
        writer.Number("lowest", Progress.Lowest);
        writer.Number("mark", Progress.Mark);
        writer.Whole("waited", Progress.Waited);
        writer.Whole("on-plateau", Progress.OnPlateau);
        writer.Number("plateau-factor", Progress.PlateauFactor);
        writer.Whole("steps", Steps);
        writer.Floats("parameters", Parameters);
        writer.Floats("statistics", Statistics);
        writer.Floats("first-moments", FirstMoments);
        writer.Floats("second-moments", SecondMoments);
        writer.Floats("best-parameters", BestParameters);
        writer.Floats("best-statistics", BestStatistics);
    }

    internal static NetworkCheckpoint Read(ModelReader reader)
    {
        var plan = NetworkFormat.ReadPlan(reader);
        var options = reader.Options<NeuralNetworkOptions>("options");
        // The tensor first: what the file holds bounds what is allocated.
        var parameters = reader.Floats("parameters", plan.Length);
        var room = new OptimizerState(options, plan.Length);
        var best = reader.Floats("best-parameters");
        return best.Length != 0 && best.Length != plan.Length
            ? throw reader.Damaged("best-parameters", "has another length than the parameters")
            : new()
            {
                Layers = plan.Layers,
                Inputs = plan.Inputs,
                Options = options,
                Rows = reader.Whole("rows", 1),
                Progress = new()
                {
                    Epoch = (int)reader.Whole("epoch", 0, int.MaxValue),
                    Lowest = reader.Number("lowest"),
                    Mark = reader.Number("mark"),
                    Waited = (int)reader.Whole("waited", 0, int.MaxValue),
                    OnPlateau = (int)reader.Whole("on-plateau", 0, int.MaxValue),
                    PlateauFactor = reader.Number("plateau-factor"),
                },
                Steps = reader.Whole("steps", 0),
                Parameters = parameters,
                Statistics = reader.Floats("statistics", plan.Statistics),
                FirstMoments = reader.Floats("first-moments", room.First.Length),
                SecondMoments = reader.Floats("second-moments", room.Second.Length),
                BestParameters = best,
                BestStatistics = reader.Floats("best-statistics", best.Length == 0 ? 0 : plan.Statistics),
                History = NetworkFormat.ReadHistory(reader),
            };
    }
}
