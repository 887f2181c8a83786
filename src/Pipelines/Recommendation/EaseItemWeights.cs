using System.Numerics.Tensors;
using Pipelines.Models;

namespace Pipelines.Recommendation;

/// <summary>EASE weights kept as B itself, items x items; row i is what item i adds to every score.</summary>
internal sealed class EaseItemWeights : IEaseWeights
{
    private readonly float[] _weights;
    private readonly double[] _unexplained;

    private EaseItemWeights(float[] weights, double[] unexplained) => (_weights, _unexplained) = (weights, unexplained);

    public int Items => _unexplained.Length;

    public ReadOnlySpan<double> Unexplained => _unexplained;

    public static EaseItemWeights From(int items, double[] inverse, double lambda, FitControl control)
    {
        var weights = new float[items * items];
        var unexplained = new double[items];
        for (var i = 0; i < items; i++)
        {
            unexplained[i] = lambda * inverse[(i * items) + i];
        }
        Parallel.For(0, items, new ParallelOptions { MaxDegreeOfParallelism = control.Threads, CancellationToken = control.Cancellation }, i =>
        {
            for (var j = 0; j < items; j++)
            {
                weights[(i * items) + j] = i == j ? 0 : (float)(-lambda * inverse[(i * items) + j] / unexplained[j]);
            }
        });
        return new(weights, unexplained);
    }

    public void Score(ReadOnlySpan<int> history, ReadOnlySpan<double> inputs, Span<float> scores)
    {
        scores.Clear();
        for (var i = 0; i < history.Length; i++)
        {
            if (history[i] >= 0)
            {
                TensorPrimitives.MultiplyAdd(_weights.AsSpan(history[i] * Items, Items), (float)inputs[i], scores, scores);
            }
        }
    }

    public void Column(int item, Span<float> weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = _weights[(i * Items) + item];
        }
    }

    public void Write(ModelWriter writer)
    {
        writer.Whole("items", Items);
        writer.Floats("weights", _weights, Items, Items);
        writer.Doubles("unexplained", _unexplained);
    }

    public static EaseItemWeights Read(ModelReader reader)
    {
        var items = (int)reader.Whole("items", 1, Ease.MostOnTheSmallerSide);
        return new(reader.Floats("weights", items, items), reader.Doubles("unexplained", items));
    }
}
