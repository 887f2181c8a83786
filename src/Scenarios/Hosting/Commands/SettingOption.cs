using Pipelines;
using Pipelines.Reporting;

namespace Scenarios.Hosting.Commands;

/// <summary>An option made from a setting.</summary>
internal sealed class SettingOption<TOptions> : VerbOption where TOptions : class, IOptions<TOptions>, new()
{
    private readonly Setting<TOptions> _setting;

    public SettingOption(Setting<TOptions> setting, string? prefix, string otherwise)
        : base((prefix is null ? "" : prefix + "-") + KebabCase.Of(setting.Name), OptionShape.One)
    {
        (_setting, DefaultText, Choices) = (setting, otherwise, setting.Choices);
        Placeholder = setting.Kind switch { SettingKind.Number => "X", SettingKind.Whole => "N", _ => string.Join('|', setting.Choices) };
    }

    public override string? DefaultText { get; }

    /// <summary>In Chinese by the key of the setting, or of its name where it means the same everywhere; the setting's own English otherwise.</summary>
    public override string Meaning(TextTable texts)
    {
        var meaning = texts.Find($"setting.{typeof(TOptions).Name}.{_setting.Name}") ?? texts.Find($"setting.{_setting.Name}") ?? _setting.Meaning;
        return _setting.Kind == SettingKind.Choice ? meaning : texts["help.with-range", meaning, Need.Of(_setting).In(texts)];
    }

    internal TOptions Apply(TOptions options, string text)
    {
        try
        {
            return _setting.Parse(options, text);
        }
        catch (OptionException)
        {
            // The same refusal, with the name as it is typed and the range in the user's language.
            throw new ScenarioException(ExitCode.Usage, "usage.value", Typed, Need.Of(_setting), text);
        }
    }

    internal override void Check(IReadOnlyList<string> values) => Apply(new(), values[^1]);
}
