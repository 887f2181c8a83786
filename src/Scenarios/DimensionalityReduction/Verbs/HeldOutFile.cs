using DimensionalityReduction.Data;
using DimensionalityReduction.Study;
using Pipelines.Data;

namespace DimensionalityReduction.Verbs;

/// <summary>The run's predictions.csv: every held-out row with what was predicted from all columns and from the chosen components, and how far it lies from their plane.</summary>
internal static class HeldOutFile
{
    public static void Write(string path, ReductionStudy study, bool bom)
    {
        using var file = CsvOut.Create(path, bom);
        var chosen = study.Decision.Components;
        var target = study.Data.Schema.Target is { } column ? study.Data.Table[column.Name] : null;
        (string Name, float[] Predictions)[] predictions = [.. study.Algorithms.SelectMany(a => ((string, float[])[])
            [($"{a.Key}_all", study[a.Key, Trial.All, 0].Predictions), ($"{a.Key}_{chosen}", study[a.Key, Trial.Pca, chosen].Predictions)])];
        file.Row(["row", .. target is null ? [] : new[] { target.Name }, .. predictions.Select(p => p.Name), "distance"]);
        var errors = study.KeptAt(chosen).Errors;
        for (var i = 0; i < study.HeldOutRows.Length; i++)
        {
            file.Field(study.HeldOutRows[i] + 1L);
            if (target is not null)
            {
                file.Field(target.Text(study.HeldOutRows[i]));
            }
            foreach (var (_, values) in predictions)
            {
                if (study.Data.Task == TargetTask.Classes)
                {
                    file.Field(study.Data.Schema.Classes[(int)values[i]]);
                }
                else
                {
                    file.Field(values[i]);
                }
            }
            file.Field(Math.Sqrt(errors[i]));
            file.EndRow();
        }
        file.Commit();
    }
}
