using QualityInspection.Data;
using Xunit;

namespace Scenarios.Tests.QualityInspection;

/// <summary>The bundled files are what the generator makes of seed 0; PIPELINES_RENEW=1 writes them anew.</summary>
public sealed class LineFilesTests
{
    [Theory]
    [InlineData("parts.csv")]
    [InlineData("spec.csv")]
    public void The_bundled_files_are_what_the_generator_makes(string file)
    {
        var line = LineGenerator.Make();
        var made = file == "parts.csv" ? LineFiles.Parts(line) : LineFiles.Spec(line);
        var path = Path.Combine(Repository.Root, "datasets", "shaft-line", file);
        if (Environment.GetEnvironmentVariable("PIPELINES_RENEW") == "1")
        {
            File.WriteAllText(path, made);
        }
        Assert.Equal(made, File.ReadAllText(path));
    }
}
