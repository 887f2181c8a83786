using System.Globalization;
using Scenarios.Hosting;

namespace DimensionalityReduction.Study;

/// <summary>The numbers of components that are tried.</summary>
internal static class TriedComponents
{
    private static readonly int[] Usual = [1, 2, 3, 5, 8, 12, 16, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 300];

    /// <summary>Those the user named, else round numbers up to as many as there can be; <paramref name="wanted"/> always among them.</summary>
    /// <param name="most">As many as there can be.</param>
    /// <param name="named">A list such as <c>2,5,10</c>, or null.</param>
    /// <param name="wanted">A number to try in any case; 0 for none.</param>
    /// <exception cref="ScenarioException">The list is no list of numbers from 1 to <paramref name="most"/>.</exception>
    public static int[] Of(int most, string? named, int wanted)
    {
        var tried = new SortedSet<int>();
        if (named is null)
        {
            tried.UnionWith(Usual.Where(k => k < most));
            // All of them: only the directions without any variance are gone.
            if (most <= Usual[^1])
            {
                tried.Add(most);
            }
        }
        else
        {
            foreach (var part in named.Split([',', ' ', '，'], StringSplitOptions.RemoveEmptyEntries))
            {
                tried.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var k) && k >= 1 && k <= most
                    ? k
                    : throw new ScenarioException(ExitCode.Data, "reduce.try", ReductionOptions.Try.Typed, most, part));
            }
        }
        if (wanted > 0)
        {
            tried.Add(Math.Min(wanted, most));
        }
        return [.. tried];
    }
}
