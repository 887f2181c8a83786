namespace Pipelines;

/// <summary>An options record that lists its settings, so that validation, the command line, reports, docs and tests read the same table.</summary>
/// <typeparam name="TSelf">The record itself; its parameterless constructor holds the defaults.</typeparam>
public interface IOptions<TSelf> where TSelf : class, IOptions<TSelf>, new()
{
    /// <summary>Every setting of this record, in the order they should be shown.</summary>
    static abstract IReadOnlyList<Setting<TSelf>> Settings { get; }
}
