using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>How layers, losses and weights stand in model files.</summary>
internal static class NetworkFormat
{
    private const int MostLayers = 10_000;

    public static void WriteLayers(ModelWriter writer, IReadOnlyList<Layer> layers, int inputs)
    {
        writer.Whole("inputs", inputs);
        writer.Whole("layers", layers.Count);
        for (var i = 0; i < layers.Count; i++)
        {
            writer.Text($"layer{i}/kind", layers[i].Kind);
            layers[i].Write(writer, $"layer{i}");
        }
    }

    public static NetworkPlan ReadPlan(ModelReader reader)
    {
        var inputs = (int)reader.Whole("inputs", 1, int.MaxValue);
        var layers = new Layer[reader.Whole("layers", 0, MostLayers)];
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i] = Layer.Read(reader, $"layer{i}");
        }
        return new(layers, inputs);
    }

    /// <summary>Every layer's numbers by themselves, so that other programs can read them.</summary>
    public static void WriteNumbers(ModelWriter writer, NetworkPlan plan, float[] parameters, float[] statistics)
    {
        foreach (var pass in plan.Passes)
        {
            if (pass.Weights > 0)
            {
                var weights = parameters.AsSpan(pass.WeightStart, pass.Weights);
                if (pass is DensePass)
                {
                    writer.Floats($"layer{pass.Place}/weights", weights, pass.Inputs, pass.Outputs);
                }
                else
                {
                    writer.Floats($"layer{pass.Place}/weights", weights);
                }
            }
            if (pass.Offsets > 0)
            {
                writer.Floats($"layer{pass.Place}/offsets", parameters.AsSpan(pass.OffsetStart, pass.Offsets));
            }
            if (pass.Statistics > 0)
            {
                writer.Floats($"layer{pass.Place}/statistics", statistics.AsSpan(pass.StatisticStart, pass.Statistics));
            }
        }
    }

    public static (float[] Parameters, float[] Statistics) ReadNumbers(ModelReader reader, NetworkPlan plan)
    {
        // The tensors first: what they hold bounds what is allocated.
        var parts = new List<(float[] Values, int Start, bool Statistic)>();
        foreach (var pass in plan.Passes)
        {
            if (pass.Weights > 0)
            {
                parts.Add((pass is DensePass ? reader.Floats($"layer{pass.Place}/weights", pass.Inputs, pass.Outputs) : reader.Floats($"layer{pass.Place}/weights", pass.Weights), pass.WeightStart, false));
            }
            if (pass.Offsets > 0)
            {
                parts.Add((reader.Floats($"layer{pass.Place}/offsets", pass.Offsets), pass.OffsetStart, false));
            }
            if (pass.Statistics > 0)
            {
                parts.Add((reader.Floats($"layer{pass.Place}/statistics", pass.Statistics), pass.StatisticStart, true));
            }
        }
        var (parameters, statistics) = (new float[plan.Length], new float[plan.Statistics]);
        foreach (var (values, start, statistic) in parts)
        {
            if (!Array.TrueForAll(values, float.IsFinite))
            {
                throw reader.Damaged("layers", "hold a number that is not finite");
            }
            values.CopyTo(statistic ? statistics : parameters, start);
        }
        return (parameters, statistics);
    }

    public static void WriteHistory(ModelWriter writer, IReadOnlyList<EpochLoss> history) =>
        writer.Doubles("history", [.. history.SelectMany(h => new[] { h.Training, h.Validation, h.LearningRate })], history.Count, 3);

    public static IReadOnlyList<EpochLoss> ReadHistory(ModelReader reader) =>
        [.. reader.Doubles("history", -1, 3).Chunk(3).Select((h, i) => new EpochLoss(i + 1, h[0], h[1], h[2]))];
}
