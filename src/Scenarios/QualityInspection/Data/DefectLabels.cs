using Pipelines.Data;
using Scenarios.Hosting;

namespace QualityInspection.Data;

/// <summary>What is known of each part.</summary>
/// <param name="Bad">1 bad, 0 good, -1 unknown.</param>
/// <param name="Causes">What the target says of each part; empty where unknown.</param>
internal sealed record DefectLabels(sbyte[] Bad, string[] Causes)
{
    private static readonly string[] GoodTexts = ["ok", "good", "pass", "passed", "normal", "no", "false", "n", "accept", "accepted", "conforming", "合格", "良品", "良", "正常", "否", "通过", "无缺陷", "无"];

    /// <summary>Names that <c>--good</c> takes for a cell without a value.</summary>
    private static readonly string[] BlankNames = ["empty", "blank", "空", "空白"];

    /// <summary>True where nobody said what a good part is, and a cell without a value was taken for one: only defects are written down.</summary>
    public bool BlankIsGood { get; private init; }

    /// <summary>How many parts are known to be bad.</summary>
    public int BadCount => Bad.Count(b => b > 0);

    /// <summary>How many are known at all.</summary>
    public int Known => Bad.Count(b => b >= 0);

    /// <summary>Reads the target.</summary>
    /// <param name="column">The target.</param>
    /// <param name="good">Values of good parts, separated by commas; null to tell by their names.</param>
    /// <exception cref="ScenarioException">No value means a good part, or there is no bad one.</exception>
    public static DefectLabels Of(Column column, string? good)
    {
        var texts = new string[column.Rows];
        for (var r = 0; r < texts.Length; r++)
        {
            texts[r] = column.IsMissing(r) ? "" : column.Text(r).Trim();
        }
        var levels = texts.Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var goods = GoodLevels(column, levels, good);
        var blanks = texts.Count(t => t.Length == 0);
        // Where most parts have nothing written and the others a cause, nothing is what a good part gets.
        var guessed = good is null && goods.Count == 0 && levels.Length > 0 && column is TextColumn && blanks >= texts.Length / 2;
        var blankIsGood = guessed || (blanks > 0 && good is not null && Named(good).Any(n => BlankNames.Contains(n, StringComparer.OrdinalIgnoreCase)));
        if (goods.Count == 0 && !blankIsGood)
        {
            throw new ScenarioException(ExitCode.Data, "labels.good", column.Name, string.Join(", ", levels.Take(10)), QualityOptions.Good.Typed);
        }
        if (levels.All(goods.Contains) || levels.Length == 0)
        {
            throw new ScenarioException(ExitCode.Data, "labels.same", column.Name, string.Join(", ", levels.Take(3)));
        }
        return new(Array.ConvertAll(texts, t => t.Length == 0 ? (sbyte)(blankIsGood ? 0 : -1) : goods.Contains(t) ? (sbyte)0 : (sbyte)1), texts) { BlankIsGood = guessed };
    }

    private static string[] Named(string good) => good.Split([',', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static HashSet<string> GoodLevels(Column column, string[] levels, string? named)
    {
        if (named is not null)
        {
            var wanted = Named(named);
            return [.. levels.Where(l => wanted.Contains(l, StringComparer.OrdinalIgnoreCase))];
        }
        if (column is NumberColumn numbers)
        {
            // 0 and 1, -1 and 1, 1 and 2: the lower is good. More values than two: 0 is good, the others are codes of causes.
            var values = numbers.Values.Where(v => !double.IsNaN(v)).Distinct().Order().ToArray();
            var zero = values.Length <= 2 ? values.FirstOrDefault(double.NaN) : values.Length <= 50 && values[0] == 0 ? 0 : double.NaN;
            // A single value is good only where it says so.
            return double.IsNaN(zero) ? [] : [new NumberColumn("", [zero]).Text(0)];
        }
        return [.. levels.Where(l => GoodTexts.Contains(l, StringComparer.OrdinalIgnoreCase))];
    }
}
