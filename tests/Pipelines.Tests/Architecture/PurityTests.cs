using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Pipelines.Tests.Architecture;

/// <summary>The library has no clock, no culture, no environment, no hidden state and no randomness but <see cref="Rng"/>: the same call gives the same bits. Cryptography is the stated exception: there, bits that can be had again are a hole.</summary>
public sealed partial class PurityTests
{
    /// <summary>File, what it uses, and why that is right.</summary>
    private static readonly (string File, string What, string Why)[] Allowed =
    [
        ("src/Pipelines/Packing/PackingKey.cs", "RandomNumberGenerator", "a key that a seed gives again is no key"),
        ("src/Pipelines/Packing/PackedFile.cs", "RandomNumberGenerator", "a salt used twice would use the nonces of AES-GCM twice; golden files give theirs by an internal overload"),
    ];

    /// <summary>Type and field of mutable static state, and why that is right.</summary>
    private static readonly (string Field, string Why)[] AllowedState =
    [
    ];

    [Fact]
    public void The_library_asks_nobody_but_its_caller()
    {
        var found = SourceFile.Library.SelectMany(f => Impure().Matches(f.Code).Select(m => (f.Path, What: m.Value, Line: f.LineOf(m.Index)))).ToArray();
        Findings.None(found.Where(f => !Allowed.Any(a => a.File == f.Path && a.What == f.What)).Select(f => $"{f.Path}({f.Line}): {f.What} makes a result depend on more than its inputs; take it as an argument"));
        Findings.None(Allowed.Where(a => !found.Any(f => a.File == f.Path && a.What == f.What)).Select(a => $"{a.File} no longer uses {a.What}; remove it from the list"));
    }

    [Theory]
    [InlineData("var t = DateTime.UtcNow;", true)]
    [InlineData("var t = DateTimeOffset.Now;", true)]
    [InlineData("Stopwatch.StartNew()", true)]
    [InlineData("Environment.GetEnvironmentVariable(x)", true)]
    [InlineData("x.ToString(CultureInfo.CurrentCulture)", true)]
    [InlineData("new Random(3)", true)]
    [InlineData("Random.Shared.Next()", true)]
    [InlineData("Guid.NewGuid()", true)]
    [InlineData("// DateTime.Now", false)]
    [InlineData("space.Random(3) + CultureInfo.InvariantCulture", false)]
    [InlineData("new DateTime(2024, 1, 1)", false)]
    public void The_rule_finds_what_it_should(string code, bool impure) => Assert.Equal(impure, Impure().IsMatch(SourceFile.Of("x.cs", code).Code));

    [Fact]
    public void Nothing_static_changes()
    {
        var mutable = typeof(Rng).Assembly.GetTypes().Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute)) && !t.FullName!.StartsWith('<'))
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => !f.IsInitOnly && !f.IsLiteral && f.Name[0] != '<' | f.Name.EndsWith("k__BackingField", StringComparison.Ordinal) && !f.IsInitOnly)
            .Select(f => $"{f.DeclaringType}.{f.Name}").ToArray();
        Findings.None(mutable.Where(m => !AllowedState.Any(a => a.Field == m)).Select(m => $"{m} can change: keep state in objects that callers hold"));
        Findings.None(AllowedState.Where(a => !mutable.Contains(a.Field)).Select(a => $"{a.Field} is gone; remove it from the list"));
    }

    [GeneratedRegex(@"\bDateTime(?:Offset)?\.(?:Utc)?(?:Now|Today)\b|\bStopwatch\b|\bTimeProvider\.System\b|\bEnvironment\.(?:GetEnvironmentVariables?|TickCount(?:64)?|MachineName|UserName|CurrentDirectory|CommandLine|GetCommandLineArgs)\b|\bCultureInfo\.(?:Default\w+|Current\w*Culture)\b|\bnew\s+(?:System\.)?Random\(|\bRandom\.Shared\b|\bRandomNumberGenerator\b|\bGuid\.NewGuid\b|\bThread\.Sleep\b|\bConsole\.\w+")]
    private static partial Regex Impure();
}
