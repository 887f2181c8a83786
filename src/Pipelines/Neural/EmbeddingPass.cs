using System.Numerics.Tensors;

namespace Pipelines.Neural;

/// <summary>Columns of category numbers become vectors. Weights: for each such column levels x width.</summary>
internal sealed class EmbeddingPass : LayerPass
{
    private readonly EmbeddedColumn[] _columns;
    private readonly int[] _plain;

    public EmbeddingPass(int inputs, EmbeddedColumn[] columns) : base(inputs, inputs - columns.Length + columns.Sum(c => c.Width))
    {
        _columns = columns;
        _plain = [.. Enumerable.Range(0, inputs).Where(j => !columns.Any(c => c.Column == j))];
    }

    /// <inheritdoc/>
    public override int Weights => _columns.Sum(c => checked(c.Levels * c.Width));

    /// <inheritdoc/>
    public override void Initialize(Span<float> parameters, Span<float> statistics, long seed)
    {
        var start = WeightStart;
        var item = 0L;
        foreach (var (_, levels, width) in _columns)
        {
            var limit = Math.Sqrt(3.0 / width);
            for (var level = 0; level < levels; level++)
            {
                var rng = Rng.At(seed, -1 - Place, item++);
                foreach (ref var w in parameters.Slice(start + (level * width), width))
                {
                    w = (float)(((2 * rng.NextDouble()) - 1) * limit);
                }
            }
            start += levels * width;
        }
    }

    /// <inheritdoc/>
    public override void Predict(float[] parameters, float[] statistics, Batch input, Batch output, int threads, CancellationToken cancellation)
    {
        for (var r = 0; r < input.Rows; r++)
        {
            var x = input[r];
            var y = output[r];
            for (var j = 0; j < _plain.Length; j++)
            {
                y[j] = x[_plain[j]];
            }
            y = y[_plain.Length..];
            var start = WeightStart;
            foreach (var column in _columns)
            {
                var level = Level(x[column.Column], column, r);
                if (level < 0)
                {
                    y[..column.Width].Clear();
                }
                else
                {
                    parameters.AsSpan(start + (level * column.Width), column.Width).CopyTo(y);
                }
                y = y[column.Width..];
                start += column.Levels * column.Width;
            }
        }
    }

    /// <inheritdoc/>
    public override void Forward(TrainingStep step, Batch input, Batch output) => Predict(step.Parameters, step.Statistics, input, output, step.Threads, step.Cancellation);

    /// <inheritdoc/>
    public override void Backward(TrainingStep step, Batch input, Batch output, Batch gradient, Batch below, Activation inputActivation)
    {
        step.Gradients.AsSpan(WeightStart, Weights).Clear();
        for (var r = 0; r < input.Rows; r++)
        {
            var x = input[r];
            var dy = gradient[r][_plain.Length..];
            var start = WeightStart;
            foreach (var column in _columns)
            {
                var level = Level(x[column.Column], column, r);
                if (level >= 0)
                {
                    var to = step.Gradients.AsSpan(start + (level * column.Width), column.Width);
                    TensorPrimitives.Add(to, dy[..column.Width], to);
                }
                dy = dy[column.Width..];
                start += column.Levels * column.Width;
            }
        }
    }

    private static int Level(float value, EmbeddedColumn column, int row) => value >= -1 && value < column.Levels && value == MathF.Floor(value)
        ? (int)value
        : throw new DataException("network.level", $"NeuralNetwork's Embedding must be given categories 0 to {column.Levels - 1}, or -1 for unknown, in column {column.Column}; got {value} in row {row} of its batch. Number the categories so, or raise Levels.");
}
