using System.Globalization;
using System.Text;

namespace Scenarios.Tests.DataEncoding;

/// <summary>Small tables with one hidden number in them: an id, categories, numbers that follow it, gaps, and a class.</summary>
internal static class CodedRows
{
    /// <summary>Options that make training short.</summary>
    public static readonly string[] Short = ["--epochs", "40", "--hidden", "16", "--seeds", "2"];

    /// <summary>A table of id, name, city, age, income, score (with gaps), kind and note (always the same).</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="older">Added to every age.</param>
    /// <param name="first">Number of the first row: others are other rows.</param>
    public static string Mixed(int rows, double older = 0, int first = 0)
    {
        var text = new StringBuilder("id,name,city,age,income,score,kind,note\n");
        for (var r = first; r < first + rows; r++)
        {
            // Fractions of multiples of irrational numbers: spread evenly, and the same on every machine.
            var (u, noise) = (4 * ((r * 0.6180339887 % 1) - 0.5), (r * 0.7548776662 % 1) - 0.5);
            var city = r % 17 == 0 ? "" : u > 0.7 ? "Oslo" : u > -0.7 ? "Lyon" : "Rome";
            text.Append(CultureInfo.InvariantCulture, $"{1000 + r},n{r},{city},{40 + (10 * u) + noise + older:0.0},{3000 + (900 * u) + (90 * noise):0},{(r % 7 == 3 ? "" : (2 * u).ToString("0.000", CultureInfo.InvariantCulture))},{(u > 0 ? "high" : "low")},same\n");
        }
        return text.ToString();
    }

    /// <summary>Pictures as an IDX file: a bar whose place says the class, one byte a pixel.</summary>
    public static byte[] Pictures(int count, int height, int width) =>
    [
        0, 0, 8, 3, 0, 0, (byte)(count >> 8), (byte)count, 0, 0, 0, (byte)height, 0, 0, 0, (byte)width,
        .. Enumerable.Range(0, count * height * width).Select(i => (byte)(i % width == i / (height * width) % width ? 255 - (i / (height * width) % 50) : i / (height * width) % 20)),
    ];

    /// <summary>The labels of such pictures.</summary>
    public static byte[] Labels(int count, int width) => [0, 0, 8, 1, 0, 0, (byte)(count >> 8), (byte)count, .. Enumerable.Range(0, count).Select(i => (byte)(i % width))];
}
