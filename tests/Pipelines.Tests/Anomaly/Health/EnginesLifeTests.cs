using Pipelines.Anomaly.Health;
using Pipelines.Anomaly.Signals;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Supervised;
using Xunit;

namespace Pipelines.Tests.Anomaly.Health;

/// <summary>Remaining life of the engines that were cut short: a plain regression on windows, and histories laid over one another.</summary>
public sealed class EnginesLifeTests
{
    private const int Window = 30, Cap = 125;

    [Fact]
    public void Windows_and_histories_foretell_how_many_cycles_are_left()
    {
        var runs = Engines.Failed().Select(Features).ToArray();
        var (cut, left) = Engines.CutShort();
        // Every fifth engine is kept back to set the width of the intervals.
        int[] learned = [.. Enumerable.Range(0, 100).Where(e => e % 5 != 0)], kept = [.. Enumerable.Range(0, 100).Where(e => e % 5 == 0)];
        var scaler = new StandardScaler().Fit(Stacked(learned.Select(e => runs[e])));
        var ridge = new RidgeRegression(new() { Alpha = 100 }).Fit(new(scaler.Transform(Stacked(learned.Select(e => runs[e]))), learned.SelectMany(e => Lives(runs[e].Rows)).ToArray()));
        double[] Curve(Matrix run) => [.. ridge.Predict(scaler.Transform(run)).Select(p => (double)p)];
        var errors = kept.SelectMany(e => Curve(runs[e]).Zip(Lives(runs[e].Rows), (p, t) => (Error: Math.Clamp(p, 0, Cap) - t, Engine: e))).ToArray();
        var conformal = SplitConformal.Of(errors.Select(e => e.Error).ToArray(), 0.9, errors.Select(e => e.Engine).ToArray());

        var asked = cut.Select(run => Curve(Features(run))).ToArray();
        float[] targets = [.. left.Select(l => (float)Math.Min(l, Cap))], plain = [.. asked.Select(c => (float)Math.Clamp(c[^1], 0, Cap))];
        var similar = RemainingLifeModel.Of([.. Enumerable.Range(0, 100).Select(e => Curve(runs[e]))]);
        var lives = asked.Select(c => similar.Predict(c)).ToArray();
        var (byWindow, capped) = (RegressionMetrics.Of(targets, plain), RegressionMetrics.Of(targets, [.. lives.Select(l => (float)Math.Min(l.Rows, Cap))]));
        var uncapped = RegressionMetrics.Of([.. left.Select(l => (float)l)], [.. lives.Select(l => (float)l.Rows)]);
        var coverage = IntervalCoverage.Of(targets, [.. plain.Select(p => (float)conformal.Around(p).Low)], [.. plain.Select(p => (float)conformal.Around(p).High)], 0.9);
        var held = lives.Zip(left, (l, t) => l.Low <= t && t <= l.High).Count(h => h);
        TestContext.Current.SendDiagnosticMessage($"C-MAPSS FD001 RMSE: windowed ridge capped {byWindow.Rmse:F2}; similarity capped {capped.Rmse:F2}, uncapped {uncapped.Rmse:F2}; 90 % conformal holds {coverage.Coverage:P0} at width {coverage.MeanWidth:F0}; similarity interval holds {held} %");
        Assert.True(byWindow.Rmse < 16 && capped.Rmse < 18, $"{byWindow.Rmse}, {capped.Rmse}");
        Assert.InRange(coverage.Coverage, 0.85, 0.99);
        Assert.InRange(held, 80, 98);
    }

    /// <summary>From the first whole window on: slopes of a few rows are noise.</summary>
    private static Matrix Features(double[][] run) => WindowFeatures.Of(new Matrix(run.Length, run[0].Length, [.. run.SelectMany(r => r).Select(v => (float)v)]), Window).View[(Window - 1)..].ToMatrix();

    private static Matrix Stacked(IEnumerable<Matrix> parts)
    {
        Matrix[] all = [.. parts];
        return new(all.Sum(m => m.Rows), all[0].Columns, [.. all.SelectMany(m => m.Values)]);
    }

    private static float[] Lives(int rows) => [.. Enumerable.Range(0, rows).Select(t => (float)Math.Min(Cap, rows - 1 - t))];
}
