using System.Globalization;

namespace Pipelines.Data;

/// <summary>Numbers in double precision, so that ids and money stay exact; a missing cell is NaN, never 0.</summary>
/// <param name="Name">As in the file's header.</param>
/// <param name="Values">One a row.</param>
public sealed record NumberColumn(string Name, double[] Values) : Column(Name)
{
    /// <inheritdoc/>
    public override int Rows => Values.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(Values[row]);

    /// <inheritdoc/>
    public override NumberColumn Take(ReadOnlySpan<int> rows)
    {
        var taken = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            taken[i] = Values[rows[i]];
        }
        return this with { Values = taken };
    }

    /// <inheritdoc/>
    public override string Text(int row) => IsMissing(row) ? "" : Values[row].ToString("R", CultureInfo.InvariantCulture);
}
