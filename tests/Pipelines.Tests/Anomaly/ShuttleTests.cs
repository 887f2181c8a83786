using System.Globalization;
using Pipelines.Anomaly;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Xunit;

namespace Pipelines.Tests.Anomaly;

/// <summary>
/// NASA's Shuttle readings as ADBench has them, 49,097 x 9 of 7 % anomalies: the table of docs/EquipmentHealth.md, method by method. The rows have no order in time, so there are no alarms to count. They
/// are not part of this repository: the R package that holds them, mlbench, is under the GPL.
/// </summary>
public sealed class ShuttleTests
{
    [Fact]
    public void Detection_method_by_method()
    {
        AnomalySamples.NeedSlow("the Shuttle table, about 20 s");
        var (raw, anomalies) = AnomalySamples.AdBench("32_shuttle");
        int[] normal = [.. Enumerable.Range(0, raw.Rows).Where(r => !anomalies[r])];
        Rng.At(1).Shuffle(normal.AsSpan());
        int[] train = normal[..(normal.Length / 2)], test = [.. normal[(normal.Length / 2)..], .. Enumerable.Range(0, raw.Rows).Where(r => anomalies[r])];
        var scaler = new StandardScaler().Fit(AnomalySamples.Take(raw, train));
        var (known, rows) = (scaler.Transform(AnomalySamples.Take(raw, train)), scaler.Transform(AnomalySamples.Take(raw, test)));
        bool[] odd = [.. test.Select(r => anomalies[r])];
        var all = AnomalySamples.Standard(raw);
        var areas = new Dictionary<string, (double Mixed, double Known)>(StringComparer.Ordinal);
        foreach (var (name, fit) in new (string, Func<Matrix, IAnomalyDetector>)[]
        {
            ("T², randomized PCA", x => Monitor(x, MonitorStatistic.TSquared)),
            ("SPE, randomized PCA", x => Monitor(x, MonitorStatistic.Spe)),
            ("full Mahalanobis, randomized PCA", x => Monitor(x, MonitorStatistic.Mahalanobis)),
            ("isolation forest", x => new IsolationForest().Fit(x)),
            ("5 neighbours", x => new NeighborDistance().Fit(x)),
            ("relative residual, rank 2 (as ML.NET's RandomizedPca)", x => new RelativeResidual(new() { Components = 2 }).Fit(x)),
        })
        {
            var scores = new float[all.Rows];
            var blind = fit(all);
            if (blind is NeighborDistanceModel neighbors)
            {
                // A row is its own nearest neighbour.
                neighbors.ScoreTraining(scores);
            }
            else
            {
                blind.Score(all, scores);
            }
            var mixed = AnomalyMetrics.Of(scores, anomalies);
            var apart = AnomalyMetrics.Of(fit(known).Score(rows), odd);
            areas[name] = (100 * mixed.RocAuc, 100 * apart.RocAuc);
            TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"| {name} | {100 * mixed.RocAuc:0.0} / {100 * mixed.AveragePrecision:0.0} | {100 * apart.RocAuc:0.0} / {100 * apart.AveragePrecision:0.0} |"));
        }
        Assert.InRange(areas["full Mahalanobis, randomized PCA"].Mixed, 97.2, 100);
        Assert.InRange(areas["isolation forest"].Mixed, 98.8, 100);
        Assert.InRange(areas["5 neighbours"].Mixed, 63, 100);
        Assert.InRange(areas["5 neighbours"].Known, 99, 100);
        // The relative score divides by the size of the row, and so takes the largest faults for normal.
        Assert.InRange(areas["relative residual, rank 2 (as ML.NET's RandomizedPca)"].Mixed, 0, 50);
    }

    private static PcaMonitorModel Monitor(Matrix rows, MonitorStatistic statistic) => new PcaMonitor(new() { Randomized = true, Statistic = statistic }).Fit(rows);
}
