using Pipelines.Anomaly.Events;
using Pipelines.Anomaly.Health;
using Pipelines.Data;
using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Anomaly.Health;

public sealed class EnginesHealthTests
{
    private const int Sound = 50;

    /// <summary>A cycle counts as an hour, for there is no clock.</summary>
    private const long Cycle = TimeSpan.TicksPerHour;

    [Fact]
    public void Every_engine_is_announced_before_it_fails_and_few_too_early()
    {
        var failed = Engines.Failed();
        // As in any multivariate EWMA chart the average starts at what is normal, so that the first noisy rows do not set the limit.
        double[] normal = [.. Enumerable.Range(0, failed[0][0].Length).Select(i => failed.Average(r => r.Take(Sound).Average(v => v[i])))];
        var runs = failed.Select(r => Smoothed(r, normal, 0.2)).ToArray();
        var (leads, early) = (new List<double>(), 0);
        double healthAtEnd = 0, healthAtStart = 0;
        // Folds of whole engines: neither the detector nor its limit has seen the engine that is judged.
        for (var fold = 0; fold < 10; fold++)
        {
            int[] others = [.. Enumerable.Range(0, 100).Where(e => e % 10 != fold)];
            var limit = AlarmLimit.ForRate(HeldOut(runs, others), 4 / (90 * Sound / 168.0));
            var cloud = new NormalCloud([.. others.SelectMany(e => runs[e].Take(Sound))]);
            var rule = limit.Rule();
            var index = HealthIndex.Of(limit.Typical, limit.Limit);
            for (var e = fold; e < 100; e += 10)
            {
                var scores = Array.ConvertAll(runs[e], cloud.Score);
                var alarms = rule.Apply(Clock(scores.Length), scores);
                var failure = new TimeRange(scores.Length * Cycle, scores.Length * Cycle);
                var metrics = EventMetrics.Of([.. alarms.Select(a => a.Range)], [failure], [new(0, failure.End)], 100_000 * Cycle);
                early += alarms.Count > 0 && alarms[0].Raised < Sound * Cycle ? 1 : 0;
                // What counts is the alarm that is on when the engine fails.
                leads.Add(alarms.Count > 0 && alarms[^1].IsOn && metrics.EventsHit == 1 ? scores.Length - (alarms[^1].Raised / (double)Cycle) : 0);
                healthAtStart += scores.Take(Sound).Average(index.Of) / 100;
                healthAtEnd += scores.TakeLast(5).Average(index.Of) / 100;
            }
        }
        leads.Sort();
        TestContext.Current.SendDiagnosticMessage($"C-MAPSS FD001: announced {leads.Count(l => l > 0)}/100, lead least {leads[0]}, median {leads[50]}, in alarm within the first 50 cycles {early}, mean health {healthAtStart:F1} then {healthAtEnd:F1}");
        Assert.Equal(100, leads.Count(l => l > 0));
        Assert.True(early <= 8, $"{early} engines are in alarm in their first 50 cycles.");
        Assert.True(healthAtStart > 80 && healthAtEnd < 10, $"Health {healthAtStart} to {healthAtEnd}.");
    }

    /// <summary>Scores of the first cycles, each by a cloud without the tenth of engines it belongs to.</summary>
    private static List<ScoreSeries> HeldOut(double[][][] runs, int[] engines)
    {
        var series = new List<ScoreSeries>();
        for (var part = 0; part < 9; part++)
        {
            var cloud = new NormalCloud([.. engines.Where((_, i) => i % 9 != part).SelectMany(e => runs[e].Take(Sound))]);
            series.AddRange(engines.Where((_, i) => i % 9 == part).Select(e => new ScoreSeries(Clock(Sound), runs[e].Take(Sound).Select(cloud.Score).ToArray())));
        }
        return series;
    }

    private static double[][] Smoothed(double[][] rows, double[] start, double weight)
    {
        var smooth = new double[rows.Length][];
        for (var t = 0; t < rows.Length; t++)
        {
            smooth[t] = [.. rows[t].Select((v, i) => ((1 - weight) * (t == 0 ? start : smooth[t - 1])[i]) + (weight * v))];
        }
        return smooth;
    }

    private static long[] Clock(int rows) => [.. Enumerable.Range(0, rows).Select(t => t * Cycle)];
}
