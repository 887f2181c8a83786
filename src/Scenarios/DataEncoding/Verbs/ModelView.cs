using Pipelines.Models;
using Pipelines.Neural;
using Scenarios.Hosting;

namespace DataEncoding.Verbs;

/// <summary>What <c>inspect</c> says about the autoencoder in a model file.</summary>
internal static class ModelView
{
    public static IEnumerable<string> Lines(RunContext run, string path)
    {
        var pipeline = TabularPipeline.Load<AutoencoderModel>(path);
        var (model, info) = (pipeline.Model, ModelFile.ReadInfo(path));
        var features = pipeline.Schema.Columns.Where(c => c.Role == ColumnRole.Feature).ToList();
        yield return run.Texts["describe.columns", features.Count, features.Count(c => c.Type == ColumnType.Number), features.Count(c => c.Type == ColumnType.Text), pipeline.Encoder.Columns, model.ResultColumns];
        yield return run.Texts["describe.layers", string.Join(" → ", [model.Columns, .. Widths(model.Encoder, model.ResultColumns), .. Widths(model.Decoder, model.Columns)]), model.Network.Parameters, new FileInfo(path).Length];
        if (model.Network.History is { Count: > 0 } history)
        {
            var best = history[0];
            foreach (var epoch in history)
            {
                best = Loss(epoch) < Loss(best) ? epoch : best;
            }
            yield return double.IsNaN(best.Validation) ? run.Texts["describe.training", best.Training, best.Epoch, history.Count] : run.Texts["describe.validation", best.Validation, best.Training, best.Epoch, history.Count];
        }
        if (info.Info.Seed is { } seed)
        {
            yield return run.Texts["describe.seed", seed];
        }
    }

    private static double Loss(EpochLoss epoch) => double.IsNaN(epoch.Validation) ? epoch.Training : epoch.Validation;

    /// <summary>Units of each layer that has weights; the last one's outputs are known.</summary>
    private static IEnumerable<int> Widths(NeuralNetworkModel part, int outputs)
    {
        var dense = part.Layers.OfType<Dense>().Select(d => d.Units).ToList();
        return [.. dense.SkipLast(1), outputs];
    }
}
