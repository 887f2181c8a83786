using Pipelines;

namespace Scenarios.Hosting.Commands;

/// <summary>
/// The command line of an options record: one <c>--kebab-name</c> for every <see cref="Setting{TOptions}"/>, with its range, default and meaning in help.
/// A setting called Seed is not made an option of its own: the shared <c>--seed</c> sets it, when named.
/// </summary>
/// <typeparam name="TOptions">The options record.</typeparam>
public sealed class OptionSet<TOptions> : OptionSet where TOptions : class, IOptions<TOptions>, new()
{
    private readonly TOptions _defaults;
    private readonly List<SettingOption<TOptions>> _options = [];

    /// <summary>Makes the options.</summary>
    /// <param name="prefix">Put before every name, for a verb that takes two records with a setting of the same name: "sgd" gives <c>--sgd-epochs</c>.</param>
    /// <param name="defaults">The values where nobody names an option; null for the record's own.</param>
    /// <param name="without">Settings that are no options, because the scenario asks for them in its own way.</param>
    /// <param name="aliases">Other spellings of an option, such as <c>--batch</c>, by the name of its setting.</param>
    public OptionSet(string? prefix = null, TOptions? defaults = null, IReadOnlyList<string>? without = null, IReadOnlyDictionary<string, string>? aliases = null)
    {
        _defaults = defaults ?? new();
        foreach (var setting in TOptions.Settings)
        {
            if (setting.Name != "Seed" && without?.Contains(setting.Name) != true)
            {
                _options.Add(new(setting, prefix, setting.Text(_defaults)) { Aliases = aliases?.TryGetValue(setting.Name, out var alias) == true ? [alias] : [] });
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<VerbOption> Options => _options;

    /// <summary>The record that the command line, the environment and the config file describe.</summary>
    internal TOptions From(ParsedCommand command)
    {
        var options = _defaults;
        foreach (var option in _options)
        {
            if (command.Values(option.Name) is { } values)
            {
                options = option.Apply(options, values[^1]);
            }
        }
        if (command.Values(SharedOptions.Seed.Name) is { } seed && TOptions.Settings.FirstOrDefault(s => s.Name == "Seed") is { } setting)
        {
            options = setting.Parse(options, seed[^1]);
        }
        return options.Checked();
    }
}
