using System.Buffers;
using System.Text;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>
/// A trained <see cref="NeuralNetwork"/>: what its last layer gives for each row. A range of its layers is a model of its own, so that an autoencoder's code is <c>model[..3]</c> and the way back <c>model[3..]</c>.
/// </summary>
public sealed class NeuralNetworkModel : ITransformer, IModel
{
    internal const string KindName = "neural-network/1";

    /// <summary>Rows that pass through all layers before the next begin: few enough that what is between layers stays in the cache.</summary>
    private const int RowsAtOnce = 256;

    private readonly NetworkPlan _plan;
    private readonly float[] _parameters;
    private readonly float[] _statistics;
    private readonly LayerPass[] _passes;
    private readonly int _widest;

    internal NeuralNetworkModel(NetworkPlan plan, float[] parameters, float[] statistics, IReadOnlyList<EpochLoss> history)
    {
        (_plan, _parameters, _statistics, History) = (plan, parameters, statistics, history);
        _passes = Array.FindAll(plan.Passes, p => p.Predicts);
        _widest = _passes.Length == 0 ? 0 : _passes.Max(p => p.Outputs);
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _plan.Inputs;

    /// <inheritdoc/>
    public int ResultColumns => _plan.Outputs;

    /// <summary>The layers, as they were described.</summary>
    public IReadOnlyList<Layer> Layers => _plan.Layers;

    /// <summary>How many numbers were learned.</summary>
    public long Parameters => _plan.Count;

    /// <summary>The losses of each epoch; empty for a part of a model.</summary>
    public IReadOnlyList<EpochLoss> History { get; }

    /// <summary>Some consecutive layers as a model of their own: <c>model[..2]</c> gives what the second layer gives.</summary>
    /// <param name="layers">Which of <see cref="Layers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many layers.</exception>
    public NeuralNetworkModel this[Range layers]
    {
        get
        {
            var (offset, length) = layers.GetOffsetAndLength(_plan.Passes.Length);
            var plan = new NetworkPlan(_plan.Layers[offset..(offset + length)], offset < _plan.Passes.Length ? _plan.Passes[offset].Inputs : _plan.Outputs);
            var (parameters, statistics) = (new float[plan.Length], new float[plan.Statistics]);
            foreach (var to in plan.Passes)
            {
                Copy(_plan.Passes[offset + to.Place], to, parameters, statistics);
            }
            return new(plan, parameters, statistics, []);
        }
    }

    /// <summary>What a layer has learned: of <see cref="Dense"/> the weights, inputs x units, and the biases; of a normalisation nothing, then γ and β; of <see cref="Embedding"/> the vectors of each column, then nothing.</summary>
    /// <param name="layer">Its place among <see cref="Layers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public (ReadOnlyMemory<float> Weights, ReadOnlyMemory<float> Offsets) Learned(int layer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, _plan.Passes.Length);
        var pass = _plan.Passes[layer];
        return (_parameters.AsMemory(pass.WeightStart, pass.Weights), _parameters.AsMemory(pass.OffsetStart, pass.Offsets));
    }

    /// <inheritdoc/>
    /// <remarks>Column k of the result is output k of the last layer.</remarks>
    public void Transform(MatrixView rows, Matrix result)
    {
        Check(rows, result);
        for (var at = 0; at < rows.Rows; at += RowsAtOnce)
        {
            Block(rows, result, at, default);
        }
    }

    /// <summary>The same on several threads, and stopped when cancelled.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="result">Receives n x <see cref="ResultColumns"/>.</param>
    /// <param name="control">Threads and cancellation; changes no bit of the answer.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Transform(MatrixView rows, Matrix result, FitControl control)
    {
        Check(rows, result);
        Tiles.Run((rows.Rows + RowsAtOnce - 1) / RowsAtOnce, Tiles.Threads(2.0 * rows.Rows * _plan.Count, control.Threads), block => Block(rows, result, block * RowsAtOnce, control.Cancellation), control.Cancellation);
    }

