namespace Pipelines.Anomaly.Signals;

/// <summary>Average run lengths of charts with a memory: L(u) = 1 + L(start) atom(u) + ∫ L(x) kernel(x, u) dx, by Gauss-Legendre nodes (Nyström's method).</summary>
internal static class IntegralEquation
{
    private const int LeastNodes = 96, MostNodes = 600;

    public static double Density(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);

    /// <summary>L at <paramref name="start"/>; infinite beyond 10¹², where the equations have lost their digits. At least four nodes for each <paramref name="width"/> of the kernel.</summary>
    public static double Solve(double low, double high, double start, double width, Func<double, double, double> kernel, Func<double, double> atom)
    {
        var nodes = Math.Clamp((int)(4 * (high - low) / width), LeastNodes, MostNodes);
        var (places, weights) = GaussLegendre(nodes);
        var n = nodes + 1;
        var (states, matrix, run) = (new double[n], new double[n * n], new double[n]);
        states[0] = start;
        for (var j = 0; j < nodes; j++)
        {
            states[j + 1] = low + ((high - low) / 2 * (places[j] + 1));
        }
        for (var i = 0; i < n; i++)
        {
            matrix[i * n] = -atom(states[i]);
            for (var j = 1; j < n; j++)
            {
                matrix[(i * n) + j] = -(high - low) / 2 * weights[j - 1] * kernel(states[j], states[i]);
            }
            matrix[(i * n) + i] += 1;
            run[i] = 1;
        }
        Eliminate(matrix, run, n);
        return run[0] is > 0 and < 1e12 ? run[0] : double.PositiveInfinity;
    }

    /// <summary>Nodes and weights on −1 to 1 by Newton's method on the Legendre polynomial (Abramowitz and Stegun 25.4.29).</summary>
    private static (double[] Places, double[] Weights) GaussLegendre(int n)
    {
        var (places, weights) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var x = Math.Cos(Math.PI * (i + 0.75) / (n + 0.5));
            double slope = 0;
            for (var step = 0; step < 8; step++)
            {
                double previous = 1, value = x;
                for (var k = 2; k <= n; k++)
                {
                    (previous, value) = (value, ((((2 * k) - 1) * x * value) - ((k - 1) * previous)) / k);
                }
                slope = n * ((x * value) - previous) / ((x * x) - 1);
                x -= value / slope;
            }
            (places[i], weights[i]) = (x, 2 / ((1 - (x * x)) * slope * slope));
        }
        return (places, weights);
    }

    /// <summary>Gauss's elimination with the largest pivot of each column.</summary>
    private static void Eliminate(double[] a, double[] b, int n)
    {
        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < n; i++)
            {
                pivot = Math.Abs(a[(i * n) + k]) > Math.Abs(a[(pivot * n) + k]) ? i : pivot;
            }
            (b[k], b[pivot]) = (b[pivot], b[k]);
            for (var j = k; j < n; j++)
            {
                (a[(k * n) + j], a[(pivot * n) + j]) = (a[(pivot * n) + j], a[(k * n) + j]);
            }
            for (var i = k + 1; i < n; i++)
            {
                var factor = a[(i * n) + k] / a[(k * n) + k];
                for (var j = k; j < n; j++)
                {
                    a[(i * n) + j] -= factor * a[(k * n) + j];
                }
                b[i] -= factor * b[k];
            }
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
            {
                b[i] -= a[(i * n) + j] * b[j];
            }
            b[i] /= a[(i * n) + i];
        }
    }
}
