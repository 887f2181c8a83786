using System.Globalization;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.QualityInspection;

/// <summary>A user's own parts, from the first run to the next batch.</summary>
public sealed class OwnDataTests : IDisposable
{
    private readonly QualityRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Parts_inside_every_tolerance_yet_odd_together_are_found_without_labels()
    {
        _run.Write("p.csv", QualityRun.Parts(400));
        _run.Write("spec.csv", QualityRun.Spec);
        _run.Train("--data", "p.csv", "--spec", "spec.csv", "--batch-col", "lot");
        Assert.Equal(8, _run.Figure("out_of_tolerance"));
        var odd = Rows(Path.Combine(_run.Newest, "predictions.csv")).Where(r => r["reason"] == "OddTogether").Select(r => r["part"]).ToHashSet();
        Assert.Superset(Enumerable.Range(0, 400).Where(i => i % 40 == 7).Select(i => $"N{i}").ToHashSet(), odd);
        Assert.InRange(odd.Count, 10, 16);
    }

    [Fact]
    public void Predict_keeps_every_row_in_its_order_and_says_why()
    {
        _run.Write("p.csv", QualityRun.Parts(400));
        _run.Write("spec.csv", QualityRun.Spec);
        _run.Train("--data", "p.csv", "--spec", "spec.csv");
        var lines = QualityRun.Parts(60, from: 400).TrimEnd().Split('\n').ToList();
        lines.Insert(2, "N-x,L9,,,");
        lines.Insert(3, "N-y,L9,much,1,1");
        _run.Write("new.csv", string.Join('\n', lines) + "\n");
        Assert.Equal(ExitCode.Ok, _run.Run("predict", "--data", "new.csv", "--out", "out.csv"));
        var rows = Rows(_run.PathOf("out.csv"));
        Assert.Equal(lines.Skip(1).Select(l => l.Split(',')[0]), rows.Select(r => r["id"]));
        Assert.Equal("OutOfTolerance", rows.First(r => r["id"] == "N409")["reason"]);
        Assert.StartsWith("a ", rows.First(r => r["id"] == "N409")["top_measurements"], StringComparison.Ordinal);
        Assert.Equal("OddTogether", rows.First(r => r["id"] == "N407")["reason"]);
        Assert.Equal("NotMeasured", rows[1]["reason"]);
        Assert.Equal("", rows[1]["flagged"]);
        Assert.Contains("much", rows[2]["reason"], StringComparison.Ordinal);
        Assert.All(rows.Where(r => r["flagged"] == "no"), r => Assert.True(double.Parse(r["score"], CultureInfo.InvariantCulture) <= double.Parse(r["limit"], CultureInfo.InvariantCulture)));
        Assert.InRange(rows.Count(r => r["flagged"] == "yes"), 3, 6);
    }

    [Fact]
    public void Columns_that_give_the_target_away_are_named_and_left_out_on_consent()
    {
        var parts = QualityRun.Parts(800, "failed").Split('\n');
        parts[0] += ",cause1,cause2";
        for (var i = 1; i < parts.Length - 1; i++)
        {
            // The first cause is set in odd parts; the second hardly ever, and in good parts too.
            parts[i] += $",{((i - 1) % 40 == 7 ? 1 : 0)},{(i % 97 == 0 ? 1 : 0)}";
        }
        _run.Write("p.csv", string.Join('\n', parts));
        Assert.Contains("cause1 (where it is set, 100 % of parts are bad); cause2 (a rare yes or no right beside such columns). Add --drop-leaks", _run.Refused(ExitCode.Data, "train", "--data", "p.csv", "--target", "failed"), StringComparison.Ordinal);
        _run.Train("--data", "p.csv", "--target", "failed", "--drop-leaks");
        Assert.Contains("cause1, cause2 (gives the target away)", _run.Out, StringComparison.Ordinal);
        Assert.Contains("gives the target away", File.ReadAllText(Path.Combine(_run.Newest, "report.html")), StringComparison.Ordinal);
    }

