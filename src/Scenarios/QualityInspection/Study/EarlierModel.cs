using Pipelines.Evaluation;
using Scenarios.Hosting;
using Scenarios.Hosting.Runs;

namespace QualityInspection.Study;

/// <summary>A model fitted before, on the labelled parts that are new: what its flags would have cost, against those of the new model in the folds that had not seen them.</summary>
internal static class EarlierModel
{
    /// <summary>What the new model costs there, the metric that decides.</summary>
    public static Metric Own(QualityStudy study) => new("cost_per_new_part", New(study).Select(i => study.Plan!.PartCosts[i]).Average(), Better.Lower);

    /// <summary>The comparison; null where no new part has a label.</summary>
    public static Comparison? Score(QualityModel earlier, QualityStudy study, RunContext run)
    {
        if (study.Trials is not { } trials || New(study) is not { Length: > 0 } fresh)
        {
            return null;
        }
        int[] rows = [.. fresh.Select(i => trials.Known[i])];
        var table = study.Data.Table.Take(rows);
        var costs = earlier.Judge(table, out _).Select((p, i) => InspectionPlan.CostOf(earlier.Decide(p).Flagged, trials.Bad[fresh[i]], study.Options)).ToArray();
        var own = fresh.Select(i => study.Plan!.PartCosts[i]).ToArray();
        var paired = PairedComparison.Of(own, costs, Better.Lower, new() { Seed = study.Options.Seed }, run.Control);
        return new([new("cost_per_new_part", costs.Average(), Better.Lower)], paired.PValue);
    }

    private static int[] New(QualityStudy study) => [.. Enumerable.Range(0, study.Trials!.Known.Length).Where(i => study.Data.FileRows[study.Trials.Known[i]] >= study.Data.FirstNewRow)];
}
