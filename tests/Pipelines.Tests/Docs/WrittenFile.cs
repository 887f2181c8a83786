using Xunit;

namespace Pipelines.Tests.Docs;

/// <summary>A file of the repository that a test writes: the test fails when the file has drifted, and writes it anew when PIPELINES_RENEW is 1.</summary>
internal static class WrittenFile
{
    public static void Check(string path, string text)
    {
        string full = Repository.PathTo(path);
        if (Environment.GetEnvironmentVariable("PIPELINES_RENEW") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }

        Assert.True(File.Exists(full), $"{path} is missing. Run the tests once with PIPELINES_RENEW=1 and commit it.");
        Assert.True(text == File.ReadAllText(full).ReplaceLineEndings("\n"), $"{path} has drifted from the code. Run the tests once with PIPELINES_RENEW=1 and commit it.");
    }
}
