using System.Text;

namespace Pipelines.Reporting;

/// <summary>A line the size of a word for a cell of a table: how a value went. HTML draws it; where there is only text it is a row of blocks.</summary>
/// <param name="Values">The values from left to right; NaN breaks the line.</param>
/// <param name="Low">The value at the bottom, finite.</param>
/// <param name="High">The value at the top, finite, above <paramref name="Low"/>.</param>
public sealed record Sparkline(IReadOnlyList<double> Values, double Low, double High)
{
    private const int MostBlocks = 20;

    /// <summary>A value to mark by a line from left to right, such as a limit; NaN for none.</summary>
    public double Mark { get; init; } = double.NaN;

    /// <summary>The line as at most 20 blocks from low to high, the lowest value of each stretch; a blank where there is none.</summary>
    public override string ToString()
    {
        var blocks = Math.Min(MostBlocks, Values.Count);
        var text = new StringBuilder(blocks);
        for (var b = 0; b < blocks; b++)
        {
            var least = double.NaN;
            for (var i = (int)((long)Values.Count * b / blocks); i < (int)((long)Values.Count * (b + 1) / blocks); i++)
            {
                least = double.IsNaN(least) || Values[i] < least ? Values[i] : least;
            }
            text.Append(double.IsNaN(least) ? ' ' : (char)('\u2581' + (int)Math.Clamp(8 * Part(least), 0, 7)));
        }
        return text.ToString();
    }

    /// <summary>Where between bottom and top a value lies, 0 to 1.</summary>
    internal double Part(double value) => High > Low ? Math.Clamp((value - Low) / (High - Low), 0, 1) : 0.5;
}
