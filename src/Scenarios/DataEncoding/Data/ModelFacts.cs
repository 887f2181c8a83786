using System.Globalization;
using DataEncoding.Reporting;
using DataEncoding.Study;
using Pipelines.Data;

namespace DataEncoding.Data;

/// <summary>What a model file says beside its model, and <c>evaluate</c> reads again: how the training rows lay, so that new rows can be told from them.</summary>
internal static class ModelFacts
{
    private const string MeansKey = "means", DeviationsKey = "deviations", ImageKey = "image", ErrorKey = "error";

    /// <summary>What a run's record says.</summary>
    public static Dictionary<string, string> Of(EncodingFigures figures) => new(StringComparer.Ordinal)
    {
        ["target"] = figures.Data.Schema.Target?.Name ?? "",
        [ImageKey] = figures.Data.Image is { } image ? $"{image.Height}x{image.Width}" : "",
        ["code"] = figures.Code.ToString(CultureInfo.InvariantCulture),
        ["chosen-seed"] = (figures.Options.Seed + figures.Study.Chosen).ToString(CultureInfo.InvariantCulture),
        [ErrorKey] = figures.RowErrors.Average().ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>The same with mean and standard deviation of each encoded column.</summary>
    public static Dictionary<string, string> WithColumns(EncodingFigures figures)
    {
        var (means, deviations) = CellErrors.Spread(figures.Data.Train, figures.Data.Layout);
        var facts = Of(figures);
        (facts[MeansKey], facts[DeviationsKey]) = (Text(means.Values), Text(deviations));
        return facts;
    }

    /// <summary>Means and standard deviations of the encoded training columns; null where a model file does not say.</summary>
    public static (Matrix Means, float[] Deviations)? ColumnsOf(IReadOnlyDictionary<string, string> facts, int width) =>
        Numbers(facts, MeansKey, width) is { } means && Numbers(facts, DeviationsKey, width) is { } deviations ? (new(1, width, means), deviations) : null;

    /// <summary>Mean squared error on the rows that were held out in training; NaN where a model file does not say.</summary>
    public static double ErrorOf(IReadOnlyDictionary<string, string> facts) =>
        facts.TryGetValue(ErrorKey, out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var error) ? error : double.NaN;

    /// <summary>Height and width of pictures; null where rows are none.</summary>
    public static ImageLayout? ImageOf(IReadOnlyDictionary<string, string> facts) => facts.TryGetValue(ImageKey, out var text) && text.Length > 0 ? ImageLayout.SizeOf(text) : null;

    private static string Text(float[] values) => string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));

    private static float[]? Numbers(IReadOnlyDictionary<string, string> facts, string key, int width)
    {
        if (!facts.TryGetValue(key, out var text))
        {
            return null;
        }
        var parts = text.Split(' ');
        var values = new float[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !float.IsFinite(values[i]))
            {
                return null;
            }
        }
        return values.Length == width ? values : null;
    }
}
