using System.Globalization;
using Pipelines.Data;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;

namespace DimensionalityReduction.Data;

/// <summary>Where each number of a row stands in a picture, row by row from the top left.</summary>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Places">For each pixel its place among the reduced columns; -1 where the pixel never changes and so is not one of them.</param>
/// <param name="Constants">The value of each pixel that never changes.</param>
internal sealed record ImageLayout(int Height, int Width, int[] Places, double[] Constants)
{
    private const int LeastUnnamedPixels = 64;

    private static readonly string[] Names = ["pixel", "px", "像素"];

    /// <summary>The layout that <c>--image</c> declares, or that the columns suggest: on one scale from 0, a square number of them, called pixels or at least 64.</summary>
    /// <param name="declared">What the user said; null for nothing.</param>
    /// <param name="pixels">The columns that may be pixels, constant ones among them, in file order.</param>
    /// <param name="used">Names of the reduced columns, in their order.</param>
    /// <param name="scale">The scale they share.</param>
    /// <exception cref="ScenarioException">The declared size does not fit.</exception>
    public static ImageLayout? Of(string? declared, IReadOnlyList<Column> pixels, IReadOnlyList<string> used, SharedScale? scale)
    {
        if (declared == "none")
        {
            return null;
        }
        if (declared is not null)
        {
            var (height, width) = SizeOf(declared);
            return pixels.Count == height * width && pixels.All(p => p is NumberColumn)
                ? Make(height, width, pixels, used)
                : throw new ScenarioException(ExitCode.Data, "reduce.image-columns", declared, height * width, pixels.Count(p => p is NumberColumn));
        }
        var side = (int)Math.Round(Math.Sqrt(pixels.Count));
        var called = pixels.All(p => Names.Any(n => p.Name.StartsWith(n, StringComparison.OrdinalIgnoreCase)));
        return scale is { Low: 0 } && side >= 3 && side * side == pixels.Count && (called || pixels.Count >= LeastUnnamedPixels) && pixels.All(p => p is NumberColumn) ? Make(side, side, pixels, used) : null;
    }

    /// <summary>The pixels of a row of reduced columns.</summary>
    public double[] Pixels(ReadOnlySpan<float> row)
    {
        var pixels = new double[Places.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Places[i] < 0 ? Constants[i] : row[Places[i]];
        }
        return pixels;
    }

    private static ImageLayout Make(int height, int width, IReadOnlyList<Column> pixels, IReadOnlyList<string> used)
    {
        var placeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < used.Count; i++)
        {
            placeOf[used[i]] = i;
        }
        return new(height, width, [.. pixels.Select(p => placeOf.GetValueOrDefault(p.Name, -1))], [.. pixels.Select(p => Array.Find(((NumberColumn)p).Values, v => !double.IsNaN(v)))]);
    }

    private static (int Height, int Width) SizeOf(string text)
    {
        var parts = text.Split(['x', 'X', '×', '*']);
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var height) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var width) && height is > 0 and <= 10_000 && width is > 0 and <= 10_000
            ? (height, width)
            : throw new ScenarioException(ExitCode.Usage, "reduce.image-size", ReductionOptions.Image.Typed, text);
    }
}
