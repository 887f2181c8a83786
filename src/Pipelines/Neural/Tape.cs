namespace Pipelines.Neural;

/// <summary>
/// Reverse-mode automatic differentiation in double precision: calculations with <see cref="Neural.Variable"/>s are written down as they are made, and <see cref="Backward"/> walks back over them, so that one pass gives the
/// derivative of one number by all others. Made to be read and to check the networks of this library, not to be fast.
/// <code>
/// var tape = new Tape();
/// var x = tape.Variable(2);
/// var y = (x * x) + x.Exp();
/// tape.Backward(y);   // x.Gradient[0] is 2x + exp x
/// </code>
/// </summary>
/// <remarks>
/// Cost of <see cref="Backward"/>: about that of the calculation itself, however many variables there are. Memory: every value in between. Not safe for several threads.
/// S. Linnainmaa, "Taylor expansion of the accumulated rounding error", BIT 16, 1976; A. Griewank, A. Walther, "Evaluating derivatives", 2008.
/// </remarks>
public sealed class Tape
{
    private readonly List<Variable> _variables = [];

    /// <summary>Everything written down so far, in the order of calculation.</summary>
    public IReadOnlyList<Variable> Variables => _variables;

    /// <summary>A number to calculate with.</summary>
    /// <param name="value">The number.</param>
    public Variable Variable(double value) => Variable(1, 1, value);

    /// <summary>A matrix to calculate with.</summary>
    /// <param name="rows">At least 1.</param>
    /// <param name="columns">At least 1.</param>
    /// <param name="values">rows x columns numbers, row after row; copied.</param>
    /// <exception cref="ArgumentException">The values are more or fewer.</exception>
    public Variable Variable(int rows, int columns, params ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        return values.Length == rows * columns
            ? Write("variable", rows, columns, values.ToArray(), [], null)
            : throw new ArgumentException($"A variable of {rows} x {columns} needs {rows * columns} values; got {values.Length}.", nameof(values));
    }

    /// <summary>Writes the derivative of one number by every variable on this tape into their gradients; those it does not depend on get 0.</summary>
    /// <param name="of">A variable of one row and one column.</param>
    /// <exception cref="ArgumentException">It has more, or is of another tape.</exception>
    public void Backward(Variable of)
    {
        if (of.Rows != 1 || of.Columns != 1 || of.Tape != this)
        {
            throw new ArgumentException($"Only one number of this tape can be differentiated; got {of.Rows} x {of.Columns}. Take its Sum or Mean.", nameof(of));
        }
        foreach (var variable in _variables)
        {
            Array.Clear(variable.Slopes);
        }
        of.Slopes[0] = 1;
        for (var i = of.Place; i >= 0; i--)
        {
            _variables[i].HandBack();
        }
    }

    internal Variable Write(string operation, int rows, int columns, double[] values, Variable[] inputs, Action<Variable>? back)
    {
        var variable = new Variable(this, _variables.Count, operation, rows, columns, values, inputs, back);
        _variables.Add(variable);
        return variable;
    }
}
