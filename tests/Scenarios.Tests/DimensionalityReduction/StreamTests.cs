using Pipelines.Models;
using Pipelines.Reduction;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.DimensionalityReduction;

/// <summary>Data that stays on the disk.</summary>
public sealed class StreamTests
{
    [Fact]
    public void What_keeps_every_row_has_no_option_to_leave_bad_ones_out()
    {
        using var run = new ReductionRun();
        foreach (var verb in (string[])["transform", "reconstruct", "explain"])
        {
            Assert.Equal(ExitCode.Ok, run.Run(verb, "--help"));
            Assert.DoesNotContain("--on-bad-row", run.Out, StringComparison.Ordinal);
        }
        Assert.Equal(ExitCode.Ok, run.Run("train", "--help"));
        Assert.Contains("--on-bad-row", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Components_from_a_stream_are_those_of_all_rows_in_memory()
    {
        using var run = new ReductionRun();
        run.Write("rows.csv", ReducedRows.Csv(9000, "a,b,c,d,e,f,kind", (row, c, kind, _) => $"{(row % 50 == 3 ? "" : c[0])},{c[1]},{c[2]},{c[3]},{c[4]},{c[5]},{kind}"));
        run.Train("--data", "rows.csv", "--target", "kind", "--components", "3", "--stream", "no");
        var memory = TabularPipeline.Load<PcaModel>(Path.Combine(run.Newest, "model.pmodel"));
        run.Train("--data", "rows.csv", "--target", "kind", "--components", "3", "--stream", "yes");
        Assert.Contains("Components from all 9,000 rows", run.Error, StringComparison.Ordinal);
        var streamed = TabularPipeline.Load<PcaModel>(Path.Combine(run.Newest, "model.pmodel"));
        Assert.Equal(memory.Model.Rows, streamed.Model.Rows);
        // The sample of so few rows is all of them, so that both are scaled alike; the stream reads numbers as float32.
        Assert.All(memory.Model.ExplainedVariance.ToArray().Zip(streamed.Model.ExplainedVariance.ToArray()), p => Assert.Equal(1, p.Second / p.First, 1e-5));
        for (var i = 0; i < memory.Model.Components.Values.Length; i++)
        {
            Assert.Equal(memory.Model.Components.Values[i], streamed.Model.Components.Values[i], 1e-4);
        }
        Assert.Equal(ExitCode.Ok, run.Run("transform", "--data", "rows.csv", "--keep", "none"));
    }

    [Fact]
    public void A_large_file_is_scaled_by_a_sample_and_reduced_whole()
    {
        using var run = new ReductionRun();
        run.Write("rows.csv", ReducedRows.Csv(80_000, "a,b,c,d,e,f,colour", (row, c, _, _) => $"{string.Join(',', c)},{(row % 3 == 0 ? "red" : "blue")}"));
        run.Train("--data", "rows.csv", "--components", "2", "--stream", "yes", "--threads", "1");
        var (one, bytes) = (TabularPipeline.Load<PcaModel>(Path.Combine(run.Newest, "model.pmodel")), File.ReadAllBytes(Path.Combine(run.Newest, "model.pmodel")));
        Assert.Equal(80_000, one.Model.Rows);
        Assert.Matches(@"a sample of (4\d,\d\d\d|5[0-4],\d\d\d) rows", run.Error);
        // Columns of one scale have about the same variance: the share of the first two of a hidden pair is nearly all of the six numbers.
        Assert.InRange(one.Model.ExplainedVarianceRatio.ToArray().Sum(), 0.7, 1);
        run.Train("--data", "rows.csv", "--components", "2", "--stream", "yes", "--threads", "3");
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(run.Newest, "model.pmodel")));
    }

    [Fact]
    public void A_bad_row_stops_a_stream_with_its_place_or_is_passed_over()
    {
        using var run = new ReductionRun();
        run.Write("rows.csv", ReducedRows.Csv(3000, "a,b,c,d,e,f", (row, c, _, _) => row == 2500 ? "1,2" : string.Join(',', c)));
        Assert.Equal(ExitCode.Data, run.Run("train", "--data", "rows.csv", "--stream", "yes", "--components", "2"));
        Assert.Contains("rows.csv(2502,3)", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, run.Run("train", "--data", "rows.csv", "--stream", "yes", "--components", "2", "--on-bad-row", "skip"));
        Assert.Contains("Components from all 2,999 rows", run.Error, StringComparison.Ordinal);
    }
}
