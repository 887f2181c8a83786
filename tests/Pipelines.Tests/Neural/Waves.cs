using Pipelines.Data;
using Pipelines.Neural;

namespace Pipelines.Tests.Neural;

/// <summary>The inputs, targets and first weights of Golden/neural.py: sines of their places.</summary>
internal static class Waves
{
    public const int Rows = 12;

    public static float[] Wave(int count, double phase, double scale = 1) =>
        [.. Enumerable.Range(0, count).Select(i => (float)(scale * Math.Sin((0.37 * i * i) + (phase * i) + phase)))];

    public static Matrix Inputs() => new(Rows, 5, Wave(Rows * 5, 0.5));

    public static Matrix Numbers() => new(Rows, 3, Wave(Rows * 3, 2.5));

    public static Matrix Shares() => new(Rows, 3, [.. Numbers().Values.Select(v => (v + 1) / 2)]);

    public static Matrix Classes() => new(Rows, 1, [.. Enumerable.Range(0, Rows).Select(r => (float)(r % 3))]);

    /// <summary>Writes the first weights that the script uses.</summary>
    public static void Fill(NetworkPlan plan, float[] parameters)
    {
        var place = 0;
        foreach (var pass in plan.Passes.Where(p => p.Weights + p.Offsets > 0))
        {
            if (pass.Weights > 0)
            {
                Wave(pass.Weights, place + 1, 0.7).CopyTo(parameters, pass.WeightStart);
                Wave(pass.Offsets, place + 11, 0.3).CopyTo(parameters, pass.OffsetStart);
            }
            else
            {
                var n = pass.Offsets / 2;
                Array.ConvertAll(Wave(n, place + 21, 0.3), v => 1 + v).CopyTo(parameters, pass.OffsetStart);
                Wave(n, place + 31, 0.3).CopyTo(parameters, pass.OffsetStart + n);
            }
            place++;
        }
    }

    /// <summary>What is learned, layer by layer: weights, then offsets.</summary>
    public static double[] Flat(NetworkPlan plan, float[] values) =>
        [.. plan.Passes.SelectMany(p => values.Skip(p.WeightStart).Take(p.Weights).Concat(values.Skip(p.OffsetStart).Take(p.Offsets))).Select(v => (double)v)];

    /// <summary>Puts a batch of rows, each counting the same, where a trainer reads it.</summary>
    public static void Load(BatchTrainer trainer, MatrixView rows, MatrixView targets)
    {
        rows.Values.CopyTo(trainer.Input(rows.Rows).All);
        targets.Values.CopyTo(trainer.Targets(rows.Rows).All);
        Array.Fill(trainer.Step.RowWeights, 1f / rows.Rows);
        for (var r = 0; r < rows.Rows; r++)
        {
            trainer.Step.RowNumbers[r] = r;
        }
    }
}
