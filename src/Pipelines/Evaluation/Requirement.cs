using System.Globalization;

namespace Pipelines.Evaluation;

/// <summary>A bound that a metric must keep, such as <c>rmse&lt;=0.9</c>: a satisficing metric.</summary>
/// <param name="Key">Key of the metric, such as <c>rmse</c> or <c>ndcg@10</c>; upper and lower case are the same.</param>
/// <param name="Operator">How value and bound are compared.</param>
/// <param name="Bound">The bound, finite.</param>
public sealed record Requirement(string Key, RequirementOperator Operator, double Bound)
{
    private static readonly (string Sign, RequirementOperator Operator)[] Signs =
    [
        ("<=", RequirementOperator.AtMost), (">=", RequirementOperator.AtLeast), ("==", RequirementOperator.Equal), ("<", RequirementOperator.Below), (">", RequirementOperator.Above),
    ];

    /// <summary>Reads <c>metric operator number</c>, blanks allowed, the operator one of <c>&lt;= &lt; &gt;= &gt; ==</c>, the number with a decimal point.</summary>
    /// <exception cref="OptionException">The text is not of that form.</exception>
    public static Requirement Parse(string text)
    {
        foreach (var (sign, op) in Signs)
        {
            var at = text.IndexOf(sign, StringComparison.Ordinal);
            if (at >= 0)
            {
                var key = text[..at].Trim();
                return key.Length > 0 && double.TryParse(text[(at + sign.Length)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) && double.IsFinite(bound)
                    ? new(key, op, bound)
                    : throw Unreadable(text);
            }
        }
        throw Unreadable(text);
    }

    /// <summary>Compares the metric with the bound. A metric that is NaN meets no requirement.</summary>
    /// <exception cref="OptionException">There is no such metric; the ones there are are listed.</exception>
    public RequirementResult Check(IMetrics metrics)
    {
        var value = MetricLookup.Find(metrics, Key).Value;
        var holds = Operator switch
        {
            RequirementOperator.AtMost => value <= Bound,
            RequirementOperator.Below => value < Bound,
            RequirementOperator.AtLeast => value >= Bound,
            RequirementOperator.Above => value > Bound,
            _ => value == Bound,
        };
        return new(this, value, holds);
    }

    /// <summary>True where the metric keeps the bound; otherwise <paramref name="failing"/> says what it is and what was required.</summary>
    /// <exception cref="OptionException">There is no such metric; the ones there are are listed.</exception>
    public bool Holds(IMetrics metrics, out string? failing)
    {
        var result = Check(metrics);
        failing = result.Holds ? null : result.ToString();
        return result.Holds;
    }

    /// <summary>The requirement as <see cref="Parse"/> reads it: <c>rmse&lt;=0.9</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key}{Array.Find(Signs, s => s.Operator == Operator).Sign}{Bound:R}");

    private static OptionException Unreadable(string text) =>
        new("require.text", $"A requirement must be a metric, one of <= < >= > == and a number, such as rmse<=0.9; got '{text}'.");
}
