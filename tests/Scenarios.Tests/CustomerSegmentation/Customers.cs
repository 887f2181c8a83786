using System.Globalization;
using System.Text;

namespace Scenarios.Tests.CustomerSegmentation;

/// <summary>Small data with segments in it, the same on every machine.</summary>
internal static class Customers
{
    /// <summary>Three kinds of customers by two numbers and a text, with an id, a constant and who answered.</summary>
    public static string Table(int rows = 180)
    {
        var text = new StringBuilder("client_id,age,spend,city,country,answered\n");
        for (var r = 0; r < rows; r++)
        {
            var (kind, u, v) = (r % 3, r * 0.6180339887 % 1, r * 0.7548776662 % 1);
            text.Append(CultureInfo.InvariantCulture, $"K{1000 + r},{20 + (20 * kind) + (3 * u):0.##},{100 + (kind == 1 ? 400 : 0) + (20 * v):0.##},{(kind == 2 ? "Oslo" : "Rome")},X,{((kind == 1 && u < 0.6) || u < 0.05 ? "yes" : "no")}\n");
        }
        return text.ToString();
    }

    /// <summary>Transactions of three kinds: often and much, now and then, once long ago.</summary>
    /// <param name="header">The first line.</param>
    /// <param name="date">How a day is written.</param>
    /// <param name="customers">How many.</param>
    public static string Orders(string header = "customer,date,amount", string date = "yyyy-MM-dd", int customers = 120)
    {
        var text = new StringBuilder(header + "\n");
        for (var c = 0; c < customers; c++)
        {
            var (kind, u) = (c % 3, c * 0.6180339887 % 1);
            var orders = kind == 0 ? 20 : kind == 1 ? 6 : 1;
            for (var o = 0; o < orders + (kind == 2 ? 0 : 2); o++)
            {
                // The last two orders of the first kinds lie in the next period.
                var day = o >= orders ? 320 + (o - orders) * 10 : kind == 2 ? 20 + (int)(30 * u) : 299 - (o * (kind == 0 ? 7 : 30)) - (int)(5 * u);
                text.Append(CultureInfo.InvariantCulture, $"c{c},{new DateTime(2024, 1, 1).AddDays(day).ToString(date, CultureInfo.InvariantCulture)},{(kind == 0 ? 90 : kind == 1 ? 40 : 10) * (1 + (0.2 * u)):0.##}\n");
            }
        }
        return text.ToString();
    }
}
