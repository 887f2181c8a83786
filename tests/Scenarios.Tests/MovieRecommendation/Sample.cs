using System.Globalization;
using System.Text;

namespace Scenarios.Tests.MovieRecommendation;

/// <summary>Small ratings with tastes in them: people and items lie on two axes, and people rate about two fifths of the items.</summary>
internal static class Sample
{
    public const int People = 60, Items = 40;

    /// <summary>Person, item, stars from 1 to 5 in halves.</summary>
    public static IReadOnlyList<(int Person, int Item, double Stars)> Rows { get; } = Make();

    /// <summary>The rows as a file.</summary>
    /// <param name="header">The first line; null for none.</param>
    /// <param name="line">One row.</param>
    public static string Csv(string? header, Func<int, int, double, string> line)
    {
        var text = new StringBuilder(header is null ? "" : header + "\n");
        foreach (var (person, item, stars) in Rows)
        {
            text.Append(line(person, item, stars)).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The rows under the plainest names.</summary>
    public static string Plain(string header = "user,item,rating") => Csv(header, (p, i, s) => $"u{p},i{i},{Point(s)}");

    public static string Point(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static List<(int Person, int Item, double Stars)> Make()
    {
        var rows = new List<(int, int, double)>();
        for (var person = 0; person < People; person++)
        {
            for (var item = 0; item < Items; item++)
            {
                // Fractions of multiples of an irrational number: spread evenly, and the same on every machine.
                var (a, b) = (person * 0.618034 % 1 * 2 * Math.PI, item * 0.754878 % 1 * 2 * Math.PI);
                if (((person * 0.754878) + (item * 0.569840) + (person * item * 0.381966)) % 1 < 0.4)
                {
                    rows.Add((person, item, Math.Round((3 + (2 * Math.Cos(a - b))) * 2) / 2));
                }
            }
        }
        return rows;
    }
}
