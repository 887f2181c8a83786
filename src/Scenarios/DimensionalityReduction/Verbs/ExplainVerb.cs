using Pipelines.Models;
using Pipelines.Reduction;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace DimensionalityReduction.Verbs;

/// <summary>Which columns make each component; with <c>--row N</c>, which components make that row and which columns make it so.</summary>
internal static class ExplainVerb
{
    private const int MostShown = 10;

    public static Verb Make() => new("explain", Run)
    {
        Options = [ReductionOptions.Component, ReductionOptions.Row, ReductionOptions.Top, SharedOptions.Data, SharedOptions.Model, SharedOptions.Out, SharedOptions.Bom, .. SharedOptions.ReadingEveryRow],
        Examples = [new("explain", "example.explain"), new("explain --data my.csv --row 17", "example.explain-row")],
    };

    private static ExitCode Run(RunContext run)
    {
        var pipeline = TabularPipeline.Load<PcaModel>(run.ChooseModel().Path);
        var model = pipeline.Model;
        var component = (int)(run.Get(ReductionOptions.Component) ?? 0);
        if (component > model.ResultColumns)
        {
            throw new ScenarioException(ExitCode.Data, "transform.first", component, model.ResultColumns);
        }
        if (run.Get(ReductionOptions.Row) is { } row)
        {
            ExplainedRow.Find(run, pipeline, row).Show(run, component);
            return ExitCode.Ok;
        }
        if (run.IsGiven(SharedOptions.Data))
        {
            throw new ScenarioException(ExitCode.Usage, "explain.data", ReductionOptions.Row.Typed);
        }
        if (run.Get(SharedOptions.Out) is { } path)
        {
            WriteAll(run, pipeline);
            run.Say("explain.done", pipeline.Encoder.Columns * (long)model.ResultColumns, path);
            return ExitCode.Ok;
        }
        var shown = component > 0 ? [component - 1] : Enumerable.Range(0, Math.Min(MostShown, model.ResultColumns)).ToArray();
        Show(run, pipeline, shown);
        run.Output.JsonDocument(json =>
        {
            json.WriteStartArray();
            foreach (var c in component > 0 ? shown : [.. Enumerable.Range(0, model.ResultColumns)])
            {
                json.WriteStartObject();
                json.WriteString("component", ComponentCount.Name(c + 1));
                json.WriteNumber("share", model.ExplainedVarianceRatio[c]);
                json.WriteStartArray("columns");
                foreach (var (column, weight) in Ranked(model.Components[c]))
                {
                    json.WriteStartObject();
                    json.WriteString("column", pipeline.Encoder.Names[column]);
                    json.WriteNumber("weight", weight);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        return ExitCode.Ok;
    }

    private static void Show(RunContext run, TabularPipeline<PcaModel> pipeline, int[] shown)
    {
        var (model, top) = (pipeline.Model, (int)run.Get(ReductionOptions.Top)!.Value);
        run.Say("explain.head", model.ResultColumns, pipeline.Encoder.Columns);
        run.Output.Line();
        var table = new PlainTable("", run.Texts["explain.share"], run.Texts["explain.together"], run.Texts["explain.columns"]) { AtRight = new HashSet<int> { 1, 2 } };
        foreach (var c in shown)
        {
            var together = 0.0;
            foreach (var ratio in model.ExplainedVarianceRatio[..(c + 1)])
            {
                together += ratio;
            }
            table.Add(ComponentCount.Name(c + 1), NumberFormat.Percent(1).Of(model.ExplainedVarianceRatio[c]), NumberFormat.Percent(1).Of(together),
                Fitting(Parts(pipeline.Encoder.Names, Ranked(model.Components[c])).Take(top), run.Output.Width - 26));
        }
        foreach (var line in table.Lines())
        {
            run.Output.Line(line);
        }
        run.Output.Line();
        run.Say("explain.note");
        if (shown.Length > 1 && shown.Length < model.ResultColumns)
        {
            run.Say("explain.more", model.ResultColumns - shown.Length, ReductionOptions.Component.Typed, SharedOptions.Out.Typed);
        }
    }

    /// <summary>As many words as a line has room for, at least one.</summary>
    public static string Fitting(IEnumerable<string> words, int room)
    {
        var line = "";
        foreach (var word in words)
        {
            var longer = line.Length == 0 ? word : $"{line}   {word}";
            if (line.Length > 0 && DisplayWidth.Of(longer) > room)
            {
                break;
            }
            line = longer;
        }
        return line;
    }

    private static IEnumerable<string> Parts(IReadOnlyList<string> names, (int Column, float Weight)[] ranked) =>
        ranked.Where(r => r.Weight != 0).Select(r => $"{(r.Weight < 0 ? "-" : "+")}{NumberFormat.Percent(0).Of((double)r.Weight * r.Weight)} {names[r.Column]}");

    /// <summary>Columns by the size of their weight, equal ones in their order.</summary>
    private static (int Column, float Weight)[] Ranked(ReadOnlySpan<float> weights)
    {
        var ranked = new (int Column, float Weight)[weights.Length];
        for (var c = 0; c < ranked.Length; c++)
        {
            ranked[c] = (c, weights[c]);
        }
        return [.. ranked.OrderByDescending(r => Math.Abs(r.Weight)).ThenBy(r => r.Column)];
    }

    private static void WriteAll(RunContext run, TabularPipeline<PcaModel> pipeline)
    {
        var (model, loadings) = (pipeline.Model, pipeline.Model.Loadings());
        using var file = run.OpenCsv();
        file.Row("component", "share", "column", "weight", "part", "loading");
        for (var c = 0; c < model.ResultColumns; c++)
        {
            for (var j = 0; j < model.Columns; j++)
            {
                file.Field(ComponentCount.Name(c + 1));
                file.Field(model.ExplainedVarianceRatio[c]);
                file.Field(pipeline.Encoder.Names[j]);
                file.Field(model.Components[c][j]);
                file.Field(model.Components[c][j] * model.Components[c][j]);
                file.Field(loadings[j][c]);
                file.EndRow();
            }
        }
        file.Commit();
    }
}
