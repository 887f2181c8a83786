using System.Text.RegularExpressions;
using Xunit;

namespace Pipelines.Tests.Architecture;

/// <summary>Who may see whom: the arrows of DESIGN.md. What needs two tasks otherwise is composed in a scenario.</summary>
public sealed partial class ArrowTests
{
    private static readonly string[] Tasks = ["Neighbors", "Recommendation", "Association", "Clustering", "Reduction", "Anomaly", "Neural", "Supervised", "Reinforcement", "Quality", "Packing"];

    private static readonly Dictionary<string, string[]> Sees = new()
    {
        ["Pipelines"] = [],
        ["Numerics"] = [],
        ["Data"] = ["Numerics"],
        ["Models"] = ["Data", "Numerics"],
        ["Evaluation"] = ["Data", "Numerics"],
        ["Reporting"] = ["Evaluation", "Data", "Numerics"],
        ["Neighbors"] = ["Models", "Data", "Numerics"],
        ["Anomaly"] = ["Models", "Data", "Numerics", "Neighbors", "Reduction", "Neural"],
        // Capability figures are measures, with the intervals that all measures have.
        ["Quality"] = ["Evaluation", "Data", "Numerics"],
        ["Supervised"] = ["Models", "Data", "Numerics", "Neighbors", "Neural"],
        ["Reinforcement"] = ["Models", "Data", "Numerics", "Neighbors", "Neural"],
        // Of models it knows that they turn rows into codes and back, and not which they are.
        ["Packing"] = ["Models", "Data"],
    };

    /// <summary>The one file that knows every task folder: the table from a model's kind to its reader.</summary>
    private const string KnowsAllTasks = "src/Pipelines/Models/ModelKinds.cs";

    private static readonly string[] AnyTask = ["Models", "Data", "Numerics", "Neighbors"];

    private static readonly string[] Areas = [.. Sees.Keys.Concat(Tasks).Where(a => a != "Pipelines").Distinct()];

    private static readonly Dictionary<string, string> AreaOfType = SourceFile.Library
        .SelectMany(f => ShapeTests.TopLevelTypes(f).Select(t => (t.Name, Area: AreaOf(f))))
        .Where(t => t.Area != "Pipelines").DistinctBy(t => (t.Name, t.Area)).ToLookup(t => t.Name, t => t.Area).Where(t => t.Count() == 1).ToDictionary(t => t.Key, t => t.First());

    [Fact]
    public void Every_arrow_of_the_library_is_one_of_the_design() => Findings.None(SourceFile.Library.SelectMany(f => Violations(f)));

    [Fact]
    public void Every_folder_of_the_library_has_its_place_in_the_design() => Findings.None(SourceFile.Library.Select(AreaOf).Distinct().Where(a => a != "Pipelines" && !Areas.Contains(a)));

    [Fact]
    public void The_library_knows_no_scenario_and_no_scenario_another() => Findings.None(SourceFile.All.SelectMany(ScenarioViolations));

    [Fact]
    public void Namespaces_follow_folders()
    {
        static string Expected(SourceFile file) => file.Path["src/".Length..file.Path.LastIndexOf('/')].Replace('/', '.');
        var wrong = SourceFile.All.Where(f => f.Name != "Program.cs")
            .Select(f => (File: f, Found: NamespaceLine().Match(f.Code).Groups[1].Value))
            .Where(f => f.Found.Length > 0 && f.Found != Expected(f.File) && $"Scenarios.{f.Found}" != Expected(f.File));
        Findings.None(wrong.Select(f => $"{f.File.Path}: namespace {f.Found} should be {Expected(f.File)}"));
    }

