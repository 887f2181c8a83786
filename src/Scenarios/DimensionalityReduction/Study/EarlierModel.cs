using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Reduction;
using Scenarios.Hosting;
using Scenarios.Hosting.Runs;

namespace DimensionalityReduction.Study;

/// <summary>A model fitted before, measured on the rows that a study held out: its components as they are, and the best algorithm fitted on them in the same folds.</summary>
internal static class EarlierModel
{
    /// <summary>Its metrics, with the keys of the study's, and how sure the difference is.</summary>
    public static Comparison Score(TabularPipeline<PcaModel> earlier, ReductionStudy study, RunContext run)
    {
        var kept = Kept(earlier, study.Data.Table.Take(study.HeldOutRows));
        var share = new Metric("variance_kept", kept.VarianceKept, Better.Higher);
        var own = study.KeptAt(study.Decision.Components);
        if (!study.Labelled)
        {
            var unsure = PairedComparison.Of(Relative(own), Relative(kept), Better.Lower, new() { Seed = study.Options.Seed }, run.Control);
            return new([share], unsure.PValue);
        }
        var (ours, theirs) = (study[study.Best.Key, Trial.Pca, study.Decision.Components].Scores, Scores(earlier, study, run));
        var paired = PairedComparison.Of(ours, theirs, Better.Higher, new() { Seed = study.Options.Seed }, run.Control);
        return new([new(study.ScoreKey, theirs.Average(), Better.Higher), share], paired.PValue);
    }

    /// <summary>What its components keep of rows, in its own scale.</summary>
    public static HeldOut Kept(TabularPipeline<PcaModel> pipeline, Table rows)
    {
        var encoded = pipeline.Encode(rows);
        var (errors, spread) = (new double[rows.Rows], new double[rows.Rows]);
        pipeline.Model.ReconstructionErrors(encoded, errors);
        for (var r = 0; r < spread.Length; r++)
        {
            var row = encoded[r];
            for (var c = 0; c < row.Length; c++)
            {
                spread[r] += (row[c] - pipeline.Model.Mean[c]) * (row[c] - pipeline.Model.Mean[c]);
            }
        }
        return new(pipeline.Model.ResultColumns, errors, spread, encoded.Columns);
    }

    private static double[] Scores(TabularPipeline<PcaModel> earlier, ReductionStudy study, RunContext run)
    {
        var reduced = earlier.Transform(study.Data.Table.Take(study.Rows));
        var targets = study.Data.Schema.Targets(study.Data.Table.Take(study.Rows));
        return RowScores.Of(study.Data.Task, study.Folds, reduced, targets, study.Best, run.Control);
    }

    /// <summary>Errors as shares of the mean distance from the mean, so that two scales can be compared.</summary>
    private static double[] Relative(HeldOut kept)
    {
        var mean = kept.Spread.Average();
        return Array.ConvertAll(kept.Errors, e => mean > 0 ? e / mean : 0);
    }
}
