using Pipelines.Data;

namespace Pipelines.Packing.Lossy;

/// <summary>Tables cut into ones of no more than some rows, in order.</summary>
internal static class LossySlices
{
    public static IEnumerable<Table> Of(IEnumerable<Table> tables, int rows)
    {
        foreach (var table in tables)
        {
            if (table.Rows <= rows)
            {
                yield return table;
                continue;
            }
            for (var start = 0; start < table.Rows; start += rows)
            {
                var places = new int[Math.Min(rows, table.Rows - start)];
                for (var r = 0; r < places.Length; r++)
                {
                    places[r] = start + r;
                }
                yield return table.Take(places);
            }
        }
    }
}
