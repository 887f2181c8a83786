namespace Pipelines.Tests.Docs;

/// <summary>One algorithm of the catalogue.</summary>
/// <param name="Topic">The lecture's topic, in English and Chinese.</param>
/// <param name="Name">What people call it, in English and Chinese.</param>
/// <param name="Source">Its file below src/Pipelines, without the extension.</param>
/// <param name="Test">Its test below tests/Pipelines.Tests, without the extension.</param>
/// <param name="Command">The scenario's command that runs it; empty while only other code uses it.</param>
/// <param name="Paper">Where it comes from; empty for what needs no paper.</param>
internal sealed record CatalogueRow((string En, string Zh) Topic, (string En, string Zh) Name, string Source, string Test, string Command = "", string Paper = "")
{
    /// <summary>Name of the class.</summary>
    public string Type => Source[(Source.LastIndexOf('/') + 1)..];

    public string SourceFile => $"src/Pipelines/{Source}.cs";

    public string TestFile => $"tests/Pipelines.Tests/{Test}.cs";

    /// <summary>The catalogue lists what is built and nothing else.</summary>
    public bool IsBuilt => File.Exists(Repository.PathTo(SourceFile));
}
