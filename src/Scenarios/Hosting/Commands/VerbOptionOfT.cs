namespace Scenarios.Hosting.Commands;

/// <summary>An option whose value is a <typeparamref name="T"/>; see <see cref="RunContext.Get{T}(VerbOption{T})"/>.</summary>
public sealed class VerbOption<T> : VerbOption
{
    private readonly Func<VerbOption, IReadOnlyList<string>, T> _parse;

    internal VerbOption(string name, OptionShape shape, T otherwise, string? defaultText, Func<VerbOption, IReadOnlyList<string>, T> parse) : base(name, shape)
    {
        (Default, DefaultText, _parse) = (otherwise, defaultText, parse);
    }

    /// <summary>The value where nobody names it.</summary>
    public T Default { get; }

    /// <inheritdoc/>
    public override string? DefaultText { get; }

    internal T Parse(IReadOnlyList<string> values) => _parse(this, values);

    internal override void Check(IReadOnlyList<string> values) => _parse(this, values);
}
