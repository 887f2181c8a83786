using Pipelines;
using Pipelines.Anomaly.Events;

namespace EquipmentHealth.Study;

/// <summary>What needs no model: an alarm that is always on, scores by chance, and the largest distance of a sensor from its mean; each with a limit found in the same way.</summary>
internal static class Baselines
{
    /// <summary>Name and evaluation of each.</summary>
    public static IReadOnlyList<(string Key, Evaluation Value)> Of(HealthStudy study, FitControl control)
    {
        var scored = study.Units.Select(u => u.Scores).ToArray();
        double[][] always = [.. scored.Select(s => Array.ConvertAll(s, v => double.IsNaN(v) ? v : 2.0))];
        double[][] random = [.. scored.Select((s, u) => Chance(s, study.Options.Seed, u))];
        double[][] distance = [.. study.Units.Select((u, i) => Distance(study, u, study.NormalRows[i]))];
        return
        [
            ("always", Evaluation.Of(study, always, AlarmRule.Of(1, 0, study.Options.Alarm))),
            ("random", Evaluation.Of(study, random, Rule(study, random, control))),
            ("distance", Evaluation.Of(study, distance, Rule(study, distance, control))),
        ];
    }

    private static AlarmRule Rule(HealthStudy study, double[][] scores, FitControl control)
    {
        var series = study.Units.Select((u, i) => new ScoreSeries(study.NormalRows[i].Select(r => u.Unit.Times[r]).ToArray(), study.NormalRows[i].Select(r => scores[i][r]).ToArray())).Where(s => s.Times.Length > 0).ToList();
        return AlarmLimit.ForRate(series, study.Options.Rate, study.Options.Alarm, control).Rule(study.Options.Alarm);
    }

    private static double[] Chance(double[] scores, long seed, int unit)
    {
        var rng = Rng.At(seed, 77, unit);
        var random = new double[scores.Length];
        for (var i = 0; i < random.Length; i++)
        {
            var next = rng.NextDouble();
            random[i] = double.IsNaN(scores[i]) ? double.NaN : next;
        }
        return random;
    }

    /// <summary>Largest distance of a sensor from its mean over normal rows, in standard deviations.</summary>
    private static double[] Distance(HealthStudy study, UnitResult result, int[] normal)
    {
        var scores = new double[result.Unit.Rows];
        Array.Fill(scores, double.NaN);
        for (var r = 0; r < scores.Length; r++)
        {
            scores[r] = double.IsNaN(result.Scores[r]) ? double.NaN : 0;
        }
        foreach (var sensor in result.Unit.Values)
        {
            double mean = 0, squares = 0;
            foreach (var row in normal)
            {
                mean += sensor[row] / normal.Length;
            }
            foreach (var row in normal)
            {
                squares += (sensor[row] - mean) * (sensor[row] - mean) / normal.Length;
            }
            var deviation = Math.Sqrt(squares);
            for (var r = 0; r < scores.Length && deviation > 0; r++)
            {
                var z = Math.Abs(sensor[r] - mean) / deviation;
                scores[r] = z > scores[r] ? z : scores[r];
            }
        }
        return scores;
    }
}
