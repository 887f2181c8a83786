using Pipelines.Anomaly;
using Xunit;

namespace Pipelines.Tests.Anomaly;

/// <summary>Tennessee Eastman process, 52 sensors: fitted on 500 normal rows, faults from row 160 of 960 on. Three of the 21 faults (3, 9, 15) cannot be seen by anybody. The bars are measured ones of peers.</summary>
public sealed class TennesseeEastmanTests
{
    private const int Onset = 160;

    private static readonly int[] Faults = [1, 2, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21];

    [Fact]
    public void Residuals_of_eleven_components_find_what_they_find_elsewhere()
    {
        AnomalySamples.Folder();
        var model = new PcaMonitor(new() { Components = 11, Statistic = MonitorStatistic.Spe }).Fit(AnomalySamples.TennesseeEastman("d00"));
        var limit = PeersLimit(Score(model, "d00_te"));
        var expected = new Dictionary<int, double> { [4] = 96.6, [5] = 25.8, [10] = 36.6, [11] = 65.4, [16] = 26.4, [19] = 13.6, [20] = 45.8, [21] = 43.6 };
        foreach (var (fault, rate) in expected)
        {
            Assert.Equal(rate, 100 * Rate(Score(model, $"d{fault:00}_te")[Onset..], limit), 2.0);
        }
    }

    [Fact]
    public void A_monitor_with_a_memory_finds_95_in_100_rows_by_both_protocols()
    {
        AnomalySamples.Folder();
        var model = new PcaSeriesMonitor().Fit(AnomalySamples.TennesseeEastman("d00"));
        float[] Series(string name)
        {
            var rows = AnomalySamples.TennesseeEastman(name);
            var scores = new float[rows.Rows];
            model.Score(rows, scores);
            return scores;
        }
        var normal = Series("d00_te");
        var peers = PeersLimit(normal);
        var scores = Faults.ToDictionary(f => f, f => Series($"d{f:00}_te"));
        var (byPeers, honest, early) = (scores.Values.Average(s => Rate(s[Onset..], peers)), scores.Values.Average(s => Rate(s[Onset..], model.Threshold)), scores.Values.Average(s => Rate(s[..Onset], model.Threshold)));
        TestContext.Current.TestOutputHelper?.WriteLine($"Limit from normal test rows: {byPeers:P1}. Limit from the training rows alone: {honest:P1}, false alarms before the fault {early:P2}, on d00_te {Rate(normal, model.Threshold):P1}.");
        Assert.InRange(byPeers, 0.95, 1);
        Assert.InRange(honest, 0.95, 1);
        Assert.InRange(early, 0, 0.02);
        Assert.InRange(Rate(normal, model.Threshold), 0, 0.069);
    }

    private static float[] Score(PcaMonitorModel model, string name)
    {
        var rows = AnomalySamples.TennesseeEastman(name);
        var scores = new float[rows.Rows];
        model.Score(rows, scores);
        return scores;
    }

    private static double Rate(float[] scores, double limit) => scores.Average(s => s > limit ? 1.0 : 0);

    /// <summary>The 99 % quantile of normal test rows, interpolated.</summary>
    private static double PeersLimit(float[] scores)
    {
        var sorted = scores.Order().ToArray();
        var place = 0.99 * (sorted.Length - 1);
        return sorted[(int)place] + ((place - (int)place) * (sorted[(int)place + 1] - sorted[(int)place]));
    }
}
