namespace Scenarios.Tests.CustomerSegmentation;

/// <summary>The made shop, trained once for the verbs that read a saved model.</summary>
public sealed class TrainedShop : IDisposable
{
    public TrainedShop() => Run.Train("--replicates", "5", "--max-segments", "7", "--method", "kmeans");

    internal SegmentRun Run { get; } = new();

    /// <summary>Who was in which segment in training.</summary>
    internal Dictionary<string, string> Segments
    {
        get
        {
            var training = Run.Host.RunFolders.First(f => File.Exists(Path.Combine(f, "segments.csv")));
            var rows = File.ReadAllLines(Path.Combine(training, "segments.csv")).Select(l => l.TrimStart('\uFEFF').Split(',')).ToArray();
            var at = Array.IndexOf(rows[0], "segment");
            return rows.Skip(1).ToDictionary(r => r[0], r => r[at], StringComparer.Ordinal);
        }
    }

    /// <summary>A CSV file of the run's folder, header first.</summary>
    internal string[][] Read(string name) => ReadCsv(Path.Combine(Run.Host.Folder, name));

    internal static string[][] ReadCsv(string path) => [.. File.ReadAllLines(path).Select(l => l.TrimStart('\uFEFF').Split(','))];

    public void Dispose() => Run.Dispose();
}
