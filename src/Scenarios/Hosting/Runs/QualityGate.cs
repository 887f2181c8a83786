using System.Globalization;
using Pipelines.Evaluation;

namespace Scenarios.Hosting.Runs;

/// <summary>The rules of <c>--require</c>, held against a run's metrics once it is written.</summary>
internal static class QualityGate
{
    private static readonly string[] Signs = ["<=", ">=", "==", "<", ">"];

    /// <summary>Says every rule that does not hold on standard error.</summary>
    /// <exception cref="ScenarioException">A rule names a metric there is not; the error lists those there are.</exception>
    public static ExitCode Check(IReadOnlyList<Metric> metrics, RunContext run)
    {
        var code = ExitCode.Ok;
        foreach (var rule in run.Get(Commands.SharedOptions.Require))
        {
            var (key, sign, bound) = Parse(rule);
            var at = metrics.Select((m, i) => (m, i)).FirstOrDefault(p => p.m.Key.Equals(key, StringComparison.OrdinalIgnoreCase), (default, -1)).Item2;
            if (at < 0)
            {
                throw new ScenarioException(ExitCode.Usage, "gate.unknown", rule, key, string.Join(", ", metrics.Select(m => m.Key)));
            }
            var value = metrics[at].Value;
            var holds = sign switch { "<=" => value <= bound, ">=" => value >= bound, "<" => value < bound, ">" => value > bound, _ => value == bound };
            if (!holds)
            {
                run.Output.Error(run.Texts["gate.failed", rule, key, value.ToString("G6", CultureInfo.InvariantCulture)]);
                code = ExitCode.Gate;
            }
        }
        return code;
    }

    /// <summary>Reads <c>rmse&lt;=0.9</c>.</summary>
    internal static (string Key, string Sign, double Bound) Parse(string rule)
    {
        foreach (var sign in Signs)
        {
            var at = rule.IndexOf(sign, StringComparison.Ordinal);
            if (at > 0 && double.TryParse(rule[(at + sign.Length)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) && double.IsFinite(bound))
            {
                return (rule[..at].Trim(), sign, bound);
            }
        }
        throw new ScenarioException(ExitCode.Usage, "gate.syntax", rule);
    }
}
