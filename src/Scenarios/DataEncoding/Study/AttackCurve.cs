using Pipelines;
using Pipelines.Data;
using Pipelines.Models;

namespace DataEncoding.Study;

/// <summary>How much of the other rows somebody reads from their codes, by how many rows he knows with theirs.</summary>
internal static class AttackCurve
{
    private static readonly int[] Known = [20, 50, 100, 200];

    /// <summary>The attack of a study with fewer and fewer of its pairs, fewest first; the study's own comes last.</summary>
    /// <param name="study">What was measured.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static IReadOnlyList<LinearInverter> Of(EncodingStudy study, FitControl control)
    {
        var codes = study.Model.Transform(study.Test);
        var attempts = new List<LinearInverter>();
        foreach (var pairs in Known.Where(k => k < study.Attack.Pairs))
        {
            var rows = Sample(study.Train, pairs);
            attempts.Add(LinearInverter.Of(study.Model.Transform(rows), rows, codes, study.Test, control));
        }
        return [.. attempts, study.Attack];
    }

    /// <summary>So many rows, spread evenly: a file may be in the order of its classes.</summary>
    public static Matrix Sample(MatrixView rows, int count)
    {
        var sample = new Matrix(Math.Min(count, rows.Rows), rows.Columns);
        for (var r = 0; r < sample.Rows; r++)
        {
            rows[(int)((long)r * rows.Rows / sample.Rows)].CopyTo(sample[r]);
        }
        return sample;
    }
}
