using Pipelines.Data;

namespace DataEncoding.Data;

/// <summary>Rows as they were read, from CSV or pictures, before anything is learned from them.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Take">The columns of some of them, by place.</param>
/// <param name="Classes">The class of each, −1 where it has none; empty without a target.</param>
/// <param name="Names">The names of the classes.</param>
internal sealed record RawRows(int Count, Func<int[], Table> Take, int[] Classes, IReadOnlyList<string> Names)
{
    /// <summary>True where they lie in a table already, so that taking all of them costs little.</summary>
    public bool IsTable { get; init; }

    /// <summary>The rows of a table whose classes stand in a column.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The column; null for none.</param>
    /// <param name="names">The names of the classes.</param>
    public static RawRows Of(Table table, Column? target, IReadOnlyList<string> names)
    {
        if (target is null)
        {
            return new(table.Rows, rows => table.Take(rows), [], []) { IsTable = true };
        }
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            places[names[i]] = i;
        }
        var classes = new int[table.Rows];
        for (var r = 0; r < classes.Length; r++)
        {
            classes[r] = target.IsMissing(r) ? -1 : places.GetValueOrDefault(target.Text(r), -1);
        }
        return new(table.Rows, rows => table.Take(rows), classes, names) { IsTable = true };
    }

    /// <summary>The classes of some rows, NaN where one has none; empty without a target.</summary>
    public float[] ClassesOf(int[] rows) => Classes.Length == 0 ? [] : Array.ConvertAll(rows, r => Classes[r] < 0 ? float.NaN : Classes[r]);
}
