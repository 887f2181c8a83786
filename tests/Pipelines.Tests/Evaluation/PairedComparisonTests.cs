using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class PairedComparisonTests
{
    [Fact]
    public void Wilcoxon_agrees_with_scipy()
    {
        foreach (var golden in EvaluationGolden.Cases("wilcoxon"))
        {
            var (statistic, p) = Wilcoxon.Of(golden.Numbers("differences"));
            Assert.Equal(golden.Number("statistic"), statistic);
            EvaluationGolden.Close(golden.Number("p"), p);
        }
    }

    [Fact]
    public void All_sign_flips_of_few_units_agree_with_scipy()
    {
        foreach (var golden in EvaluationGolden.Cases("signflip"))
        {
            var differences = golden.Numbers("differences");
            EvaluationGolden.Close(golden.Number("p"), PairedComparison.Of(differences, new double[differences.Length], Better.Higher).PValue);
        }
    }

    [Fact]
    public void Random_sign_flips_come_near_all_of_them()
    {
        var rng = Rng.At(3);
        var differences = new double[13];
        foreach (ref var d in differences.AsSpan())
        {
            d = rng.NextGaussian() + 0.4;
        }
        var exact = SignFlips.PValue(differences, 8192, 1, FitControl.Default);
        var random = SignFlips.PValue(differences, 8191, 1, FitControl.Default);
        Assert.NotEqual(exact, random);
        // Standard error of the estimate is sqrt(p (1 - p) / 8191) < .0056.
        Assert.InRange(random, exact - 0.02, exact + 0.02);
    }

    [Fact]
    public void False_alarms_are_as_frequent_as_allowed()
    {
        var alarms = 0;
        for (var trial = 0; trial < 600; trial++)
        {
            var rng = Rng.At(9, trial);
            double[] model = new double[40], baseline = new double[40];
            for (var i = 0; i < 40; i++)
            {
                (model[i], baseline[i]) = (rng.NextGaussian(), rng.NextGaussian());
            }
            var comparison = PairedComparison.Of(model, baseline, Better.Lower, new() { Permutations = 500, Replicates = 20, Seed = trial }, new() { Threads = 1 });
            alarms += comparison.Verdict == PairedVerdict.NoClearDifference ? 0 : 1;
        }
        // 5 % of 600 are 30, give or take 5.3.
        Assert.InRange(alarms, 14, 46);
    }

    [Fact]
    public void Says_better_worse_or_no_clear_difference()
    {
        var rng = Rng.At(4);
        double[] baseline = new double[300], model = new double[300], noise = new double[300];
        for (var i = 0; i < baseline.Length; i++)
        {
            baseline[i] = rng.NextGaussian();
            model[i] = baseline[i] - 0.2 + (0.5 * rng.NextGaussian());
            noise[i] = baseline[i] + (0.5 * rng.NextGaussian());
        }
        var lower = PairedComparison.Of(model, baseline, Better.Lower);
        Assert.Equal(PairedVerdict.Better, lower.Verdict);
        Assert.True(lower.Interval.High < 0 && lower.PValue < 0.001 && lower.WilcoxonPValue < 0.001);
        Assert.InRange(lower.ShareBetter, 0.55, 0.75);
        EvaluationGolden.Close(1, lower.ShareBetter + lower.ShareWorse);
        var higher = PairedComparison.Of(model, baseline, Better.Higher);
        Assert.Equal((PairedVerdict.Worse, lower.ShareWorse, lower.PValue), (higher.Verdict, higher.ShareBetter, higher.PValue));
        Assert.Equal(PairedVerdict.NoClearDifference, PairedComparison.Of(noise, baseline, Better.Lower).Verdict);
    }

    [Fact]
    public void Rows_of_one_group_flip_together()
    {
        var rng = Rng.At(6);
        double[] few = new double[12];
        foreach (ref var d in few.AsSpan())
        {
            d = rng.NextGaussian() + 0.3;
        }
        var many = Enumerable.Range(0, 120).Select(i => few[i % 12]).ToArray();
        var groups = Enumerable.Range(0, 120).Select(i => i % 12).ToArray();
        var grouped = PairedComparison.Of(many, new double[120], Better.Higher, groups: groups);
        EvaluationGolden.Close(PairedComparison.Of(few, new double[12], Better.Higher).PValue, grouped.PValue);
        Assert.True(PairedComparison.Of(many, new double[120], Better.Higher).PValue < grouped.PValue);
    }

    [Fact]
    public void Gives_the_same_bits_for_any_number_of_threads()
    {
        var model = Enumerable.Range(0, 70_001).Select(i => Math.Sin(i * 1.7)).ToArray();
        var baseline = Enumerable.Range(0, 70_001).Select(i => Math.Cos(i * 0.3)).ToArray();
        var options = new PairedComparisonOptions { Permutations = 200, Replicates = 50 };
        var one = PairedComparison.Of(model, baseline, Better.Lower, options, new() { Threads = 1 });
        Assert.Equal(one, PairedComparison.Of(model, baseline, Better.Lower, options, new() { Threads = 2 }));
        Assert.Equal(one, PairedComparison.Of(model, baseline, Better.Lower, options, new() { Threads = 8 }));
    }

    [Fact]
    public void Equal_models_and_single_rows_differ_in_nothing_clear()
    {
        var equal = PairedComparison.Of([1, 2, 3], [1, 2, 3], Better.Higher);
        Assert.Equal((PairedVerdict.NoClearDifference, 1, 1, 0, 0), (equal.Verdict, equal.PValue, equal.WilcoxonPValue, equal.ShareBetter, equal.ShareWorse));
        var one = PairedComparison.Of([1], [0], Better.Higher);
        Assert.Equal((PairedVerdict.NoClearDifference, 1.0, 1), (one.Verdict, one.PValue, one.Units));
    }

    [Fact]
    public void Holm_agrees_with_its_definition_in_numpy()
    {
        foreach (var golden in EvaluationGolden.Cases("holm"))
        {
            EvaluationGolden.Close(golden.Numbers("adjusted"), PairedComparison.Holm(golden.Numbers("p")));
        }
        Assert.Empty(PairedComparison.Holm([]));
    }

    [Fact]
    public void The_corrected_t_test_agrees_with_scipy()
    {
        foreach (var golden in EvaluationGolden.Cases("corrected"))
        {
            var test = CorrectedResampledTTest.Of(golden.Numbers("differences"), golden.Number("train"), golden.Number("test"));
            EvaluationGolden.Close(golden.Number("t"), test.T);
            EvaluationGolden.Close(golden.Number("p"), test.PValue);
            EvaluationGolden.Close(golden.Number("low"), test.Interval.Low);
            EvaluationGolden.Close(golden.Number("high"), test.Interval.High);
        }
        foreach (var golden in EvaluationGolden.Cases("studentt"))
        {
            EvaluationGolden.Close(golden.Number("p"), StudentT.TwoSided(golden.Number("t"), golden.Whole("df")));
            EvaluationGolden.Close(golden.Number("quantile"), StudentT.Quantile(0.95, golden.Whole("df")));
        }
        var equal = CorrectedResampledTTest.Of([0.1, 0.1, 0.1], 90, 10);
        Assert.Equal((double.PositiveInfinity, 0, 0.1, 0.1), (equal.T, Math.Round(equal.PValue, 12), equal.Interval.Low, equal.Interval.High));
        Assert.Equal(1, CorrectedResampledTTest.Of([0, 0], 90, 10).PValue);
    }

    [Fact]
    public void Refuses_what_cannot_be_compared()
    {
        Assert.Contains("model, row 1: NaN", Assert.Throws<DataException>(() => PairedComparison.Of([1, double.NaN], [1, 2], Better.Lower)).Message, StringComparison.Ordinal);
        Assert.Contains("baseline, row 0", Assert.Throws<DataException>(() => PairedComparison.Of([1], [double.NaN], Better.Lower)).Message, StringComparison.Ordinal);
        Assert.Equal("evaluation.length", Assert.Throws<DataException>(() => PairedComparison.Of([1], [1, 2], Better.Lower)).Code);
        Assert.Equal("evaluation.empty", Assert.Throws<DataException>(() => PairedComparison.Of([], [], Better.Lower)).Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedComparison.Of([1], [1], Better.NearZero));
        Assert.Throws<OptionException>(() => PairedComparison.Of([1], [1], Better.Lower, new() { Significance = 0 }));
        Assert.Equal("evaluation.folds", Assert.Throws<DataException>(() => CorrectedResampledTTest.Of([1], 9, 1)).Code);
    }
}
