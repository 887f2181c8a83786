// What a stranger gets from the NuGet package: it restores, compiles and works, and holds what it should and nothing else.
// Arguments: the folder packed into, the version packed.
using System.IO.Compression;
using Consumer;
using Pipelines;
using Pipelines.Data;
using Pipelines.Recommendation;

// Works: fits stars and lists to a few ratings, and asks both.
SparseMatrix cells = new(columns: 3, starts: [0, 2, 4, 6], indices: [0, 1, 0, 1, 1, 2], values: [5f, 4f, 5f, 3f, 2f, 1f]);
Ratings ratings = new(["ann", "bob", "cem"], ["Alien", "Brazil", "Casablanca"], cells);

DampedBiasesModel stars = new DampedBiases().Fit(ratings);
float[] predicted = new float[2];
stars.Predict([ratings.UserIndex("ann"), ratings.UserIndex("somebody new")], [ratings.ItemIndex("Casablanca"), ratings.ItemIndex("Alien")], predicted);
Check.True(predicted.All(star => star is >= 1 and <= 5), $"stars lie in the scale of the ratings: {string.Join(", ", predicted)}");
Check.True(predicted[1] > predicted[0], "the film everybody likes gets more stars from a newcomer than the one nobody likes");

EaseModel lists = new Ease(new() { Lambda = 1 }).Fit(ratings);
IReadOnlyList<ScoredItem> top = TopItems.For(lists, history: [0], weights: [5f], count: 3);
Check.Same(2, top.Count, "films to show somebody who has seen one of three");
Check.Same("Brazil", ratings.Items[top[0].Item], "the film that others liked beside Alien");

OptionException? refused = null;
try
{
    _ = new Ease(new() { Lambda = 0 });
}
catch (OptionException exception)
{
    refused = exception;
}

Check.True(refused?.Message.Contains("Lambda", StringComparison.Ordinal) == true, "a setting out of range is refused by name");

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

Check.True(!typeof(Ratings).Assembly.GetManifestResourceNames().Any(name => name.StartsWith("data/", StringComparison.Ordinal)), "no data set is inside the library");
Check.True(new FileInfo(package).Length < 2_000_000, $"{package} is below 2 MB");

using ZipArchive symbols = ZipFile.OpenRead(Path.ChangeExtension(package, ".snupkg"));
Check.True(symbols.Entries.Any(entry => entry.FullName == "lib/net10.0/Pipelines.pdb"), "the symbols are packed beside it");

return Check.Summary();
