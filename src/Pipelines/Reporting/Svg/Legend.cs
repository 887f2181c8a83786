namespace Pipelines.Reporting.Svg;

/// <summary>The legend over a chart, wrapped to its width.</summary>
internal static class Legend
{
    /// <summary>Draws the entries and returns the height taken; nothing where fewer than <paramref name="least"/> are given.</summary>
    internal static double Draw(SvgCanvas canvas, IReadOnlyList<(string Name, Action<double, double> Swatch)> entries, int least = 2)
    {
        if (entries.Count < least)
        {
            return 0;
        }
        var size = canvas.FontSize;
        double x = 0, y = size + 2;
        foreach (var (name, swatch) in entries)
        {
            var text = TextWidth.Cut(name, size, canvas.Width - 30);
            var wide = 26 + TextWidth.Of(text, size);
            if (x > 0 && x + wide > canvas.Width)
            {
                (x, y) = (0, y + size + 8);
            }
            swatch(x + 9, y - (size * 0.35));
            canvas.Text("leg", x + 23, y, text);
            x += wide + 14;
        }
        return y + 10;
    }
}