    [Theory]
    [InlineData("src/Pipelines/Evaluation/X.cs", "using Pipelines.Models;", "Evaluation -> Models")]
    [InlineData("src/Pipelines/Clustering/X.cs", "using Pipelines.Recommendation;", "Clustering -> Recommendation")]
    [InlineData("src/Pipelines/Clustering/X.cs", "var a = Pipelines.Anomaly.Y.Z();", "Clustering -> Anomaly")]
    [InlineData("src/Pipelines/Numerics/X.cs", "var a = new Data.Matrix(1, 1);", "Numerics -> Data")]
    [InlineData("src/Pipelines/X.cs", "using static Pipelines.Evaluation.Bootstrap;", "Pipelines -> Evaluation")]
    [InlineData("src/Pipelines/Data/X.cs", "using M = Pipelines.Models.IModel;", "Data -> Models")]
    [InlineData("src/Pipelines/Packing/X.cs", "using Pipelines.Neural;", "Packing -> Neural")]
    [InlineData("src/Pipelines/Anomaly/X.cs", "using Pipelines.Neural;", null)]
    [InlineData("src/Pipelines/Clustering/X.cs", "using Pipelines.Data; // Pipelines.Anomaly", null)]
    [InlineData(KnowsAllTasks, "using Pipelines.Clustering;", null)]
    [InlineData(KnowsAllTasks, "using Pipelines.Reporting;", "Models -> Reporting")]
    [InlineData("src/Pipelines/Reporting/X.cs", "row.Data.Count + Models.Length", null)]
    public void The_rule_finds_an_arrow_that_should_not_be(string path, string code, string? arrow)
    {
        var found = Violations(SourceFile.Of(path, code));
        if (arrow is null)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Contains(arrow, Assert.Single(found), StringComparison.Ordinal);
        }
    }

    private static string AreaOf(SourceFile file) => file.Path.Split('/') is [_, _, var area, _, ..] ? area : "Pipelines";

    private static string[] Violations(SourceFile file)
    {
        var from = AreaOf(file);
        string[] allowed = Sees.TryGetValue(from, out var listed) ? listed : AnyTask;
        if (file.Path == KnowsAllTasks)
        {
            allowed = [.. allowed, .. Tasks];
        }
        return [.. Seen(file).Where(s => s.Area != from && !allowed.Contains(s.Area)).DistinctBy(s => s.Area).Select(s => $"{file.Path}({file.LineOf(s.Place)}): {from} -> {s.Area} is no arrow of DESIGN.md")];
    }

    /// <summary>Areas named in full, and areas named relative to the namespace Pipelines, where a type of that area follows.</summary>
    private static IEnumerable<(string Area, int Place)> Seen(SourceFile file) =>
        FullName().Matches(file.Code).Where(m => Areas.Contains(m.Groups[1].Value)).Select(m => (m.Groups[1].Value, m.Index))
            .Concat(RelativeName().Matches(file.Code).Where(m => AreaOfType.TryGetValue(m.Groups[2].Value, out var area) && area == m.Groups[1].Value).Select(m => (m.Groups[1].Value, m.Index)));

    private static IEnumerable<string> ScenarioViolations(SourceFile file)
    {
        var scenarios = Directory.GetDirectories(Repository.PathTo("src/Scenarios")).Select(d => Path.GetFileName(d)).Where(d => d != "Hosting").ToArray();
        var own = file.Path.Split('/') is ["src", "Scenarios", var name, ..] ? name : "";
        var library = own.Length == 0;
        var seen = UsingLine().Matches(file.Code).Select(m => m.Groups[1].Value);
        return seen.Where(s => (library && s.StartsWith("Scenarios", StringComparison.Ordinal)) || scenarios.Any(o => o != own && (s == o || s.StartsWith(o + ".", StringComparison.Ordinal))))
            .Select(s => $"{file.Path}: {(library ? "the library" : own)} may not see {s}");
    }

    [GeneratedRegex(@"\bPipelines\.([A-Z]\w*)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![\w.])([A-Z]\w*)\.([A-Z]\w*)")]
    private static partial Regex RelativeName();

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?([\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*[;{]", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
