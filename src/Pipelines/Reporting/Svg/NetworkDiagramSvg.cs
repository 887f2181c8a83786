using Pipelines.Reporting.Charts;

namespace Pipelines.Reporting.Svg;

/// <summary>Draws a <see cref="NetworkDiagram"/>: a bar a layer, a pale funnel between neighbours, names over and under them.</summary>
internal static class NetworkDiagramSvg
{
    private const double Shortest = 16;

    internal static bool Draw(SvgCanvas canvas, NetworkDiagram chart)
    {
        var layers = chart.Layers;
        if (layers.Count == 0)
        {
            return false;
        }
        var (size, narrow) = (canvas.FontSize, canvas.Narrow);
        var bar = Math.Min(narrow ? 12 : 20, canvas.Width / (2.0 * layers.Count));
        // Room for the outermost labels, which stand centred under their bars.
        var edge = Math.Min(canvas.Width * 0.2, Math.Max(bar, Math.Max(TextWidth.Of(Label(layers[0]), size), TextWidth.Of(Label(layers[^1]), size))) / 2);
        var step = layers.Count == 1 ? 0 : (canvas.Width - (2 * edge)) / (layers.Count - 1);
        var tall = narrow ? 110.0 : 150;
        var top = chart.Parts.Count > 0 ? size + 12 : 4;
        var middle = top + (tall / 2);
        double least = Math.Log(Math.Max(1, layers.Min(l => l.Units))), most = Math.Log(Math.Max(2, layers.Max(l => l.Units)));
        double X(int i) => edge + (i * step);
        double High(int i) => most > least ? Shortest + ((tall - Shortest) * (Math.Log(Math.Max(1, layers[i].Units)) - least) / (most - least)) : tall;
        for (var i = 0; i + 1 < layers.Count; i++)
        {
            var (left, right, a, b) = (X(i) + (bar / 2), X(i + 1) - (bar / 2), High(i) / 2, High(i + 1) / 2);
            canvas.Path("band k0", Series.Polygon((left, middle - a), (right, middle - b), (right, middle + b), (left, middle + a)));
        }
        for (var i = 0; i < layers.Count; i++)
        {
            var name = chart.NameOf(i);
            canvas.Rect($"bar {Series.Color(layers[i].Marked ? 1 : 0)}", X(i) - (bar / 2), middle - (High(i) / 2), bar, High(i), Series.Tip(name, ("", NumberFormat.Whole.Of(layers[i].Units))), 2);
        }
        Parts(canvas, chart, X, size);
        var under = top + tall + size + 6;
        Under(canvas, layers, X, under, l => NumberFormat.Whole.Of(l.Units), "val");
        if (layers.Any(Labelled))
        {
            under += size + 5;
            Under(canvas, layers, X, under, Label, "lab");
        }
        canvas.Height = under + 6;
        if (chart.Comparison.Length > 0)
        {
            Comparison(canvas, chart.Comparison, X(0), X(layers.Count - 1), under + 8, size);
        }
        return true;
    }

    private static bool Labelled(NetworkLayer layer) => layer.Label.Length > 0;

    private static string Label(NetworkLayer layer) => layer.Label;

    private static void Parts(SvgCanvas canvas, NetworkDiagram chart, Func<int, double> x, double size)
    {
        foreach (var part in chart.Parts)
        {
            var label = TextWidth.Cut(part.Label, size, canvas.Width);
            var half = TextWidth.Of(label, size) / 2;
            var centre = (x(Math.Clamp(part.First, 0, chart.Layers.Count - 1)) + x(Math.Clamp(part.Last, 0, chart.Layers.Count - 1))) / 2;
            canvas.Text("leg", Math.Clamp(centre, half, Math.Max(half, canvas.Width - half)), size, label, "middle");
        }
    }

    /// <summary>Texts centred under the layers: the marked and the outermost first, then those for which there is room.</summary>
    private static void Under(SvgCanvas canvas, IReadOnlyList<NetworkLayer> layers, Func<int, double> x, double y, Func<NetworkLayer, string> text, string css)
    {
        var taken = new List<(double From, double To)>();
        foreach (var i in Enumerable.Range(0, layers.Count).OrderBy(i => layers[i].Marked ? 0 : i == 0 || i == layers.Count - 1 ? 1 : 2))
        {
            var half = TextWidth.Of(text(layers[i]), canvas.FontSize) / 2;
            var centre = Math.Clamp(x(i), half, Math.Max(half, canvas.Width - half));
            if (half > 0 && !taken.Exists(t => centre - half < t.To + 4 && centre + half > t.From - 4))
            {
                taken.Add((centre - half, centre + half));
                canvas.Text(css, centre, y, text(layers[i]), "middle");
            }
        }
    }

    private static void Comparison(SvgCanvas canvas, string text, double from, double to, double y, double size)
    {
        const double drop = 12;
        var label = TextWidth.Cut(text, size, canvas.Width);
        var (middle, half) = ((from + to) / 2, (TextWidth.Bold(label, size) / 2) + 6);
        canvas.Line("ref", from, y, from, y + drop);
        canvas.Line("ref", from, y + drop, Math.Max(from, middle - half), y + drop);
        canvas.Line("ref", Math.Min(to, middle + half), y + drop, to, y + drop);
        canvas.Line("ref", to, y + drop, to, y);
        canvas.Text("reft", middle, y + drop + (size * 0.35), label, "middle");
        canvas.Height = y + drop + size;
    }
}
