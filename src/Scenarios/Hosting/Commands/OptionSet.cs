namespace Scenarios.Hosting.Commands;

/// <summary>The options made from an options record; see <see cref="OptionSet{TOptions}"/>.</summary>
public abstract class OptionSet
{
    private protected OptionSet() { }

    /// <summary>One option for every setting, in the record's order.</summary>
    public abstract IReadOnlyList<VerbOption> Options { get; }
}
