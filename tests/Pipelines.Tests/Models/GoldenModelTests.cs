using System.Globalization;
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
        foreach (var model in Subjects.All.Select(s => s.FitSample()).Append(Pipeline()))
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

    private static string FileNameOf(string kind) => kind.Replace('/', '-');

    private static string Stem(string kind) => kind[..(kind.IndexOf('/', StringComparison.Ordinal) + 1)];

    private static string Line(float[] values) => string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));

    private static float[] Numbers(string line) => [.. line.Split(' ').Select(w => float.Parse(w, CultureInfo.InvariantCulture))];
}
