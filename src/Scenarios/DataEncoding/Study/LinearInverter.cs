using Pipelines;
using Pipelines.Data;
using Pipelines.Supervised;

namespace DataEncoding.Study;

/// <summary>
/// Somebody who has codes, and for some of them the rows, but not the model: a linear map from code to row, learned by least squares, gives the other rows. It shows that an autoencoder alone keeps nothing secret.
/// </summary>
/// <param name="Pairs">How many codes were known with their rows.</param>
/// <param name="Error">Mean squared error of a number, on rows that nobody told.</param>
/// <param name="Explained">1 − error / variance of those rows: the share of what there is to know that came out.</param>
/// <param name="Rows">The rows as they came out.</param>
internal sealed record LinearInverter(int Pairs, double Error, double Explained, Matrix Rows)
{
    /// <summary>Tries it.</summary>
    /// <param name="knownCodes">Codes whose rows are known.</param>
    /// <param name="knownRows">Those rows.</param>
    /// <param name="codes">Codes alone.</param>
    /// <param name="truth">The rows they were made from; only to see how well it went.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static LinearInverter Of(MatrixView knownCodes, MatrixView knownRows, MatrixView codes, MatrixView truth, FitControl control)
    {
        var (found, column, answers) = (new Matrix(codes.Rows, knownRows.Columns), new float[knownRows.Rows], new float[codes.Rows]);
        double variance = 0;
        for (var c = 0; c < knownRows.Columns; c++)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            double mean = 0;
            for (var r = 0; r < column.Length; r++)
            {
                column[r] = knownRows[r][c];
                mean += column[r] / (double)column.Length;
            }
            new RidgeRegression(new() { Alpha = 1e-3 }).Fit(new(knownCodes, column), control).Predict(codes, answers);
            for (var r = 0; r < answers.Length; r++)
            {
                found[r][c] = answers[r];
                variance += (truth[r][c] - mean) * (truth[r][c] - mean);
            }
        }
        var error = CodeQuality.MeanSquare(truth, found);
        return new(knownRows.Rows, error, 1 - (error * truth.Rows * truth.Columns / variance), found);
    }
}
