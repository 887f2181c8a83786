using System.Globalization;
using System.Text;

namespace Scenarios.Tests.DimensionalityReduction;

/// <summary>Small rows with two directions in them: six columns made of two hidden numbers, a class and a number that depend on these.</summary>
internal static class ReducedRows
{
    /// <summary>The rows as a file with the columns a, b, c, d, e, f, kind and amount.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="header">The first line.</param>
    /// <param name="line">One row, from its number, the six columns, its class and its amount.</param>
    public static string Csv(int rows, string header, Func<int, string[], string, string, string> line)
    {
        var text = new StringBuilder(header + "\n");
        for (var row = 0; row < rows; row++)
        {
            // Fractions of multiples of irrational numbers: spread evenly, and the same on every machine.
            var (u, v) = ((row * 0.6180339887 % 1) - 0.5, (row * 0.7548776662 % 1) - 0.5);
            var noise = ((row * 0.5698402910 % 1) - 0.5) * 0.02;
            double[] columns = [10 * u, (100 * v) + 500, u + v + noise, (3 * u) - v - noise, (0.001 * v) + (0.002 * u), -u + (2 * v) + noise];
            text.Append(line(row, [.. columns.Select(c => c.ToString("0.######", CultureInfo.InvariantCulture))], u > 0.1 ? "high" : v > 0 ? "middle" : "low", ((5 * u) + v).ToString("0.####", CultureInfo.InvariantCulture))).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>With a class to predict.</summary>
    public static string Labelled(int rows = 150) => Csv(rows, "a,b,c,d,e,f,kind", (_, columns, kind, _) => $"{string.Join(',', columns)},{kind}");

    /// <summary>With a number to predict.</summary>
    public static string WithAmount(int rows = 150) => Csv(rows, "a,b,c,d,e,f,amount", (_, columns, _, amount) => $"{string.Join(',', columns)},{amount}");

    /// <summary>With nothing to predict.</summary>
    public static string Plain(int rows = 150) => Csv(rows, "a,b,c,d,e,f", (_, columns, _, _) => string.Join(',', columns));
}
