namespace Pipelines.Tests;

/// <summary>Files of the repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Pipelines.sln, found upwards from the test executable.</summary>
    public static string Root { get; } = Find();

    public static string PathTo(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    public static string Path(string relative) => PathTo(relative.Split('/'));

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Pipelines.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Pipelines.sln above {AppContext.BaseDirectory}; run the tests from a build inside the repository.");
    }
}