    /// <summary>The layers and their widths, such as <c>64 → dense 32 relu → dense 10</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(Columns);
        foreach (var pass in _plan.Passes)
        {
            text.Append(" → ").Append(_plan.Layers[pass.Place].Kind).Append(' ').Append(pass.Outputs);
            if (pass.Activation != Activation.None)
            {
                text.Append(' ').Append(KebabCase.Of(pass.Activation.ToString()));
            }
        }
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        NetworkFormat.WriteLayers(writer, _plan.Layers, _plan.Inputs);
        NetworkFormat.WriteNumbers(writer, _plan, _parameters, _statistics);
        NetworkFormat.WriteHistory(writer, History);
    }

    internal static NeuralNetworkModel Read(ModelReader reader)
    {
        var plan = NetworkFormat.ReadPlan(reader);
        var (parameters, statistics) = NetworkFormat.ReadNumbers(reader, plan);
        return new(plan, parameters, statistics, NetworkFormat.ReadHistory(reader));
    }

    /// <summary>The outputs of checked rows, row after row.</summary>
    internal void Predict(MatrixView rows, Span<float> result)
    {
        for (var at = 0; at < rows.Rows; at += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, rows.Rows - at);
            Pass(rows[at..(at + count)], result.Slice(at * ResultColumns, count * ResultColumns), default, default);
        }
    }

    /// <summary>The same between layers that learn nothing: the first one added, and every one after its own.</summary>
    /// <param name="layers">The new layer, its own, and any others.</param>
    /// <param name="statistics">The numbers of each added layer, by its place.</param>
    internal NeuralNetworkModel Within(IReadOnlyList<Layer> layers, Func<int, float[]> statistics)
    {
        var plan = new NetworkPlan(layers, _plan.Inputs);
        var (numbers, followed) = (new float[plan.Length], new float[plan.Statistics]);
        foreach (var pass in plan.Passes)
        {
            if (pass.Place > 0 && pass.Place <= _plan.Passes.Length)
            {
                Copy(_plan.Passes[pass.Place - 1], pass, numbers, followed);
            }
            else
            {
                statistics(pass.Place).CopyTo(followed, pass.StatisticStart);
            }
        }
        return new(plan, numbers, followed, History);
    }

    /// <summary>The same with nothing learned in the layers before one, and weights of 8 significant bits in dense ones from there on: float32 whose lower half is 0.</summary>
    internal NeuralNetworkModel Compact(int first)
    {
        var parameters = (float[])_parameters.Clone();
        foreach (var pass in _plan.Passes)
        {
            var weights = parameters.AsSpan(pass.WeightStart, pass.Weights);
            if (pass.Place < first)
            {
                weights.Clear();
                parameters.AsSpan(pass.OffsetStart, pass.Offsets).Clear();
            }
            else if (_plan.Layers[pass.Place] is Dense)
            {
                foreach (ref var weight in weights)
                {
                    // To the nearest, to even where two are.
                    var bits = BitConverter.SingleToUInt32Bits(weight);
                    var rounded = BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
                    weight = float.IsFinite(rounded) ? rounded : weight;
                }
            }
        }
        return new(_plan, parameters, _statistics, []);
    }

    private void Copy(LayerPass from, LayerPass to, float[] parameters, float[] statistics)
    {
        _parameters.AsSpan(from.WeightStart, from.Weights).CopyTo(parameters.AsSpan(to.WeightStart));
        _parameters.AsSpan(from.OffsetStart, from.Offsets).CopyTo(parameters.AsSpan(to.OffsetStart));
        _statistics.AsSpan(from.StatisticStart, from.Statistics).CopyTo(statistics.AsSpan(to.StatisticStart));
    }

    private void Check(MatrixView rows, Matrix result)
    {
        rows.NeedColumns(nameof(NeuralNetworkModel), Columns);
        rows.NeedFinite(nameof(NeuralNetworkModel));
        result.NeedShape(nameof(NeuralNetworkModel), rows.Rows, ResultColumns);
    }

    private void Block(MatrixView rows, Matrix result, int at, CancellationToken cancellation)
    {
        var count = Math.Min(RowsAtOnce, rows.Rows - at);
        var target = new Batch(result.Values, at * ResultColumns, count, ResultColumns);
        // A layer may not write what it reads: where the result stands where the rows do, it is written last, from a buffer.
        var aside = _passes.Length < 2 && ReferenceEquals(rows.Storage, result.Values);
        Pass(rows[at..(at + count)], target.All, aside ? default : target, cancellation);
    }

    /// <summary>Sends some rows through all layers: into <paramref name="target"/> where it has rows, else through buffers into <paramref name="result"/>.</summary>
    private void Pass(MatrixView rows, Span<float> result, Batch target, CancellationToken cancellation)
    {
        var input = Batch.Of(rows);
        if (_passes.Length == 0)
        {
            input.All.CopyTo(result);
            return;
        }
        float[] even = ArrayPool<float>.Shared.Rent(rows.Rows * _widest), odd = ArrayPool<float>.Shared.Rent(rows.Rows * _widest);
        for (var i = 0; i < _passes.Length; i++)
        {
            var output = i == _passes.Length - 1 && target.Rows > 0 ? target : new Batch(i % 2 == 0 ? even : odd, rows.Rows, _passes[i].Outputs);
            _passes[i].Predict(_parameters, _statistics, input, output, 1, cancellation);
            input = output;
        }
        if (target.Rows == 0)
        {
            input.All.CopyTo(result);
        }
        ArrayPool<float>.Shared.Return(even);
        ArrayPool<float>.Shared.Return(odd);
    }
}
