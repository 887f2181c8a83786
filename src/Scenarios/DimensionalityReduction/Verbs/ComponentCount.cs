using System.Globalization;
using Pipelines.Reduction;
using Scenarios.Hosting;

namespace DimensionalityReduction.Verbs;

/// <summary>How many components a verb works with, and what they are called.</summary>
internal static class ComponentCount
{
    /// <summary>The model with as many components as <c>--first</c> says.</summary>
    /// <exception cref="ScenarioException">It has fewer.</exception>
    public static PcaModel Of(RunContext run, PcaModel model) => run.Get(ReductionOptions.First) switch
    {
        null => model,
        var most when most <= model.ResultColumns => model.Keep((int)most),
        var most => throw new ScenarioException(ExitCode.Data, "transform.first", most, model.ResultColumns),
    };

    /// <summary>PC1, PC2, ...</summary>
    public static IReadOnlyList<string> Names(PcaModel model) => [.. Enumerable.Range(1, model.ResultColumns).Select(Name)];

    /// <summary>The name of a component, counted from 1.</summary>
    public static string Name(int component) => string.Create(CultureInfo.InvariantCulture, $"PC{component}");
}
