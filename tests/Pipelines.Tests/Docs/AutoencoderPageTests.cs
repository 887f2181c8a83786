using Pipelines.Anomaly;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Neural;
using Pipelines.Tests.Supervised;
using Xunit;

namespace Pipelines.Tests.Docs;

/// <summary>The C# of docs/autoencoder.md, compiled and run; both languages show it.</summary>
public sealed class AutoencoderPageTests
{
    [Fact]
    public void The_examples_work_and_are_what_the_pages_show()
    {
        MatrixView rows = LabelledSets.Digits.Rows[..200];
        AutoencoderModel model = new Autoencoder(new() { CodeSize = 8 }).Fit(rows);
        Matrix codes = model.Transform(rows);
        Matrix back = model.Inverse(codes);
        double[] errors = new double[rows.Rows];
        model.ReconstructionErrors(rows, errors);
        Assert.Equal((200, 8, 64), (codes.Rows, codes.Columns, back.Columns));
        Assert.All(errors, e => Assert.InRange(e, 0, 64));

        MatrixView normalRows = rows;
        AutoencoderResidualModel detector = new AutoencoderResidual(new() { FalseAlarmRate = 0.01 }).Fit(normalRows);
        float[] scores = detector.Score(rows);
        bool odd = scores[0] > detector.Threshold;
        double[] columns = new double[rows.Columns];
        detector.Contributions(rows[0], columns);
        Assert.False(odd);
        Assert.Equal(scores[0], columns.Sum(), 1e-4);

        Table table = new([new NumberColumn("age", [20, double.NaN, 40, 30]), TextColumn.From("city", ["Lyon", "Oslo", "Lyon", null])]);
        TableEncoderModel encoder = new TableEncoder().Fit(table);
        Matrix encoded = new(table.Rows, encoder.Columns);
        encoder.Encode(table, encoded);
        AutoencoderModel mixed = new Autoencoder().Fit(encoded, encoder.Layout);
        Table rebuilt = encoder.Decode(mixed.Reconstruct(encoded));
        Assert.Equal(["age", "city"], rebuilt.Columns.Select(c => c.Name));

        string source = File.ReadAllText(Repository.PathTo("tests/Pipelines.Tests/Docs/AutoencoderPageTests.cs")).ReplaceLineEndings("\n");
        foreach (string page in (string[])["docs/autoencoder.md", "docs/autoencoder.zh.md"])
        {
            string[] blocks = File.ReadAllText(Repository.PathTo(page)).ReplaceLineEndings("\n").Split("```csharp\n");
            Assert.Equal(4, blocks.Length);
            foreach (string line in blocks.Skip(1).SelectMany(b => b[..b.IndexOf("```", StringComparison.Ordinal)].TrimEnd().Split('\n')))
            {
                Assert.Contains($"        {line}\n", source, StringComparison.Ordinal);
            }
        }
    }
}
