using System.Globalization;

namespace Pipelines.Data;

/// <summary>Points in time, as .NET ticks (100 ns since 0001-01-01); a missing cell is <see cref="Missing"/>.</summary>
/// <param name="Name">As in the file's header.</param>
/// <param name="Ticks">One a row; UTC where <paramref name="Zone"/> is "UTC", otherwise local to it.</param>
/// <param name="Zone">The zone the ticks are in: "UTC", an IANA name, or "" where the file names none.</param>
public sealed record TimeColumn(string Name, long[] Ticks, string Zone) : Column(Name)
{
    /// <summary>The ticks of an empty cell.</summary>
    public const long Missing = long.MinValue;

    /// <inheritdoc/>
    public override int Rows => Ticks.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => Ticks[row] == Missing;

    /// <inheritdoc/>
    public override TimeColumn Take(ReadOnlySpan<int> rows)
    {
        var taken = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            taken[i] = Ticks[rows[i]];
        }
        return this with { Ticks = taken };
    }

    /// <inheritdoc/>
    public override string Text(int row)
    {
        if (IsMissing(row))
        {
            return "";
        }
        var time = new DateTime(Ticks[row], Zone == "UTC" ? DateTimeKind.Utc : DateTimeKind.Unspecified);
        var format = time.TimeOfDay.Ticks == 0 && Zone != "UTC" ? "yyyy-MM-dd" : time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ssK" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";
        return time.ToString(format, CultureInfo.InvariantCulture);
    }
}
