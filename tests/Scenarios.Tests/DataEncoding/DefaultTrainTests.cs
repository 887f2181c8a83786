using Pipelines.Models;
using Pipelines.Neural;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>What a newcomer sees who types nothing but the name.</summary>
public sealed class DefaultTrainTests(BundledEncodingRun run) : IClassFixture<BundledEncodingRun>
{
    [Fact]
    public void Ends_well_and_writes_every_file_of_a_run()
    {
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(["config.json", "model.pmodel", "predictions.csv", "report.html", "report.json", "report.md", "run.json"],
            Directory.EnumerateFiles(run.Folder).Select(f => Path.GetFileName(f)).Order());
        Assert.DoesNotContain('\u001b', run.Out + run.Error);
    }

    [Fact]
    public void Keeps_what_its_first_lines_promise()
    {
        Assert.Contains("expect an error near 0.012 with 8 numbers a digit, half that of principal components", run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("1,797 rows of 64 columns; digit (10 classes) only measures the codes", run.Out, StringComparison.Ordinal);
        Assert.Contains("pictures of 8 x 8; one scale for all, 0 to 16, read as 0 to 1", run.Out, StringComparison.Ordinal);
        Assert.Contains("from 500 known pairs of code and row", run.Out, StringComparison.Ordinal);
        Assert.InRange(run.Figure("mse"), 0.0100, 0.0125);
        Assert.InRange(run.Figure("mse_pca"), 0.023, 0.026);
        Assert.InRange(run.Figure("mse") / run.Figure("mse_pca"), 0.40, 0.55);
        Assert.InRange(run.Figure("knn_accuracy"), 0.95, 1);
        Assert.InRange(run.Figure("knn_accuracy_pca"), 0.94, 0.98);
        Assert.InRange(run.Figure("attack_explained"), 0.5, 0.7);
        Assert.Equal(8, run.Figure("code_size"));
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void The_held_out_rows_stand_in_a_file_with_error_and_code()
    {
        var lines = File.ReadAllLines(Path.Combine(run.Folder, "predictions.csv"));
        Assert.Equal("row,digit,error,pca_error,code1,code2,code3,code4,code5,code6,code7,code8", lines[0].TrimStart('\uFEFF'));
        double[][] rows = [.. lines.Skip(1).Select(l => l.Split(',').Select(c => double.Parse(c, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(449, rows.Length);
        Assert.Equal(run.Figure("mse"), rows.Average(r => r[2]), 1e-9);
        Assert.Equal(run.Figure("mse_pca"), rows.Average(r => r[3]), 1e-9);
    }

    [Fact]
    public void The_model_is_a_pipeline_that_knows_its_training_rows()
    {
        var path = Path.Combine(run.Folder, "model.pmodel");
        var pipeline = TabularPipeline.Load<AutoencoderModel>(path);
        Assert.Equal((64, 8), (pipeline.Model.Columns, pipeline.Model.ResultColumns));
        Assert.Equal(64, ModelFile.ReadInfo(path).Info.Facts["means"].Split(' ').Length);
        Assert.Equal("8x8", ModelFile.ReadInfo(path).Info.Facts["image"]);
        Assert.Equal("DataEncoding train --seed 42", run.Json.GetProperty("repeat").GetString());
    }
}
