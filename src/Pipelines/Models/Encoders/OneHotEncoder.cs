using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>Turns one text column into columns of 0 and 1, one a level, one for everything unknown or rare, and one for missing cells where training had some.</summary>
/// <remarks>
/// O(n + L log L) time for L levels, O(L) memory. Reference: scikit-learn's OneHotEncoder(max_categories=MaxLevels + 1, handle_unknown="infrequent_if_exist"); levels are in ordinal order there too.
/// Departures: the column for other levels always exists, so that a level never seen in training is told apart from the rest; of equally frequent levels at the cut the ordinally first are kept.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class OneHotEncoder(OneHotEncoderOptions? options = null) : IEstimator<TextColumn, OneHotEncoderModel>
{
    private readonly OneHotEncoderOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public OneHotEncoderModel Fit(TextColumn data, FitControl? control = null)
    {
        if (data.Rows == 0)
        {
            throw new DataException("column.empty", $"OneHotEncoder must be given at least 1 row; column '{data.Name}' has none. Check how the data was read and filtered.");
        }
        var counts = new int[data.Levels.Count];
        var missing = false;
        foreach (var code in data.Codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
            else
            {
                missing = true;
            }
        }
        var kept = new List<int>();
        for (var level = 0; level < counts.Length; level++)
        {
            if (counts[level] >= _options.MinRows)
            {
                kept.Add(level);
            }
        }
        kept.Sort((a, b) => counts[a] != counts[b] ? counts[b].CompareTo(counts[a]) : string.CompareOrdinal(data.Levels[a], data.Levels[b]));
        string[] levels = [.. kept.Take(_options.MaxLevels).Select(l => data.Levels[l]).Order(StringComparer.Ordinal)];
        (control ?? FitControl.Default).Step(1, 1);
        return new(data.Name, levels, missing);
    }
}
