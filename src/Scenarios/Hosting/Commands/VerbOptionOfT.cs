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

    /// <summary>The same option, left out of a run's config because it does not change the result.</summary>
    public VerbOption<T> Unrecorded() => Copy(TextKey, recorded: false, Secret);

    /// <summary>The same option, whose value no error repeats and no run records.</summary>
    public VerbOption<T> Concealed() => Copy(TextKey, recorded: false, secret: true);

    /// <summary>The same option with a help text of its own, for a verb where the usual text of its name would mislead.</summary>
    public VerbOption<T> Explained(string key) => Copy(key, Recorded, Secret);

    internal T Parse(IReadOnlyList<string> values) => _parse(this, values);

    private VerbOption<T> Copy(string? textKey, bool recorded, bool secret) =>
        new(Name, Shape, Default, DefaultText, _parse) { Aliases = Aliases, Placeholder = Placeholder, Choices = Choices, Hidden = Hidden, Greedy = Greedy, TextKey = textKey, Recorded = recorded, Secret = secret };

    internal override void Check(IReadOnlyList<string> values) => _parse(this, values);
}
