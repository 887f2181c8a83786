using System.Globalization;
using Scenarios.Hosting;

namespace DataEncoding.Packing;

/// <summary>What <c>--max-error</c> says: one share of the spread for all columns, and errors in their unit for single ones.</summary>
/// <param name="Share">0 to 1; null where nobody named one.</param>
/// <param name="Columns">By name.</param>
internal sealed record ErrorBounds(double? Share, IReadOnlyDictionary<string, double> Columns)
{
    /// <summary>Reads the option.</summary>
    /// <exception cref="ScenarioException">It cannot be read.</exception>
    public static ErrorBounds Of(RunContext run)
    {
        double? share = null;
        var columns = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in run.Get(CodeOptions.MaxError))
        {
            var at = text.LastIndexOf('=');
            var percent = at < 0 && text.EndsWith('%');
            if (!double.TryParse(text.AsSpan(at + 1, text.Length - at - 1 - (percent ? 1 : 0)), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value) || value < 0
                || (at < 0 ? (percent ? value / 100 : value) > 1 || share is not null : !columns.TryAdd(text[..at], value)))
            {
                throw new ScenarioException(ExitCode.Usage, "pack.max-error", CodeOptions.MaxError.Typed, text);
            }
            share = at < 0 ? (percent ? value / 100 : value) : share;
        }
        return new(share, columns);
    }
}
