using System.Globalization;
using Pipelines.Data;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;

namespace DataEncoding.Data;

/// <summary>Rows that are pictures: pixel after pixel, row by row from the top left, as the encoded numbers stand.</summary>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels in a row.</param>
internal sealed record ImageLayout(int Height, int Width)
{
    private const int LeastUnnamedPixels = 64;

    private static readonly string[] Names = ["pixel", "px", "像素"];

    /// <summary>The layout that <c>--image</c> declares, or that the columns suggest: on one scale from 0, a square number of them, called pixels or at least 64.</summary>
    /// <param name="declared">What the user said; null for nothing.</param>
    /// <param name="pixels">The columns that may be pixels, constant ones among them, in file order.</param>
    /// <param name="scale">The scale that those share which are not constant.</param>
    /// <exception cref="ScenarioException">The declared size does not fit.</exception>
    public static ImageLayout? Of(string? declared, IReadOnlyList<Column> pixels, SharedScale? scale)
    {
        if (declared == "none")
        {
            return null;
        }
        var numbers = pixels.Count(p => p is NumberColumn);
        if (declared is not null)
        {
            var layout = SizeOf(declared);
            return numbers == layout.Height * layout.Width && numbers == pixels.Count ? layout
                : throw new ScenarioException(ExitCode.Data, "encode.image-columns", declared, layout.Height * layout.Width, numbers);
        }
        var side = (int)Math.Round(Math.Sqrt(pixels.Count));
        var called = pixels.All(p => Names.Any(n => p.Name.StartsWith(n, StringComparison.OrdinalIgnoreCase)));
        return scale is { Low: 0 } && side >= 3 && side * side == pixels.Count && (called || pixels.Count >= LeastUnnamedPixels) && numbers == pixels.Count ? new(side, side) : null;
    }

    /// <summary>A size as typed.</summary>
    /// <exception cref="ScenarioException">It is none.</exception>
    public static ImageLayout SizeOf(string text)
    {
        var parts = text.Split(['x', 'X', '×', '*']);
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var height) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var width) && height is > 0 and <= 10_000 && width is > 0 and <= 10_000
            ? new(height, width)
            : throw new ScenarioException(ExitCode.Usage, "encode.image-size", EncodingOptions.Image.Typed, text);
    }
}
