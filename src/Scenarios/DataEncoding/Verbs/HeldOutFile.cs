using DataEncoding.Reporting;
using Pipelines.Data;

namespace DataEncoding.Verbs;

/// <summary>The run's predictions.csv: every held-out row with its class, its error by autoencoder and by principal components, and its code.</summary>
internal static class HeldOutFile
{
    public static void Write(string path, EncodingFigures figures, bool bom)
    {
        var data = figures.Data;
        var codes = new Matrix(data.Test.Rows, figures.Code);
        figures.Study.Model.Transform(data.Test, codes);
        using var file = CsvOut.Create(path, bom);
        var target = data.Schema.Target?.Name;
        file.Row(["row", .. target is null ? [] : new[] { target }, "error", "pca_error", .. Enumerable.Range(1, figures.Code).Select(c => $"code{c}")]);
        for (var i = 0; i < data.TestRows.Length; i++)
        {
            file.Field(data.TestRows[i] + 1L);
            if (target is not null)
            {
                file.Field(float.IsNaN(data.TestClasses[i]) ? "" : data.Classes[(int)data.TestClasses[i]]);
            }
            file.Field(figures.RowErrors[i]);
            file.Field(figures.PcaRowErrors[i]);
            foreach (var value in codes[i])
            {
                file.Field(value);
            }
            file.EndRow();
        }
        file.Commit();
    }
}
