using Xunit;

namespace Pipelines.Tests.Docs;

/// <summary>docs/catalogue.md and docs/catalogue.zh.md list what is built, and their links lead somewhere.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void English_page_is_what_the_list_says() => WrittenFile.Check("docs/catalogue.md", Catalogue.English());

    [Fact]
    public void Chinese_page_is_what_the_list_says() => WrittenFile.Check("docs/catalogue.zh.md", Catalogue.Chinese());

    [Fact]
    public void Every_row_has_a_test_and_a_scenario()
    {
        Assert.NotEmpty(Catalogue.Built);
        foreach (CatalogueRow row in Catalogue.Built)
        {
            Assert.True(File.Exists(Repository.PathTo(row.TestFile)), $"The catalogue names {row.TestFile} for {row.Type}; there is no such file.");
            Assert.True(row.Command.Length == 0 || Directory.Exists(Repository.PathTo("src/Scenarios", row.Command.Split(' ')[0])), $"The catalogue names the command '{row.Command}' for {row.Type}; there is no such scenario.");
        }
    }

    [Fact]
    public void Every_estimator_of_the_library_has_a_row()
    {
        var estimators = typeof(Rng).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEstimator<,>)))
            .Select(type => type.Name);

        Assert.Equal([], estimators.Except(Catalogue.Built.Select(row => row.Type)).Order(StringComparer.Ordinal));
    }
}
