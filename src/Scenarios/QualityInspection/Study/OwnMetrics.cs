using Pipelines.Evaluation;

namespace QualityInspection.Study;

/// <summary>The metrics a run is judged by.</summary>
internal static class OwnMetrics
{
    public static IReadOnlyList<Metric> Of(QualityStudy study)
    {
        var metrics = new List<Metric>();
        if (study is { Trials: { } trials, Plan: { } plan })
        {
            var route = trials[study.RouteKey];
            metrics.Add(new("cost_per_part", plan.Cost / plan.Parts, Better.Lower));
            metrics.Add(new("roc_auc", route.Metrics.RocAuc, Better.Higher, route.Area));
            metrics.Add(new("auc_pr", route.Metrics.AveragePrecision, Better.Higher, route.Precision));
            metrics.Add(new("base_rate", route.Metrics.BaseRate, Better.Neither));
            metrics.Add(new("defects_caught", plan.Caught / (double)plan.Bad, Better.Higher));
            metrics.Add(new("parts_inspected", plan.Inspected, Better.Neither));
            metrics.Add(new("money_saved", plan.Saved, Better.Higher, plan.SavedInterval));
            metrics.AddRange(trials.Routes.Select(r => new Metric(AreaOf(r.Key), r.Metrics.RocAuc, Better.Higher, r.Area)));
        }
        if (study.Measurements.Where(m => m.Capability is not null).MinBy(m => m.Capability!.Ppk) is { Capability: { } worst })
        {
            metrics.Add(new("ppk", worst.Ppk, Better.Higher, worst.PpkInterval));
        }
        metrics.Add(new("flagged_share", study.FlaggedShare, Better.Neither));
        metrics.Add(new("odd_together", study.Decisions.Count(d => d.Reason == PartReason.OddTogether), Better.Neither));
        metrics.Add(new("out_of_tolerance", study.Parts.Count(p => p.IsOut), Better.Lower));
        return metrics;
    }

    private static string AreaOf(string route) => route switch
    {
        Route.Monitor => "roc_auc_monitor",
        Route.Classifier => "roc_auc_classifier",
        "tolerance" => "roc_auc_tolerance",
        "distance" => "roc_auc_distance",
        "largest" => "roc_auc_largest",
        "ecod" => "roc_auc_ecod",
        "forest" => "roc_auc_forest",
        "near" => "roc_auc_near",
        _ => "roc_auc_neighbours",
    };
}