    [Theory, InlineData("", true), InlineData("empty", false), InlineData("fine,空", false)]
    public void Where_only_defects_are_written_down_an_empty_cell_is_a_good_part_and_that_is_said(string good, bool said)
    {
        string[] lines = QualityRun.Parts(400, "defect").TrimEnd().Split('\n');
        _run.Write("p.csv", string.Join('\n', lines.Select(l => l.EndsWith(",0", StringComparison.Ordinal) ? l[..^1] : l.EndsWith(",1", StringComparison.Ordinal) ? l[..^1] + "burr" : l)) + "\n");
        _run.Train(["--data", "p.csv", "--target", "defect", .. good.Length == 0 ? Array.Empty<string>() : ["--good", good]]);
        Assert.Contains("18 bad parts, 4.5 % of 400 known", _run.Out, StringComparison.Ordinal);
        Assert.Equal(said, _run.Out.Contains("Empty cells of defect are taken for good parts", StringComparison.Ordinal));
        Assert.Equal(said, File.ReadAllText(Path.Combine(_run.Newest, "report.html")).Contains("Empty cells of defect are taken for good parts", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_good_parts_are_few_an_empty_cell_says_nothing()
    {
        string[] lines = QualityRun.Parts(100).TrimEnd().Split('\n');
        _run.Write("p.csv", string.Join('\n', lines.Select((l, i) => l + (i == 0 ? ",defect" : i % 3 == 0 ? "," : i % 3 == 1 ? ",burr" : ",dent"))) + "\n");
        Assert.Contains("Say it with --good", _run.Refused(ExitCode.Data, "train", "--data", "p.csv", "--target", "defect"), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_give_an_order_an_inspection_plan_and_a_classifier_that_predicts()
    {
        _run.Write("p.csv", QualityRun.Parts(1500, "defect"));
        _run.Train("--data", "p.csv", "--target", "defect", "--cost-miss", "200", "--cost-inspect", "4");
        Assert.InRange(_run.Figure("roc_auc"), 0.98, 1);
        Assert.InRange(_run.Figure("defects_caught"), 0.9, 1);
        Assert.InRange(_run.Figure("money_saved"), 3000, 66 * 196);
        Assert.InRange(_run.Figure("parts_inspected"), 50, 200);
        _run.Write("new.csv", QualityRun.Parts(400, "defect", from: 1500));
        Assert.Equal(ExitCode.Ok, _run.Run("evaluate", "--data", "new.csv"));
        Assert.InRange(_run.Figure("defects_caught"), 0.9, 1);
        Assert.InRange(_run.Figure("false_alarm_share"), 0, 0.08);
    }

    [Fact]
    public void Retrain_compares_both_models_on_the_new_parts()
    {
        _run.Write("p.csv", QualityRun.Parts(600, "defect"));
        _run.Write("new.csv", QualityRun.Parts(300, "defect", from: 600));
        _run.Train("--data", "p.csv", "--target", "defect");
        var code = _run.Run("retrain", "--data", "new.csv");
        Assert.True(code == ExitCode.Ok, _run.Error);
        Assert.Contains("cost_per_new_part", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_derived_measurement_is_computed_again_in_predict()
    {
        _run.Write("p.csv", QualityRun.Parts(300));
        _run.Train("--data", "p.csv", "--derive", "ratio = b / a");
        _run.Write("new.csv", QualityRun.Parts(40, from: 300));
        Assert.Equal(ExitCode.Ok, _run.Run("predict", "--data", "new.csv", "--out", "out.csv", "--top", "4"));
        Assert.All(Rows(_run.PathOf("out.csv")), r => Assert.Contains("ratio ", r["top_measurements"], StringComparison.Ordinal));
    }

    [Fact]
    public void Explain_shows_the_part_and_its_tolerances_or_says_that_there_is_none()
    {
        _run.Write("p.csv", QualityRun.Parts(300));
        _run.Write("spec.csv", QualityRun.Spec);
        _run.Train("--data", "p.csv", "--spec", "spec.csv");
        Assert.Equal(ExitCode.Ok, _run.Run("explain", "--data", "p.csv", "--id", "N9"));
        Assert.Contains("Part N9: to inspect, outside a tolerance.", _run.Out, StringComparison.Ordinal);
        Assert.Contains("4..16 !", _run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Data, _run.Run("explain", "--data", "p.csv", "--id", "nobody"));
        Assert.Contains("There is no part 'nobody' among 300 rows", _run.Error, StringComparison.Ordinal);
    }

    private static List<Dictionary<string, string>> Rows(string path)
    {
        string[] lines = File.ReadAllText(path).TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        string[] header = Fields(lines[0]);
        return [.. lines.Skip(1).Select(l => Fields(l)).Select(f => header.Select((h, i) => (h, f[i])).ToDictionary(p => p.h, p => p.Item2))];
    }

    private static string[] Fields(string line)
    {
        var fields = new List<string>();
        var (quoted, start) = (false, 0);
        for (var i = 0; i <= line.Length; i++)
        {
            quoted ^= i < line.Length && line[i] == '"';
            if (i == line.Length || (line[i] == ',' && !quoted))
            {
                fields.Add(line[start..i].Trim('"'));
                start = i + 1;
            }
        }
        return [.. fields];
    }
}
