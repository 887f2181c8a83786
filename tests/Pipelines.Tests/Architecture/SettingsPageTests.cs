using Pipelines.Tests.Docs;
using Xunit;

namespace Pipelines.Tests.Architecture;

/// <summary>docs/settings.md says what the options records say, and each record lists every property it has.</summary>
public sealed class SettingsPageTests
{
    [Fact]
    public void The_page_is_what_the_records_say() => WrittenFile.Check("docs/settings.md", SettingsPage.Write());

    [Fact]
    public void Every_property_of_every_record_is_a_setting() =>
        Findings.None(SettingsPage.Records.SelectMany(r => r.GetProperties().Where(p => p.SetMethod is { IsPublic: true, IsStatic: false }).Select(p => p.Name).Except(SettingsPage.Rows(r).Select(s => s.Name)).Select(p => $"{r.Name}.{p} is no Setting")));

    [Fact]
    public void Settings_are_named_as_their_properties_and_each_is_said_once()
    {
        Findings.None(SettingsPage.Records.SelectMany(r => SettingsPage.Rows(r).Select(s => s.Name).Except(r.GetProperties().Select(p => p.Name)).Select(s => $"{r.Name} has a setting {s} but no such property")));
        Findings.None(SettingsPage.Records.SelectMany(r => SettingsPage.Rows(r).GroupBy(s => s.Name).Where(g => g.Count() > 1).Select(g => $"{r.Name} lists {g.Key} twice")));
    }
}
