namespace Pipelines.Neural;

/// <summary>
/// A number or matrix on a <see cref="Tape"/>. Operators work element by element; a row, column or single number is repeated to fit a larger matrix. NaN and infinities spread as in IEEE arithmetic.
/// </summary>
public sealed partial class Variable
{
    private readonly Action<Variable>? _back;

    internal Variable(Tape tape, int place, string operation, int rows, int columns, double[] values, Variable[] inputs, Action<Variable>? back)
    {
        (Tape, Place, Operation, Rows, Columns, Inputs, _back) = (tape, place, operation, rows, columns, inputs, back);
        (Numbers, Slopes) = (values, new double[values.Length]);
    }

    /// <summary>How many rows.</summary>
    public int Rows { get; }

    /// <summary>How many columns.</summary>
    public int Columns { get; }

    /// <summary>What it was calculated by, such as <c>tanh</c>; <c>variable</c> where it was given.</summary>
    public string Operation { get; }

    /// <summary>What it was calculated from.</summary>
    public IReadOnlyList<Variable> Inputs { get; }

    /// <summary>Its values, row after row.</summary>
    public ReadOnlySpan<double> Values => Numbers;

    /// <summary>The derivative by each of its values of what <see cref="Tape.Backward"/> was last called with.</summary>
    public ReadOnlySpan<double> Gradient => Slopes;

    /// <summary>The value of a variable of one row and one column; the first of a larger one.</summary>
    public double Value => Numbers[0];

    internal Tape Tape { get; }

    internal int Place { get; }

    internal double[] Numbers { get; }

    internal double[] Slopes { get; }

    /// <summary>Sum, element by element.</summary>
    public static Variable operator +(Variable a, Variable b) => Combine("+", a, b, (x, y) => x + y, (_, _) => 1, (_, _) => 1);

    /// <summary>Difference, element by element.</summary>
    public static Variable operator -(Variable a, Variable b) => Combine("-", a, b, (x, y) => x - y, (_, _) => 1, (_, _) => -1);

    /// <summary>Product, element by element; <see cref="MatMul"/> is the product of matrices.</summary>
    public static Variable operator *(Variable a, Variable b) => Combine("*", a, b, (x, y) => x * y, (_, y) => y, (x, _) => x);

    /// <summary>Quotient, element by element.</summary>
    public static Variable operator /(Variable a, Variable b) => Combine("/", a, b, (x, y) => x / y, (_, y) => 1 / y, (x, y) => -x / (y * y));

    /// <summary>Each element plus a constant.</summary>
    public static Variable operator +(Variable a, double b) => a.Map("+", x => x + b, (_, _) => 1);

    /// <summary>Each element minus a constant.</summary>
    public static Variable operator -(Variable a, double b) => a + -b;

    /// <summary>Each element times a constant.</summary>
    public static Variable operator *(Variable a, double b) => a.Map("*", x => x * b, (_, _) => b);

    /// <summary>A constant times each element.</summary>
    public static Variable operator *(double a, Variable b) => b * a;

    /// <summary>Each element divided by a constant.</summary>
    public static Variable operator /(Variable a, double b) => a * (1 / b);

    /// <summary>The negative of each element.</summary>
    public static Variable operator -(Variable a) => a * -1;

    /// <summary>exp(x).</summary>
    public Variable Exp() => Map("exp", Math.Exp, (_, y) => y);

    /// <summary>The natural logarithm.</summary>
    public Variable Log() => Map("log", Math.Log, (x, _) => 1 / x);

    /// <summary>xᵖ.</summary>
    /// <param name="exponent">p.</param>
    public Variable Pow(double exponent) => Map("pow", x => Math.Pow(x, exponent), (x, _) => exponent * Math.Pow(x, exponent - 1));

    /// <summary>|x|; its derivative at 0 is 0.</summary>
    public Variable Abs() => Map("abs", Math.Abs, (x, _) => Math.Sign(x));

    /// <summary>The sine.</summary>
    public Variable Sin() => Map("sin", Math.Sin, (x, _) => Math.Cos(x));

    /// <summary>The cosine.</summary>
    public Variable Cos() => Map("cos", Math.Cos, (x, _) => -Math.Sin(x));

    /// <summary>max(0, x); its derivative at 0 is 0.</summary>
    public Variable Relu() => Map("relu", x => x > 0 ? x : 0 * x, (x, _) => x > 0 ? 1 : 0);

    /// <summary>x above 0, otherwise slope · x.</summary>
    /// <param name="slope">Below 0. Default: 0.01.</param>
    public Variable LeakyRelu(double slope = 0.01) => Map("leaky-relu", x => x > 0 ? x : slope * x, (x, _) => x > 0 ? 1 : slope);

    /// <summary>The hyperbolic tangent.</summary>
    public Variable Tanh() => Map("tanh", Math.Tanh, (_, y) => 1 - (y * y));

    /// <summary>1 / (1 + exp(−x)).</summary>
    public Variable Sigmoid() => Map("sigmoid", x => 1 / (1 + Math.Exp(-x)), (_, y) => y * (1 - y));

    /// <summary>log(1 + exp(x)), without overflow.</summary>
    public Variable Softplus() => Map("softplus", x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))), (x, _) => 1 / (1 + Math.Exp(-x)));

    /// <summary>Its shape and, where it is one number, its value.</summary>
    public override string ToString() => Rows == 1 && Columns == 1 ? FormattableString.Invariant($"{Operation} = {Value:R}") : $"{Operation} {Rows} x {Columns}";

    internal void HandBack() => _back?.Invoke(this);

    /// <summary>A function of each element; <paramref name="slope"/> is its derivative, from x and y.</summary>
    private Variable Map(string operation, Func<double, double> function, Func<double, double, double> slope) =>
        Tape.Write(operation, Rows, Columns, Array.ConvertAll(Numbers, x => function(x)), [this], y =>
        {
            for (var i = 0; i < Slopes.Length; i++)
            {
                Slopes[i] += y.Slopes[i] * slope(Numbers[i], y.Numbers[i]);
            }
        });

    private static Variable Combine(string operation, Variable a, Variable b, Func<double, double, double> function, Func<double, double, double> slopeA, Func<double, double, double> slopeB)
    {
        if (a.Tape != b.Tape || (a.Rows != b.Rows && a.Rows != 1 && b.Rows != 1) || (a.Columns != b.Columns && a.Columns != 1 && b.Columns != 1))
        {
            throw new ArgumentException($"{a.Rows} x {a.Columns} {operation} {b.Rows} x {b.Columns} does not fit: make them variables of one tape, with the same rows and columns, or 1.", nameof(b));
        }
        int rows = Math.Max(a.Rows, b.Rows), columns = Math.Max(a.Columns, b.Columns);
        int At(Variable v, int i) => ((v.Rows == 1 ? 0 : i / columns) * v.Columns) + (v.Columns == 1 ? 0 : i % columns);
        var values = new double[rows * columns];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = function(a.Numbers[At(a, i)], b.Numbers[At(b, i)]);
        }
        return a.Tape.Write(operation, rows, columns, values, [a, b], result =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                int p = At(a, i), q = At(b, i);
                double x = a.Numbers[p], y = b.Numbers[q];
                a.Slopes[p] += result.Slopes[i] * slopeA(x, y);
                b.Slopes[q] += result.Slopes[i] * slopeB(x, y);
            }
        });
    }
}
