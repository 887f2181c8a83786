namespace Scenarios.Hosting;

/// <summary>A data file that came with the executable, found from any working folder.</summary>
public sealed class BundledFile
{
    private readonly Func<Stream> _open;

    private BundledFile(string name, string? path, Func<Stream> open) => (Name, Path, _open) = (name, path, open);

    /// <summary>Its name, with folders: <c>movielens-small/ratings.csv</c>.</summary>
    public string Name { get; }

    /// <summary>Where it lies; null where it is embedded in the executable, or computed by it. See <see cref="RunContext.BundledPath"/>.</summary>
    public string? Path { get; }

    /// <summary>Opens it for reading.</summary>
    public Stream Open() => _open();

    internal static BundledFile Find(Scenario scenario, string name)
    {
        if (scenario.MakeData(name) is { } made)
        {
            made.Dispose();
            return new(name, null, () => scenario.MakeData(name)!);
        }
        var beside = System.IO.Path.Combine(AppContext.BaseDirectory, "data", name);
        if (File.Exists(beside))
        {
            return new(name, beside, () => File.OpenRead(beside));
        }
        return scenario.Assembly.GetManifestResourceInfo("data/" + name) is null
            ? throw new ScenarioException(ExitCode.Data, "data.bundled-missing", name, beside)
            : new(name, null, () => scenario.Assembly.GetManifestResourceStream("data/" + name)!);
    }
}
