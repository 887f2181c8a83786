using Pipelines.Reporting;
using Xunit;

namespace Pipelines.Tests.Reporting;

/// <summary>Writes the demo in every form, into the folder PIPELINES_LOOK where somebody wants to look at it.</summary>
public sealed class LookTests
{
    [Fact]
    public void Every_form_of_the_demo_can_be_written()
    {
        var wanted = Environment.GetEnvironmentVariable("PIPELINES_LOOK");
        var folder = string.IsNullOrEmpty(wanted) ? Directory.CreateTempSubdirectory("pipelines-look").FullName : Directory.CreateDirectory(wanted).FullName;
        try
        {
            foreach (var (language, name) in new[] { (Language.English, "en"), (Language.Chinese, "zh") })
            {
                var report = DemoReport.Make(language);
                foreach (var (ending, text) in new[] { ("html", HtmlReport.Render(report)), ("md", MarkdownReport.Render(report)), ("json", JsonReport.Render(report)), ("txt", ConsoleReport.Render(report)) })
                {
                    var path = Path.Combine(folder, $"demo.{name}.{ending}");
                    File.WriteAllText(path, text);
                    // Nothing is lost on the way to UTF-8: no half characters.
                    Assert.Equal(text, File.ReadAllText(path));
                }
            }
        }
        finally
        {
            if (string.IsNullOrEmpty(wanted))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
