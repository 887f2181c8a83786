using System.Buffers;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;

namespace Pipelines.Neural;

/// <summary>
/// A fitted <see cref="Autoencoder"/>: <see cref="Transform(MatrixView, Matrix)"/> writes codes, <see cref="Inverse"/> rows from codes, in the units of the data. Of a table, categories and what is missing come back as probabilities, which
/// <see cref="TableEncoderModel.Decode"/> reads.
/// </summary>
public sealed class AutoencoderModel : ICompactInverse, IModel
{
    internal const string KindName = "autoencoder/1";

    private const int RowsAtOnce = 256;

    private readonly int _code;
    private readonly AutoencoderColumns _columns;

    internal AutoencoderModel(NeuralNetworkModel network, int code, AutoencoderColumns columns)
    {
        (Network, _code, _columns) = (network, code, columns);
        (Encoder, Decoder) = (network[..code], network[code..]);
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => Network.Columns;

    /// <summary>How many numbers a code has.</summary>
    public int ResultColumns => Encoder.ResultColumns;

    /// <summary>What the columns stand for; empty where all are numbers.</summary>
    public IReadOnlyList<EncodedColumn> Layout => _columns.Described;

    /// <summary>The whole network, with the scale of the columns as its first layer and its reverse as its last; of categories it gives scores, not probabilities. <see cref="NeuralNetworkModel.History"/> has the losses of training, of scaled columns.</summary>
    public NeuralNetworkModel Network { get; }

    /// <summary>The layers from rows to codes.</summary>
    public NeuralNetworkModel Encoder { get; }

    /// <summary>The layers from codes to rows.</summary>
    public NeuralNetworkModel Decoder { get; }

    /// <inheritdoc/>
    public void Transform(MatrixView rows, Matrix result)
    {
        Check(rows, result, Columns, ResultColumns);
        Encoder.Transform(rows, result);
    }

    /// <summary>The same on several threads, and stopped when cancelled.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="result">Receives n x <see cref="ResultColumns"/>.</param>
    /// <param name="control">Threads and cancellation; changes no bit of the answer.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Transform(MatrixView rows, Matrix result, FitControl control)
    {
        Check(rows, result, Columns, ResultColumns);
        Encoder.Transform(rows, result, control);
    }

    /// <inheritdoc/>
    public void Inverse(MatrixView rows, Matrix result)
    {
        Check(rows, result, ResultColumns, Columns);
        Decoder.Transform(rows, result);
        Finish(result);
    }

    /// <summary>Each row as it comes back from its code, n x <see cref="Columns"/>.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <exception cref="DataException">The rows have another width, or a cell is NaN or infinite.</exception>
    public Matrix Reconstruct(MatrixView rows)
    {
        var result = new Matrix(rows.Rows, Columns);
        Check(rows, result, Columns, Columns);
        Network.Transform(rows, result);
        Finish(result);
        return result;
    }

    /// <summary>
    /// How far each row is from what comes back from its code; large for rows unlike those it was fitted on. The sum of (x − x̂)² over numbers, in the unit of the data, and −log p of each category and of each number's being there or not;
    /// a missing number adds nothing else.
    /// </summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="errors">Receives n values, 0 or more.</param>
    /// <exception cref="DataException">The rows have another width, a cell is NaN or infinite, or the span has another length.</exception>
    public void ReconstructionErrors(MatrixView rows, Span<double> errors)
    {
        rows.NeedColumns(nameof(AutoencoderModel), Columns);
        rows.NeedFinite(nameof(AutoencoderModel));
        MatrixChecks.NeedLength(errors.Length, rows.Rows, nameof(AutoencoderModel), nameof(errors));
        var outputs = ArrayPool<float>.Shared.Rent(Math.Min(rows.Rows, RowsAtOnce) * Columns);
        for (var at = 0; at < rows.Rows; at += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, rows.Rows - at);
            Network.Predict(rows[at..(at + count)], outputs.AsSpan(0, count * Columns));
            for (var r = 0; r < count; r++)
            {
                errors[at + r] = _columns.Error(rows[at + r], outputs.AsSpan(r * Columns, Columns));
            }
        }
        ArrayPool<float>.Shared.Return(outputs);
    }

    /// <inheritdoc/>
    public IInverseTransformer Compact() => new AutoencoderModel(Network.Compact(_code), _code, _columns);

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Section("network", Network);
        writer.Whole("code", _code);
        _columns.Write(writer);
    }

    internal static AutoencoderModel Read(ModelReader reader)
    {
        var network = reader.Section<NeuralNetworkModel>("network");
        var code = (int)reader.Whole("code", 1, Math.Max(1, network.Layers.Count - 1));
        return network.ResultColumns == network.Columns && network.Layers.Count > 1
            ? new(network, code, AutoencoderColumns.Read(reader, network.Columns))
            : throw reader.Damaged("network", "does not give back the columns it reads");
    }

    private static void Check(MatrixView rows, Matrix result, int from, int to)
    {
        rows.NeedColumns(nameof(AutoencoderModel), from);
        rows.NeedFinite(nameof(AutoencoderModel));
        result.NeedShape(nameof(AutoencoderModel), rows.Rows, to);
    }

    private void Finish(Matrix result)
    {
        if (_columns.AreNumbers)
        {
            return;
        }
        for (var r = 0; r < result.Rows; r++)
        {
            _columns.Finish(result[r]);
        }
    }
}
