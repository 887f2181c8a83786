namespace Pipelines.Reporting.Charts;

/// <summary>A picture of numbers, with the table behind it. NaN is a gap; infinities are left out.</summary>
/// <param name="Key">Stable name: part of the anchor in HTML and of the file name when saved, the name in JSON.</param>
/// <param name="Title">What it shows.</param>
public abstract record Chart(string Key, string Title) : Block
{
    /// <summary>What to see in it, in a sentence; empty where the title says so.</summary>
    public string Caption { get; init; } = "";

    /// <summary>The picture in words for who cannot see it; empty to make one from the title and the names of the series.</summary>
    public string Description { get; init; } = "";

    /// <summary>The numbers behind the picture.</summary>
    /// <param name="texts">The language of fixed headings.</param>
    public abstract ReportTable ToTable(TextTable texts);

    /// <summary>The names that tell what is drawn, for the picture in words.</summary>
    internal abstract IEnumerable<string> Names { get; }
}
