using Pipelines;
using Pipelines.Models;

namespace DataEncoding.Study;

/// <summary>What only the report shows of a study: maps, the attack by how much is known, the linear case. Computed once.</summary>
internal sealed record StudyDetails
{
    /// <summary>The codes of the test rows in a plane; null where a code is one number.</summary>
    public required PlaneMap? Map { get; init; }

    /// <summary>The test rows on their first two principal components; null where they have but one column.</summary>
    public required PlaneMap? PcaMap { get; init; }

    /// <summary>The attack by how many pairs are known, fewest first.</summary>
    public required IReadOnlyList<LinearInverter> Attacks { get; init; }

    /// <summary>A linear autoencoder beside components; null where there is too little data.</summary>
    public required LinearPlane? Linear { get; init; }

    /// <summary>Computes them.</summary>
    /// <param name="study">What was measured.</param>
    /// <param name="seed">Of what is random.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static StudyDetails Of(EncodingStudy study, long seed, FitControl control)
    {
        const int steps = 3;
        var quiet = control with { Progress = null };
        var (map, pca) = (PlaneMap.Of(study.Model.Transform(study.Train), study.Model.Transform(study.Test), quiet), PlaneMap.Of(study.Train, study.Test, quiet));
        control.Step(1, steps);
        var attacks = AttackCurve.Of(study, quiet);
        control.Step(2, steps);
        var linear = LinearPlane.Of(study.Train, study.Model.ResultColumns, seed, quiet);
        control.Step(steps, steps);
        return new() { Map = map, PcaMap = pca, Attacks = attacks, Linear = linear };
    }
}
