using Pipelines.Data;
using Scenarios.Hosting;

namespace QualityInspection.Data;

/// <summary>A measurement computed from two others: <c>power = torque * speed</c>.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Left">Name of the first column.</param>
/// <param name="Sign">+, -, * or /.</param>
/// <param name="Right">Name of the second column.</param>
internal sealed record DerivedColumn(string Name, string Left, char Sign, string Right)
{
    /// <summary>Reads what was typed. A sign may be part of a column's name, so every place of one is tried until both sides are columns.</summary>
    /// <exception cref="ScenarioException">It says nothing sensible.</exception>
    public static DerivedColumn Parse(string text, IReadOnlyList<string> columns)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (name, formula) = equals < 1 ? ("", "") : (text[..equals].Trim(), text[(equals + 1)..]);
        for (var i = 1; name.Length > 0 && i < formula.Length - 1; i++)
        {
            if (formula[i] is '+' or '-' or '*' or '/' && Known(formula[..i]) is { } left && Known(formula[(i + 1)..]) is { } right)
            {
                return columns.Contains(name, StringComparer.Ordinal) ? throw new ScenarioException(ExitCode.Usage, "derive.exists", QualityOptions.Derive.Typed, name) : new(name, left, formula[i], right);
            }
        }
        throw new ScenarioException(ExitCode.Usage, "derive.formula", QualityOptions.Derive.Typed, text, string.Join(", ", columns));
        string? Known(string part) => columns.FirstOrDefault(c => c == part.Trim()) ?? columns.FirstOrDefault(c => c.Equals(part.Trim(), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A table with the columns added; NaN where a side is missing or the result is not finite.</summary>
    /// <exception cref="ScenarioException">A side is no column of numbers.</exception>
    public static Table Add(Table table, IReadOnlyList<DerivedColumn> derived) => derived.Count == 0 ? table : new([.. table.Columns, .. derived.Select(d => d.Of(table))]);

    private NumberColumn Of(Table table)
    {
        var (left, right) = (Numbers(table, Left), Numbers(table, Right));
        var values = new double[left.Length];
        for (var r = 0; r < values.Length; r++)
        {
            var value = Sign switch { '+' => left[r] + right[r], '-' => left[r] - right[r], '*' => left[r] * right[r], _ => left[r] / right[r] };
            values[r] = double.IsFinite(value) ? value : double.NaN;
        }
        return new(Name, values);
    }

    private static double[] Numbers(Table table, string column) =>
        table[column] is NumberColumn numbers ? numbers.Values : throw new ScenarioException(ExitCode.Data, "derive.text", column, QualityOptions.Derive.Typed);

    /// <summary>What a model keeps of it.</summary>
    public string Text => $"{Name}={Left}{Sign}{Right}";
}
