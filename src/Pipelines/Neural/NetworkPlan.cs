namespace Pipelines.Neural;

/// <summary>The layers of a network bound to a width of data, and where each finds what it learns in arrays that all share: first everything that weight decay touches, then the rest.</summary>
internal sealed class NetworkPlan
{
    /// <summary>Parts begin at whole vectors, so that one loop passes over all of them.</summary>
    private const int Lanes = 16;

    /// <summary>Binds layers to a width.</summary>
    /// <exception cref="DataException">A layer cannot read rows of the width it would get, or the network is too large.</exception>
    public NetworkPlan(IReadOnlyList<Layer> layers, int inputs)
    {
        (Layers, Inputs) = ([.. layers], inputs);
        Passes = new LayerPass[layers.Count];
        var width = inputs;
        long weights = 0, offsets = 0, statistics = 0;
        for (var i = 0; i < Passes.Length; i++)
        {
            var pass = Passes[i] = layers[i].For(width, i);
            (pass.Place, pass.WeightStart, pass.OffsetStart, pass.StatisticStart) = (i, (int)weights, (int)offsets, (int)statistics);
            weights = Whole(weights + ((long)pass.Inputs * pass.Outputs > int.MaxValue ? int.MaxValue : pass.Weights));
            offsets = Whole(offsets + pass.Offsets);
            statistics += pass.Statistics;
            width = pass.Outputs;
            if (weights + offsets > Array.MaxLength || statistics > Array.MaxLength)
            {
                throw new DataException("network.large", $"NeuralNetwork must have at most {Array.MaxLength} weights; layer {i} makes it more. Take fewer units.");
            }
            Count += pass.Weights + pass.Offsets;
        }
        foreach (var pass in Passes)
        {
            pass.OffsetStart += (int)weights;
        }
        (Decayed, Length, Statistics) = ((int)weights, (int)(weights + offsets), (int)statistics);
        FirstLearner = Array.FindIndex(Passes, p => p.Weights + p.Offsets > 0);
    }

    public Layer[] Layers { get; }

    public LayerPass[] Passes { get; }

    /// <summary>Columns it reads.</summary>
    public int Inputs { get; }

    /// <summary>Columns it writes.</summary>
    public int Outputs => Passes.Length == 0 ? Inputs : Passes[^1].Outputs;

    /// <summary>Numbers learned by gradient, without the gaps between layers.</summary>
    public long Count { get; }

    /// <summary>Length of the array of parameters.</summary>
    public int Length { get; }

    /// <summary>How much of it weight decay touches.</summary>
    public int Decayed { get; }

    /// <summary>Length of the array of running averages.</summary>
    public int Statistics { get; }

    /// <summary>The first layer that learns: no gradient is needed below it. −1 where none does.</summary>
    public int FirstLearner { get; }

    public (float[] Parameters, float[] Statistics) Start(long seed)
    {
        var (parameters, statistics) = (new float[Length], new float[Statistics]);
        foreach (var pass in Passes)
        {
            pass.Initialize(parameters, statistics, seed);
        }
        return (parameters, statistics);
    }

    private static long Whole(long length) => (length + Lanes - 1) / Lanes * Lanes;
}
