using Pipelines.Reporting;
using Xunit;

namespace Pipelines.Tests.Reporting;

/// <summary>Writes the demo in every form into the folder PIPELINES_LOOK, for people to look at.</summary>
public sealed class LookTests
{
    [Fact]
    public void Writes_the_demo_where_it_is_asked_for()
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINES_LOOK");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "PIPELINES_LOOK names no folder.");
        Directory.CreateDirectory(folder!);
        foreach (var (language, name) in new[] { (Language.English, "en"), (Language.Chinese, "zh") })
        {
            var report = DemoReport.Make(language);
            File.WriteAllText(Path.Combine(folder!, $"demo.{name}.html"), HtmlReport.Render(report));
            File.WriteAllText(Path.Combine(folder!, $"demo.{name}.md"), MarkdownReport.Render(report));
            File.WriteAllText(Path.Combine(folder!, $"demo.{name}.json"), JsonReport.Render(report));
            File.WriteAllText(Path.Combine(folder!, $"demo.{name}.txt"), ConsoleReport.Render(report, 100, true, TerminalColor.None));
        }
    }
}
