// What a stranger gets from the NuGet package: it restores, compiles and works, and holds what it should and nothing else.
// Arguments: the folder packed into, the version packed.
using System.IO.Compression;
using Consumer;
using Pipelines;
using Pipelines.Data;

// Works: a few ratings, chosen from and looked up again.
SparseMatrix cells = new(columns: 2, starts: [0, 2, 3, 4], indices: [0, 1, 1, 0], values: [5f, 3f, 4f, 1f]);
Ratings ratings = new(["ann", "bob", "cem"], ["Alien", "Brazil"], cells);
Ratings train = ratings.Select([0, 2, 3]);
Check.Same(3, train.Count, "ratings kept");
Check.Same(1, ratings.UserIndex("bob"), "index of bob");
Check.Same(-1, ratings.ItemIndex("Casablanca"), "index of an unknown film");
Check.Same(Rng.At(7, 1, 2).NextUInt64(), Rng.At(7, 1, 2).NextUInt64(), "random number of one place");

// Holds what it should and nothing else.
string package = Path.Combine(args[0], $"Pipelines.{args[1]}.nupkg");
using ZipArchive zip = ZipFile.OpenRead(package);
string[] names = [.. zip.Entries.Select(entry => entry.FullName)];
foreach (string name in (string[])["README.md", "lib/net10.0/Pipelines.dll", "lib/net10.0/Pipelines.xml"])
{
    Check.True(names.Contains(name), $"{name} is in {package}");
}

foreach (string name in names)
{
    Check.True(!name.Contains("movielens", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase), $"{name} is no data set");
}

Check.True(!typeof(Rng).Assembly.GetManifestResourceNames().Any(name => name.StartsWith("data/", StringComparison.Ordinal)), "no data set is inside the library");
Check.True(new FileInfo(package).Length < 2_000_000, $"{package} is below 2 MB");

using ZipArchive symbols = ZipFile.OpenRead(Path.ChangeExtension(package, ".snupkg"));
Check.True(symbols.Entries.Any(entry => entry.FullName == "lib/net10.0/Pipelines.pdb"), "the symbols are packed beside it");

return Check.Summary();
