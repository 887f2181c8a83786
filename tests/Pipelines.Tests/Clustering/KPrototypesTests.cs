using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Xunit;

namespace Pipelines.Tests.Clustering;

/// <summary>k-prototypes against its definition in plain loops: what it ends at, the special case of k-means, the rule for gamma.</summary>
public sealed class KPrototypesTests
{
    private static readonly string[] TextNames = ["city", "plan"];
    private static readonly string?[] Cities = ["Oslo", "Bonn", null, "Rome"];

    [Fact]
    public void Recovers_planted_segments_of_which_numbers_alone_or_texts_alone_show_only_half()
    {
        var (table, labels) = Planted(400);
        var model = new KPrototypes(new() { Clusters = 4 }).Fit(table);
        Assert.Equal(1, ClassicSets.AdjustedRand(labels, Labels(model, table)), 1e-9);
        Assert.True(ClassicSets.AdjustedRand(labels, Labels(new KPrototypes(new() { Clusters = 4 }).Fit(new Table([table["spent"], table["age"]])), table)) < 0.7);
        Assert.Equal([100, 100, 100, 100], model.Sizes.ToArray());
        Assert.Equal(["when"], model.Ignored);
        // Segment 0 spends about 10, segment 1 about 100, each in two towns.
        var spent = ((NumberColumn)model.Prototypes["spent"]).Values;
        Assert.Equal([10, 10, 100, 100], spent.Order().Select(v => Math.Round(v / 10) * 10));
        Assert.Equal(["a", "a", "b", "b"], Enumerable.Range(0, 4).Select(k => model.Prototypes["plan"].Text(k)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ends_where_rows_are_at_their_nearest_prototype_and_prototypes_are_means_and_modes()
    {
        var table = Mixed(300);
        var model = new KPrototypes(new() { Clusters = 5, Restarts = 2 }).Fit(table);
        var (labels, distances) = (new int[300], new float[300]);
        model.Assign(table, labels, distances);
        Assert.Equal(model.Cost, distances.Sum(v => (double)v), 1e-5 * model.Cost);
        var number = ((NumberColumn)table["number"]).Values;
        var mean = number.Where(v => !double.IsNaN(v)).Average();
        var deviation = Math.Sqrt(number.Where(v => !double.IsNaN(v)).Average(v => (v - mean) * (v - mean)));
        for (var r = 0; r < 300; r++)
        {
            double Dissimilarity(int k) => Math.Pow(((double.IsNaN(number[r]) ? mean : number[r]) - ((NumberColumn)model.Prototypes["number"]).Values[k]) / deviation, 2)
                + (model.Gamma * TextNames.Count(c => table[c].Text(r) != model.Prototypes[c].Text(k)));
            Assert.Equal(Enumerable.Range(0, 5).Min(Dissimilarity), distances[r], 1e-4);
            Assert.Equal(distances[r], Dissimilarity(labels[r]), 1e-4);
        }
        for (var k = 0; k < 5; k++)
        {
            int[] own = [.. Enumerable.Range(0, 300).Where(r => labels[r] == k)];
            Assert.Equal(own.Length, model.Sizes[k]);
            Assert.Equal(own.Average(r => double.IsNaN(number[r]) ? mean : number[r]), ((NumberColumn)model.Prototypes["number"]).Values[k], 1e-4);
            var counts = own.GroupBy(r => table["city"].Text(r)).ToDictionary(g => g.Key, g => g.Count());
            Assert.Equal(counts.Values.Max(), counts[model.Prototypes["city"].Text(k)]);
        }
    }

    [Fact]
    public void Behind_an_encoder_categories_stay_categories_and_the_model_comes_back_from_its_file()
    {
        var (table, labels) = Planted(400);
        var used = new Table([.. table.Columns.Where(c => c is not TimeColumn)]);
        var encoder = new TableEncoder(new() { Indicators = false }).Fit(used);
        var rows = new Matrix(used.Rows, encoder.Columns);
        encoder.Encode(used, rows);
        var model = EncodedPrototypesModel.Fit(rows, encoder.Layout, new() { Clusters = 4 });
        var found = model.Assign(rows);
        Assert.Equal(1, ClassicSets.AdjustedRand(labels, found), 1e-9);
        Assert.Equal(new KPrototypes(new() { Clusters = 4 }).Fit(used).Cost, model.Prototypes.Cost, 1e-3 * model.Prototypes.Cost);
        Assert.Equal((encoder.Columns, 4), (model.Columns, model.Clusters));
        using var folder = new TemporaryFolder();
        var path = folder.File("m.pmodel");
        ModelFile.Save(path, model, new() { Seed = 1 });
        var again = ModelFile.Load<EncodedPrototypesModel>(path);
        Assert.Equal(found, again.Assign(rows));
        Assert.Equal(found[7], again.Assign(rows.View[7..8])[0]);
        Assert.Throws<DataException>(() => again.Assign(new Matrix(1, encoder.Columns + 1)));
        Assert.Equal("clustering.layout", Assert.Throws<DataException>(() => EncodedPrototypesModel.Fit(rows, [.. encoder.Layout.Skip(1)])).Code);
    }

    [Fact]
    public void Without_texts_it_is_k_means_of_standardised_numbers()
    {
        var (rows, _, k) = ClassicSets.Of("wine");
        var table = new Table([.. Enumerable.Range(0, rows.Columns).Select(c => new NumberColumn($"c{c}", [.. Enumerable.Range(0, rows.Rows).Select(r => (double)rows[r][c])]))]);
        var model = new KPrototypes(new() { Clusters = k }).Fit(table);
        Assert.Equal(new KMeans(new() { Clusters = k }).Fit(rows).Inertia, model.Cost, 0.02);
    }

    [Fact]
    public void Without_numbers_it_is_k_modes_and_counts_categories_that_differ()
    {
        var table = new Table([TextColumn.From("a", ["x", "x", "x", "y", "y", "y"]), TextColumn.From("b", ["p", "p", "q", "r", "r", "r"])]);
        var model = new KPrototypes(new() { Clusters = 2 }).Fit(table);
        Assert.Equal((1.0, 1.0), (model.Gamma, model.Cost));
        Assert.Equal(["p", "r"], Enumerable.Range(0, 2).Select(k => model.Prototypes["b"].Text(k)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Gamma_is_the_spread_of_numbers_over_that_of_categories_or_what_is_asked_for()
    {
        // Heterogeneity of halves is 1/2; of two columns of numbers one does not vary.
        var table = new Table([new NumberColumn("x", [1, 2, 3, 4]), new NumberColumn("constant", [7, 7, 7, 7]), TextColumn.From("t", ["a", "b", "a", "b"])]);
        Assert.Equal(1, new KPrototypes(new() { Clusters = 2 }).Fit(table).Gamma);
        Assert.Equal(0.25, new KPrototypes(new() { Clusters = 2, Gamma = 0.25 }).Fit(table).Gamma);
    }

    [Fact]
    public void A_text_that_training_did_not_have_and_missing_cells_are_assigned()
    {
        var (table, _) = Planted(40);
        var model = new KPrototypes(new() { Clusters = 4 }).Fit(table);
        var labels = new int[2];
        model.Assign(new Table([new NumberColumn("age", [double.NaN, 30]), new NumberColumn("spent", [double.NaN, 10]), TextColumn.From("plan", ["never seen", null])]), labels);
        Assert.All(labels, label => Assert.InRange(label, 0, 3));
    }

    [Fact]
    public void Dull_tables_are_clustered_and_unusable_ones_refused()
    {
        var twice = new KPrototypes(new() { Clusters = 4 }).Fit(new Table([new NumberColumn("x", [1, 2, 1, 2, 1]), TextColumn.From("t", ["a", "b", "a", "b", "a"])]));
        Assert.Equal((2, 4, 0.0), (twice.Clusters, twice.Requested, twice.Cost));
        Assert.Equal(1, new KPrototypes(new() { Clusters = 1 }).Fit(new Table([TextColumn.From("t", ["a"])])).Clusters);
        Assert.Equal(["all missing"], new KPrototypes(new() { Clusters = 1 }).Fit(new Table([new NumberColumn("all missing", [double.NaN, double.NaN]), new NumberColumn("constant", [3, 3])])).Ignored);
        Assert.Equal("clustering.unusable", Assert.Throws<DataException>(() => new KPrototypes(new() { Clusters = 1 }).Fit(new Table([new NumberColumn("x", [double.NaN])]))).Code);
        Assert.Equal("clustering.few", Assert.Throws<DataException>(() => new KPrototypes().Fit(new Table([new NumberColumn("x", [1, 2])]))).Code);
        var model = new KPrototypes(new() { Clusters = 1 }).Fit(new Table([new NumberColumn("x", [1, 2])]));
        Assert.Equal("clustering.column", Assert.Throws<DataException>(() => model.Assign(new Table([TextColumn.From("x", ["1"])]), new int[1])).Code);
    }

    [Fact]
    public void Gives_the_same_labels_on_any_number_of_threads_where_work_is_shared()
    {
        var table = Mixed(30_000);
        var options = new KPrototypesOptions { Clusters = 12, Restarts = 1, MaxIterations = 6 };
        var one = new KPrototypes(options).Fit(table, new() { Threads = 1 });
        var eight = new KPrototypes(options).Fit(table, new() { Threads = 8 });
        Assert.Equal((one.Cost, one.Iterations), (eight.Cost, eight.Iterations));
        Assert.Equal(Labels(one, table), Labels(eight, table));
    }

    private static int[] Labels(KPrototypesModel model, Table table)
    {
        var labels = new int[table.Rows];
        model.Assign(table, labels);
        return labels;
    }

    private static (Table Table, int[] Labels) Planted(int rows)
    {
        int[] labels = [.. Enumerable.Range(0, rows).Select(r => r % 4)];
        double Noise(int r, int item) => Rng.At(item, item: r).NextGaussian();
        return (new Table(
        [
            new NumberColumn("spent", [.. labels.Select((l, r) => (l < 2 ? 10 : 100) + Noise(r, 1))]),
            new NumberColumn("age", [.. labels.Select((l, r) => 40 + (0.1 * Noise(r, 2)) + (l < 2 ? -5 : 5))]),
            TextColumn.From("plan", labels.Select(l => l % 2 == 0 ? "a" : "b")),
            new TimeColumn("when", new long[rows], "UTC"),
        ]), labels);
    }

    private static Table Mixed(int rows) => new(
    [
        new NumberColumn("number", [.. Enumerable.Range(0, rows).Select(r => r % 11 == 4 ? double.NaN : Rng.At(5, item: r).NextGaussian() * 8)]),
        TextColumn.From("city", Enumerable.Range(0, rows).Select(r => Cities[Rng.At(6, item: r).NextBelow(4)])),
        TextColumn.From("plan", Enumerable.Range(0, rows).Select(r => $"p{Rng.At(7, item: r).NextBelow(3)}")),
    ]);
}
