using Pipelines.Data;

namespace CustomerSegmentation.Saved;

/// <summary>The segments of the training customers: who was in which, from the run that made the model; only how many where the model file stands alone.</summary>
/// <param name="Ids">Who; empty where only sizes are known, or ids are numbers of rows.</param>
/// <param name="Segments">The segment of each; 0 for none.</param>
internal sealed record EarlierSegments(IReadOnlyList<string> Ids, int[] Segments)
{
    /// <summary>Reads <c>segments.csv</c> beside the model; the sizes in the model where there is none.</summary>
    public static EarlierSegments Of(ModelInput input)
    {
        var path = Path.Combine(Path.GetDirectoryName(input.Choice.Path)!, "segments.csv");
        if (input.Choice.Run is null || !File.Exists(path))
        {
            return new([], [.. input.Model.Segments.SelectMany(s => Enumerable.Repeat(s.Number, s.Size))]);
        }
        var id = CsvFile.Dialect(path).Columns[0];
        var table = CsvFile.Read(path, new() { Columns = [id, "segment"], IdColumns = [id], Types = new Dictionary<string, CsvType> { ["segment"] = CsvType.Number } }, input.Run.Cancellation).Table;
        var numbers = Array.ConvertAll(((NumberColumn)table["segment"]).Values, v => (int)v);
        return new(id == "row" ? [] : [.. Enumerable.Range(0, table.Rows).Select(r => table[id].Text(r))], numbers);
    }

    /// <summary>For each customer now, the place before; −1 for those who are new. Empty where nobody can be followed.</summary>
    public int[] PlacesOf(IReadOnlyList<string> ids)
    {
        if (Ids.Count == 0)
        {
            return [];
        }
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Ids.Count; i++)
        {
            places.TryAdd(Ids[i], i);
        }
        // An id that comes again is followed once.
        return [.. ids.Select(id => places.Remove(id, out var place) ? place : -1)];
    }
}
