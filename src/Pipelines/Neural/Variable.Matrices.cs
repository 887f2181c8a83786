namespace Pipelines.Neural;

/// <content>What works on whole rows, columns and matrices.</content>
public sealed partial class Variable
{
    /// <summary>The product of two matrices.</summary>
    /// <param name="right">As many rows as this has columns.</param>
    /// <exception cref="ArgumentException">It has not.</exception>
    public Variable MatMul(Variable right)
    {
        if (Tape != right.Tape || Columns != right.Rows)
        {
            throw new ArgumentException($"{Rows} x {Columns} times {right.Rows} x {right.Columns} does not fit: the right factor needs {Columns} rows, on the same tape.", nameof(right));
        }
        var (n, k, m) = (Rows, Columns, right.Columns);
        var values = new double[n * m];
        Multiply(n, k, m, (i, p, j) => values[(i * m) + j] += Numbers[(i * k) + p] * right.Numbers[(p * m) + j]);
        return Tape.Write("matmul", n, m, values, [this, right], y => Multiply(n, k, m, (i, p, j) =>
        {
            // dA = dY Bᵀ, dB = Aᵀ dY
            var slope = y.Slopes[(i * m) + j];
            Slopes[(i * k) + p] += slope * right.Numbers[(p * m) + j];
            right.Slopes[(p * m) + j] += slope * Numbers[(i * k) + p];
        }));
    }

    /// <summary>The transpose.</summary>
    public Variable Transpose() => Choose("transpose", Columns, Rows, i => ((i % Rows) * Columns) + (i / Rows));

    /// <summary>Some consecutive columns.</summary>
    /// <param name="first">The first, from 0.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public Variable Slice(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, Columns);
        return Choose("slice", Rows, count, i => ((i / count) * Columns) + first + (i % count));
    }

    /// <summary>The sum of all elements, one number.</summary>
    public Variable Sum() => Add("sum", 1, 1, _ => 0);

    /// <summary>The mean of all elements, one number.</summary>
    public Variable Mean() => Sum() / Numbers.Length;

    /// <summary>The sum of each row: one column.</summary>
    public Variable RowSums() => Add("row-sums", Rows, 1, i => i / Columns);

    /// <summary>The sum of each column: one row.</summary>
    public Variable ColumnSums() => Add("column-sums", 1, Columns, i => i % Columns);

    /// <summary>log Σ exp(x) of each row, without overflow: one column.</summary>
    public Variable LogSumExp()
    {
        var values = new double[Rows];
        for (var r = 0; r < Rows; r++)
        {
            var largest = double.NegativeInfinity;
            for (var c = 0; c < Columns; c++)
            {
                largest = Math.Max(largest, Numbers[(r * Columns) + c]);
            }
            for (var c = 0; c < Columns; c++)
            {
                values[r] += Math.Exp(Numbers[(r * Columns) + c] - largest);
            }
            values[r] = largest + Math.Log(values[r]);
        }
        return Tape.Write("log-sum-exp", Rows, 1, values, [this], y =>
        {
            for (var i = 0; i < Numbers.Length; i++)
            {
                Slopes[i] += y.Slopes[i / Columns] * Math.Exp(Numbers[i] - y.Numbers[i / Columns]);
            }
        });
    }

    /// <summary>exp(xᵢ) / Σ exp(xⱼ) over each row.</summary>
    public Variable Softmax() => (this - LogSumExp()).Exp();

    private static void Multiply(int n, int k, int m, Action<int, int, int> each)
    {
        for (var i = 0; i < n; i++)
        {
            for (var p = 0; p < k; p++)
            {
                for (var j = 0; j < m; j++)
                {
                    each(i, p, j);
                }
            }
        }
    }

    /// <summary>A matrix of chosen elements.</summary>
    private Variable Choose(string operation, int rows, int columns, Func<int, int> from)
    {
        var values = new double[rows * columns];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Numbers[from(i)];
        }
        return Tape.Write(operation, rows, columns, values, [this], y =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                Slopes[from(i)] += y.Slopes[i];
            }
        });
    }

    /// <summary>Adds elements up into a smaller matrix.</summary>
    private Variable Add(string operation, int rows, int columns, Func<int, int> to)
    {
        var values = new double[rows * columns];
        for (var i = 0; i < Numbers.Length; i++)
        {
            values[to(i)] += Numbers[i];
        }
        return Tape.Write(operation, rows, columns, values, [this], y =>
        {
            for (var i = 0; i < Numbers.Length; i++)
            {
                Slopes[i] += y.Slopes[to(i)];
            }
        });
    }
}
