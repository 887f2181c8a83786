using System.Globalization;
using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Supervised;
using Pipelines.Tests.Conformance;
using Xunit;

namespace Pipelines.Tests.Models;

/// <summary>
/// Model files that earlier versions wrote, kept in Golden/models with the answers they gave then. They must stay readable forever, with the same answers: people keep their models.
/// PIPELINES_RENEW=1 writes files for kinds that have none yet; it never touches those that exist. When a kind gets a new version, its old file stays beside the new one.
/// </summary>
public sealed class GoldenModelTests
{
    private static readonly string Folder = Repository.Path("tests/Pipelines.Tests/Golden/models");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.pmodel").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void A_file_of_an_earlier_version_is_read_and_answers_as_it_did(string file)
    {
        var path = Path.Combine(Folder, file + ModelFile.Extension);
        var model = ModelFile.Load(path);
        Assert.Equal(file, FileNameOf(ModelFile.ReadInfo(path).Kind));
        var expected = File.ReadAllLines(Path.Combine(Folder, file + ".txt"));
        var actual = AnswersOf(model).Select(Line).ToArray();
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            // Other instruction sets may round the last digits otherwise.
            var (then, now) = (Numbers(expected[i]), Numbers(actual[i]));
            Assert.Equal(then.Length, now.Length);
            Assert.All(then.Zip(now), pair => Assert.Equal(pair.First, pair.Second, 1e-5f * Math.Max(1, Math.Abs(pair.First))));
        }
    }

    [Fact]
    public void Every_estimator_has_a_file()
    {
        var renew = Environment.GetEnvironmentVariable("PIPELINES_RENEW") == "1";
        foreach (var model in Subjects.All.Select(s => s.FitSample()).Append(Pipeline()).Append(Segmentation()).Append(Prototypes()))
        {
            var path = Path.Combine(Folder, FileNameOf(model.Kind) + ModelFile.Extension);
            if (renew && !File.Exists(path))
            {
                ModelFile.Save(path, model, new() { Seed = 1, DataFiles = ["sample.csv"], Columns = [new("x", "number", "feature")] });
                File.WriteAllLines(Path.ChangeExtension(path, ".txt"), AnswersOf(model).Select(Line));
            }
            Assert.True(File.Exists(path), $"{model.Kind} has no golden file. Run the tests once with PIPELINES_RENEW=1 and commit it.");
        }
    }

    private static float[][] AnswersOf(IModel model)
    {
        if (model is SegmentationModel segments)
        {
            // The segment of each customer, and their scores by the cuts that the file keeps.
            return [.. segments.Assign(Customers).Select(a => new[] { a.Segment, (float)a.Distance, (float)a.Confidence, a.Unlike ? 1 : 0 }),
                .. Enumerable.Range(0, Customers.Rows).Select(r => segments.Rfm!.ScoresOf(Feature("recency", r), Feature("frequency", r), Feature("monetary", r))).Select(s => new float[] { s.Recency, s.Frequency, s.Monetary }),
                [segments.Rfm!.AsOf.DayNumber, segments.Rfm.Options.Scores, segments.Rfm.Columns.Customer.Length, segments.Rfm.Columns.Order is null ? 0 : 1, .. segments.Segments.Select(s => (float)s.Size), .. segments.Segments.Select(s => (float)s.Name.Length)]];
        }
        if (model is EncodedPrototypesModel prototypes)
        {
            return [[.. prototypes.Assign(Encoded().Rows).Select(l => (float)l)], [prototypes.Columns, prototypes.Clusters, (float)prototypes.Prototypes.Gamma, (float)prototypes.Prototypes.Cost]];
        }
        if (model is TabularPipeline<IModel> loaded)
        {
            return AnswersOf(loaded.As<DummyRegressorModel>());
        }
        return model is TabularPipeline<DummyRegressorModel> pipeline
            ? [pipeline.Predict(Raw), pipeline.Encode(Raw).Values]
            : Subjects.All.First(s => s.FitSample().Kind.StartsWith(Stem(model.Kind), StringComparison.Ordinal)).Answers(model);
    }

    private static Table Raw { get; } = new([new NumberColumn("age", [20, double.NaN, 40]), TextColumn.From("city", ["Oslo", null, "Bonn"]), TextColumn.From("城市", ["奥斯陆", "里昂", "波恩"]), new NumberColumn("spent", [1, 2, 6])]);

    private static TabularPipeline<DummyRegressorModel> Pipeline()
    {
        var schema = Schema.Of(Raw, "spent");
        var encoder = new TableEncoder().Fit(schema.Features(Raw));
        var rows = new Matrix(Raw.Rows, encoder.Columns);
        encoder.Encode(schema.Features(Raw), rows);
        return new(schema, encoder, new DummyRegressor().Fit(new(rows, schema.Targets(Raw))));
    }

    /// <summary>Two segments made from transactions: twelve customers, six of whom buy often.</summary>
    private static SegmentationModel Segmentation()
    {
        var lines = Enumerable.Range(0, 12).SelectMany(c => Enumerable.Range(0, c % 2 == 0 ? 6 : 1).Select(i => (Who: $"c{c:00}", Day: 1 + (3 * i) + (c / 2), Money: (c % 2 == 0 ? 90.0 : 8) + c))).ToArray();
        var columns = new RfmColumns { Customer = "who", Time = "when", Amount = "money" };
        var rfm = Rfm.Of(new Table([TextColumn.From("who", lines.Select(l => l.Who)), new TimeColumn("when", [.. lines.Select(l => new DateTime(2024, 1, l.Day, 0, 0, 0, DateTimeKind.Unspecified).Ticks)], ""), new NumberColumn("money", [.. lines.Select(l => l.Money)])]), columns);
        var used = new Table([.. rfm.ToTable().Columns.Where(c => c.Name is "recency" or "frequency" or "monetary")]);
        var encoder = new TableEncoder(new() { Scaling = Scaling.Log1p }).Fit(used);
        var rows = new Matrix(used.Rows, encoder.Columns);
        encoder.Encode(used, rows);
        var clusterer = new KMeans(new() { Clusters = 2, Seed = 1 }).Fit(rows);
        var clusters = clusterer.Assign(rows);
        return SegmentationModel.Of(new TabularPipeline<IClusterer>(Schema.Of(used), encoder, clusterer), rows, clusters, [clusters[0], 1 - clusters[0]], ["rfm-111", "rfm-000"], RfmRule.Of(columns, rfm));
    }

    /// <summary>Three groups of four customers by a number and a text.</summary>
    private static (Matrix Rows, IReadOnlyList<EncodedColumn> Layout) Encoded()
    {
        var table = new Table([new NumberColumn("age", [.. Enumerable.Range(0, 12).Select(i => (20.0 * (i % 3)) + i)]), TextColumn.From("plan", Enumerable.Range(0, 12).Select(i => i == 7 ? null : i % 3 == 0 ? "a" : "b"))]);
        var encoder = new TableEncoder(new() { Indicators = false }).Fit(table);
        var rows = new Matrix(table.Rows, encoder.Columns);
        encoder.Encode(table, rows);
        return (rows, encoder.Layout);
    }

    private static EncodedPrototypesModel Prototypes()
    {
        var (rows, layout) = Encoded();
        return EncodedPrototypesModel.Fit(rows, layout, new() { Clusters = 3, Seed = 1 });
    }

    private static Table Customers { get; } = new([new NumberColumn("recency", [2, 20, 9, 400]), new NumberColumn("frequency", [6, 1, 3, 1]), new NumberColumn("monetary", [560, 12, 100, 0])]);

    private static double Feature(string name, int row) => ((NumberColumn)Customers[name]).Values[row];

    private static string FileNameOf(string kind) => kind.Replace('/', '-');

    private static string Stem(string kind) => kind[..(kind.IndexOf('/', StringComparison.Ordinal) + 1)];

    private static string Line(float[] values) => string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));

    private static float[] Numbers(string line) => [.. line.Split(' ').Select(w => float.Parse(w, CultureInfo.InvariantCulture))];
}
