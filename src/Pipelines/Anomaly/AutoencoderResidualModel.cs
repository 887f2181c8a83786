using System.Buffers;
using System.Globalization;
using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Neural;

namespace Pipelines.Anomaly;

/// <summary>A fitted <see cref="AutoencoderResidual"/>: scores about 1 for rows like those held out in training, larger for others.</summary>
public sealed class AutoencoderResidualModel : IAnomalyDetector, IModel
{
    internal const string KindName = "autoencoder-residual/1";

    internal const int BlockRows = 256;

    private readonly ColumnStandard _scale;
    private readonly AutoencoderModel[] _members;
    private readonly double[] _spreads;

    internal AutoencoderResidualModel(ColumnStandard scale, AutoencoderModel[] members, double[] spreads, float threshold) =>
        (_scale, _members, _spreads, Threshold) = (scale, members, spreads, threshold);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _spreads.Length;

    /// <inheritdoc/>
    public float Threshold { get; }

    /// <summary>The autoencoders, of rows (x − <see cref="Mean"/>) / <see cref="Deviation"/>.</summary>
    public IReadOnlyList<AutoencoderModel> Members => _members;

    /// <summary>The mean of each column over the training rows.</summary>
    public ReadOnlySpan<double> Mean => _scale.Mean;

    /// <summary>What each column is divided by, more than 0.</summary>
    public ReadOnlySpan<double> Deviation => _scale.Deviation;

    /// <summary>s² of each column: what the square of a residual of a standardised row is divided by, more than 0.</summary>
    public ReadOnlySpan<double> Spreads => _spreads;

    /// <summary>The same model with another threshold.</summary>
    public AutoencoderResidualModel WithThreshold(float threshold) => new(_scale, _members, _spreads, threshold);

    /// <inheritdoc/>
    public void Score(MatrixView rows, Span<float> scores)
    {
        NeedFit(rows, scores.Length);
        for (var first = 0; first < rows.Rows; first += BlockRows)
        {
            ScoreBlock(rows, first, scores);
        }
    }

    /// <summary>The same on several threads, and stopped when cancelled.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="scores">Receives one score a row; length n.</param>
    /// <param name="control">Threads and cancellation; changes no bit of the answer.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Score(MatrixView rows, Span<float> scores, FitControl control)
    {
        NeedFit(rows, scores.Length);
        SharedScores.Run(scores, BlockRows, control, (first, shared) => ScoreBlock(rows, first, shared));
    }

    /// <summary>What each column adds to the score of a row: they sum to it.</summary>
    /// <param name="row">d finite numbers.</param>
    /// <param name="contributions">Receives d numbers, 0 or more.</param>
    /// <exception cref="DataException">A length does not fit, or a cell is NaN or infinite.</exception>
    public void Contributions(ReadOnlySpan<float> row, Span<double> contributions)
    {
        AnomalyChecks.NeedRow(row, Columns, contributions.Length, nameof(AutoencoderResidualModel));
        var rows = new Matrix(1, Columns, row.ToArray());
        _scale.Apply(rows, rows.Values);
        contributions.Clear();
        var squares = new double[Columns];
        foreach (var member in _members)
        {
            Squares(member, rows, squares);
            TensorPrimitives.Add(contributions, squares, contributions);
        }
        for (var j = 0; j < squares.Length; j++)
        {
            contributions[j] /= _spreads[j] * _members.Length * Columns;
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Number("threshold", Threshold);
        writer.Doubles("mean", _scale.Mean);
        writer.Doubles("deviation", _scale.Deviation);
        writer.Doubles("spreads", _spreads);
        writer.Whole("members", _members.Length);
        for (var m = 0; m < _members.Length; m++)
        {
            writer.Section(string.Create(CultureInfo.InvariantCulture, $"member{m}"), _members[m]);
        }
    }

    internal static AutoencoderResidualModel Read(ModelReader reader)
    {
        var members = new AutoencoderModel[reader.Whole("members", 1, 100)];
        for (var m = 0; m < members.Length; m++)
        {
            members[m] = reader.Section<AutoencoderModel>(string.Create(CultureInfo.InvariantCulture, $"member{m}"));
        }
        var d = members[0].Columns;
        var (mean, deviation, spreads) = (reader.Doubles("mean", d), reader.Doubles("deviation", d), reader.Doubles("spreads", d));
        return Array.TrueForAll(members, m => m.Columns == d && m.Layout.Count == 0) && Array.TrueForAll(mean, double.IsFinite) && Array.TrueForAll(deviation, s => double.IsFinite(s) && s > 0) && Array.TrueForAll(spreads, s => double.IsFinite(s) && s > 0)
            ? new(new(mean, deviation), members, spreads, (float)reader.Number("threshold"))
            : throw reader.Damaged("spreads", "do not fit the members");
    }

    /// <summary>The scores of checked rows that are standardised already.</summary>
    internal void ScoreStandard(MatrixView rows, Span<float> scores)
    {
        var d = Columns;
        var (squares, sums) = (ArrayPool<double>.Shared.Rent(BlockRows * d), ArrayPool<double>.Shared.Rent(BlockRows));
        for (var first = 0; first < rows.Rows; first += BlockRows)
        {
            var block = rows[first..Math.Min(rows.Rows, first + BlockRows)];
            Array.Clear(sums, 0, block.Rows);
            foreach (var member in _members)
            {
                Squares(member, block, squares);
                for (var r = 0; r < block.Rows; r++)
                {
                    for (var j = 0; j < d; j++)
                    {
                        sums[r] += squares[(r * d) + j] / _spreads[j];
                    }
                }
            }
            for (var r = 0; r < block.Rows; r++)
            {
                var score = sums[r] / _members.Length / d;
                // A row so far away that it overflows on its way through a network comes back as infinity or NaN.
                scores[first + r] = score < float.MaxValue ? (float)score : float.MaxValue;
            }
        }
        ArrayPool<double>.Shared.Return(squares);
        ArrayPool<double>.Shared.Return(sums);
    }

    /// <summary>The squared residual of every cell of at most <see cref="BlockRows"/> checked, standardised rows.</summary>
    internal static void Squares(AutoencoderModel member, MatrixView rows, Span<double> squares)
    {
        var outputs = ArrayPool<float>.Shared.Rent(rows.Rows * rows.Columns);
        member.Network.Predict(rows, outputs);
        var values = rows.Values;
        for (var i = 0; i < values.Length; i++)
        {
            var residual = (double)values[i] - outputs[i];
            squares[i] = residual * residual;
        }
        ArrayPool<float>.Shared.Return(outputs);
    }

    private void ScoreBlock(MatrixView rows, int first, Span<float> scores)
    {
        var block = rows[first..Math.Min(rows.Rows, first + BlockRows)];
        var values = ArrayPool<float>.Shared.Rent(block.Rows * Columns);
        _scale.Apply(block, values);
        ScoreStandard(new MatrixView(values, 0, block.Rows, Columns), scores.Slice(first, block.Rows));
        ArrayPool<float>.Shared.Return(values);
    }

    private void NeedFit(MatrixView rows, int room)
    {
        rows.NeedColumns(nameof(AutoencoderResidualModel), Columns);
        MatrixChecks.NeedLength(room, rows.Rows, nameof(AutoencoderResidualModel), "scores");
        rows.NeedFinite(nameof(AutoencoderResidualModel));
    }
}
