using System.Globalization;
using System.Text;
using Pipelines.Data;

namespace QualityInspection.Data;

/// <summary>The bundled files as <see cref="LineGenerator"/> makes them; a test keeps them equal.</summary>
internal static class LineFiles
{
    /// <summary>What the target says of each cause, in its order.</summary>
    public static readonly string[] CauseTexts = ["ok", "tool wear", "material", "setup", "void"];

    /// <summary>The parts, with what was wrong with each.</summary>
    public static string Parts(ProductionLine line)
    {
        var text = new StringBuilder(string.Join(',', line.Parts.Columns.Select(c => c.Name))).Append(",defect\n");
        for (var r = 0; r < line.Parts.Rows; r++)
        {
            foreach (var column in line.Parts.Columns)
            {
                text.Append(column is TimeColumn times ? new DateTime(times.Ticks[r]).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : column.Text(r)).Append(',');
            }
            text.Append(CauseTexts[(int)line.Causes[r]]).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The tolerances.</summary>
    public static string Spec(ProductionLine line)
    {
        var text = new StringBuilder("column,lower,target,upper\n");
        foreach (var (column, limits) in line.Specs)
        {
            text.AppendJoin(',', column, Text(limits.Lower), Text(limits.Target), Text(limits.Upper)).Append('\n');
        }
        return text.ToString();
        static string Text(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);
    }
}
