namespace Pipelines.Data;

/// <summary>Who rated (or used) what: users x items, sparse, with the ids of both and, where known, the time of each rating.</summary>
public sealed class Ratings
{
    private readonly Lazy<IReadOnlyDictionary<string, int>> _userOf;
    private readonly Lazy<IReadOnlyDictionary<string, int>> _itemOf;
    private readonly long[]? _times;

    /// <summary>Adopts the parts without copying.</summary>
    /// <param name="users">Id of each row of <paramref name="cells"/>, all different.</param>
    /// <param name="items">Id of each column of <paramref name="cells"/>, all different.</param>
    /// <param name="cells">The ratings; for implicit feedback, counts or ones.</param>
    /// <param name="times">Ticks of each cell, in the order of <paramref name="cells"/>; null where unknown.</param>
    /// <exception cref="DataException">The parts do not fit each other.</exception>
    public Ratings(IReadOnlyList<string> users, IReadOnlyList<string> items, SparseMatrix cells, long[]? times = null)
    {
        if (cells.Rows != users.Count || cells.Columns != items.Count || (times is not null && times.Length != cells.Count))
        {
            throw new DataException("ratings.size", $"Ratings.cells must be {users.Count} users x {items.Count} items with one time a cell; got {cells.Rows} x {cells.Columns} with {times?.Length ?? cells.Count} times for {cells.Count} cells.");
        }
        (Users, Items, Cells, _times) = (users, items, cells, times);
        _userOf = new(() => PlaceOf(users, nameof(users)));
        _itemOf = new(() => PlaceOf(items, nameof(items)));
    }

    /// <summary>Id of each user; a user's index is its place here.</summary>
    public IReadOnlyList<string> Users { get; }

    /// <summary>Id of each item; an item's index is its place here.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>The ratings, one row a user.</summary>
    public SparseView Cells { get; }

    /// <summary>Ticks of each rating in the order of <see cref="Cells"/>; empty where unknown.</summary>
    public ReadOnlySpan<long> Times => _times;

    /// <summary>How many ratings.</summary>
    public int Count => Cells.Count;

    /// <summary>Index of a user id, or −1.</summary>
    public int UserIndex(string id) => _userOf.Value.TryGetValue(id, out var index) ? index : -1;

    /// <summary>Index of an item id, or −1.</summary>
    public int ItemIndex(string id) => _itemOf.Value.TryGetValue(id, out var index) ? index : -1;

    /// <summary>The same users and items with only the given ratings.</summary>
    /// <param name="entries">Places of ratings in <see cref="Cells"/>, in any order, each at most once.</param>
    public Ratings Select(ReadOnlySpan<int> entries)
    {
        var chosen = entries.ToArray();
        Array.Sort(chosen);
        var starts = new long[Users.Count + 1];
        var indices = new int[chosen.Length];
        var values = new float[chosen.Length];
        var times = _times is null ? null : new long[chosen.Length];
        var user = 0;
        for (var i = 0; i < chosen.Length; i++)
        {
            while (chosen[i] >= Cells.Starts[user + 1])
            {
                starts[++user] = i;
            }
            indices[i] = Cells.Indices[chosen[i]];
            values[i] = Cells.Values[chosen[i]];
            if (times is not null)
            {
                times[i] = _times![chosen[i]];
            }
        }
        while (user < Users.Count)
        {
            starts[++user] = chosen.Length;
        }
        return new(Users, Items, new SparseMatrix(Items.Count, starts, indices, values), times);
    }

    private static Dictionary<string, int> PlaceOf(IReadOnlyList<string> ids, string what)
    {
        var places = new Dictionary<string, int>(ids.Count, StringComparer.Ordinal);
        for (var i = 0; i < ids.Count; i++)
        {
            if (!places.TryAdd(ids[i], i))
            {
                throw new DataException("ratings.ids", $"Ratings.{what} must have different ids; got '{ids[i]}' twice. Merge what belongs to the same id first.");
            }
        }
        return places;
    }
}
