using Xunit;

namespace Pipelines.Tests.Architecture;

/// <summary>What a rule found: no finding passes, and every one is written out.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> findings)
    {
        string[] all = [.. findings.Distinct()];
        Assert.True(all.Length == 0, $"{all.Length} found:\n{string.Join('\n', all)}");
    }
}
