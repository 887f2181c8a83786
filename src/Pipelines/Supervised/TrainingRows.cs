using System.Buffers;
using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Neighbors;

namespace Pipelines.Supervised;

/// <summary>What a k-nearest-neighbour model keeps: the training rows that count, their targets and weights, and an index to find the nearest.</summary>
internal sealed class TrainingRows
{
    /// <summary>Predicting has no control of its own in the contracts of the roles: it stays on the caller's thread.</summary>
    public static readonly FitControl OneThread = new() { Threads = 1 };

    private const int RowsOfABlock = 1024;

    private readonly INeighborIndex _index;
    private readonly float[] _targets;
    private readonly float[] _weights;
    private readonly int _neighbors;
    private readonly NeighborWeighting _weighting;

    private TrainingRows(MatrixView rows, float[] targets, float[] weights, int neighbors, NeighborWeighting weighting, NeighborAlgorithm algorithm, FitControl control)
    {
        (_targets, _weights, _neighbors, _weighting) = (targets, weights, Math.Min(neighbors, rows.Rows), weighting);
        _index = NeighborIndex.Build(rows, algorithm, control);
    }

    /// <summary>The rows themselves.</summary>
    public MatrixView Rows => _index.Points;

    /// <summary>Their targets.</summary>
    public ReadOnlySpan<float> Targets => _targets;

    /// <summary>Keeps a copy of the checked examples. Rows of weight 0 have no say, so they are left out.</summary>
    public static TrainingRows Of(Examples data, int neighbors, NeighborWeighting weighting, NeighborAlgorithm algorithm, FitControl? control)
    {
        control ??= FitControl.Default;
        if (data.Weights.IsEmpty)
        {
            return new(data.Rows.ToMatrix(), data.Targets.ToArray(), [], neighbors, weighting, algorithm, control);
        }
        var weights = data.Weights.Span;
        var kept = new Matrix(weights.Length - weights.Count(0f), data.Rows.Columns);
        float[] targets = new float[kept.Rows], positive = new float[kept.Rows];
        for (int r = 0, to = 0; r < weights.Length; r++)
        {
            if (weights[r] > 0)
            {
                data.Rows[r].CopyTo(kept[to]);
                (targets[to], positive[to]) = (data.Targets.Span[r], weights[r]);
                to++;
            }
        }
        return new(kept, targets, positive, neighbors, weighting, algorithm, control);
    }

    /// <summary>Predicts block after block.</summary>
    /// <param name="rows">Checked rows.</param>
    /// <param name="width">Values of an answer.</param>
    /// <param name="result">Receives them, row after row.</param>
    /// <param name="answer">Makes the answer of a row from its nearest training rows.</param>
    /// <param name="control">Threads and cancellation.</param>
    public void Predict<TAnswer>(MatrixView rows, int width, Span<float> result, TAnswer answer, FitControl control) where TAnswer : struct, INeighborAnswer
    {
        var block = Math.Clamp((1 << 20) / _neighbors, 1, RowsOfABlock);
        var room = Math.Min(block, Math.Max(1, rows.Rows)) * _neighbors;
        var indices = ArrayPool<int>.Shared.Rent(room);
        var distances = ArrayPool<float>.Shared.Rent(room);
        for (var from = 0; from < rows.Rows; from += block)
        {
            var part = rows[from..Math.Min(rows.Rows, from + block)];
            var found = part.Rows * _neighbors;
            _index.Nearest(part, _neighbors, indices.AsSpan(0, found), distances.AsSpan(0, found), control);
            for (var r = 0; r < part.Rows; r++)
            {
                var nearest = indices.AsSpan(r * _neighbors, _neighbors);
                var votes = distances.AsSpan(r * _neighbors, _neighbors);
                Weigh(nearest, votes);
                answer.Write(_targets, nearest, votes, result.Slice((from + r) * width, width));
            }
        }
        ArrayPool<int>.Shared.Return(indices);
        ArrayPool<float>.Shared.Return(distances);
    }

    public void Write(ModelWriter writer)
    {
        writer.Floats("rows", _index.Points.Values, _index.Points.Rows, _index.Points.Columns);
        writer.Floats("targets", _targets);
        writer.Floats("weights", _weights);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, and arranges the rows again as they were.</summary>
    public static TrainingRows Read(ModelReader reader, int neighbors, NeighborWeighting weighting, NeighborAlgorithm algorithm)
    {
        var values = reader.Floats("rows", -1, -1);
        var (rows, columns) = (reader.Shape("rows")[0], reader.Shape("rows")[1]);
        var (targets, weights) = (reader.Floats("targets"), reader.Floats("weights"));
        if (rows < 1 || columns < 1 || !TensorPrimitives.IsFiniteAll<float>(values))
        {
            throw reader.Damaged("rows", "is not a table of finite numbers");
        }
        if (targets.Length != rows || !TensorPrimitives.IsFiniteAll<float>(targets))
        {
            throw reader.Damaged("targets", "is not one finite number a row");
        }
        return weights.Length == 0 || (weights.Length == rows && Array.TrueForAll(weights, w => w > 0 && float.IsFinite(w)))
            ? new(new Matrix(rows, columns, values), targets, weights, neighbors, weighting, algorithm, FitControl.Default)
            : throw reader.Damaged("weights", "is not one number above 0 a row");
    }

    /// <summary>Turns squared distances into what each neighbour counts.</summary>
    private void Weigh(ReadOnlySpan<int> nearest, Span<float> votes)
    {
        if (_weighting == NeighborWeighting.Uniform || float.IsInfinity(votes[0]))
        {
            // Beyond the range of float32 all are equally far.
            votes.Fill(1);
        }
        else if (votes[0] == 0)
        {
            for (var i = 0; i < votes.Length; i++)
            {
                votes[i] = votes[i] == 0 ? 1 : 0;
            }
        }
        else
        {
            // The nearest counts 1, so that no quotient overflows.
            var nearestDistance = Math.Sqrt(votes[0]);
            for (var i = 0; i < votes.Length; i++)
            {
                votes[i] = (float)(nearestDistance / Math.Sqrt(votes[i]));
            }
        }
        if (_weights.Length > 0)
        {
            for (var i = 0; i < votes.Length; i++)
            {
                votes[i] *= _weights[nearest[i]];
            }
        }
    }
}
