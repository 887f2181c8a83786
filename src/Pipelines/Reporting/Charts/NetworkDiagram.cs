namespace Pipelines.Reporting.Charts;

/// <summary>The layers of a network from left to right, each as tall as it is wide in numbers (by their logarithm), so that a bottleneck is seen as one.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Layers">The layers, from the input to the output.</param>
public sealed record NetworkDiagram(string Key, string Title, IReadOnlyList<NetworkLayer> Layers) : Chart(Key, Title)
{
    /// <summary>Names of stretches of layers, such as encoder and decoder, over them.</summary>
    public IReadOnlyList<NetworkPart> Parts { get; init; } = [];

    /// <summary>What compares the last layer with the first, such as the loss: a dashed line under the layers; empty for none.</summary>
    public string Comparison { get; init; } = "";

    internal override IEnumerable<string> Names => Layers.Select(l => l.Label.Length > 0 ? $"{l.Label} ({NumberFormat.Whole.Of(l.Units)})" : NumberFormat.Whole.Of(l.Units));

    /// <inheritdoc/>
    public override ReportTable ToTable(TextTable texts) =>
        ChartTable.Of(this, [new(texts["report.layer"]), new(texts["report.numbers"]) { Align = Align.Right, Format = NumberFormat.Whole }], Layers.Count, i => [NameOf(i), (long)Layers[i].Units]);

    /// <summary>The label of a layer, else the part it is in.</summary>
    internal string NameOf(int layer) => Layers[layer].Label.Length > 0 ? Layers[layer].Label : Parts.FirstOrDefault(p => layer >= p.First && layer <= p.Last)?.Label ?? "";
}
