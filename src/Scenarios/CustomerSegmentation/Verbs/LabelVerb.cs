using CustomerSegmentation.Labels;
using CustomerSegmentation.Saved;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace CustomerSegmentation.Verbs;

/// <summary>Clustering as a help to label data: first the rows most worth labelling; then, with the labels filled in, everybody's label and what choosing was worth.</summary>
internal static class LabelVerb
{
    public static Verb Make() => new("label", Run)
    {
        Options = [SharedOptions.Data, ModelOptions.Budget, ModelOptions.Labels, ModelOptions.LabelColumn, SharedOptions.Model, SharedOptions.Out, SharedOptions.Bom, SharedOptions.Seed, .. ModelOptions.Reading],
        Examples = [new("label --budget 50 --out to-label.csv", "example.label"), new("label --labels to-label.csv --out labelled.csv", "example.labels")],
    };

    private static ExitCode Run(RunContext run)
    {
        var customers = SavedCustomers.Of(ModelInput.Open(run));
        LabelStudy.NeedOnce(customers.Ids, customers.IdName);
        if (customers.Ids.Count < 2)
        {
            throw new ScenarioException(ExitCode.Data, "data.rows", 2, customers.Ids.Count);
        }
        return run.Get(ModelOptions.Labels) is not null ? Spread(run, customers) : Choose(run, customers);
    }

    private static ExitCode Choose(RunContext run, SavedCustomers customers)
    {
        LabelChoice[] chosen;
        using (var stage = run.Stage("stage.label"))
        {
            chosen = LabelChoice.Of(customers.Encoded, (int)run.Get(ModelOptions.Budget)!.Value, run.Seed, stage.Control);
        }
        string[] features = [.. customers.Input.Features.Select(f => f.Name).Where(f => f != customers.IdName)];
        using (var file = run.OpenForm(run.Get(ModelOptions.LabelColumn)!))
        {
            file.Row([customers.IdName, .. features, "segment", "why", "stands_for", run.Get(ModelOptions.LabelColumn)!]);
            foreach (var choice in chosen)
            {
                file.Field(customers.Ids[choice.Row]);
                foreach (var feature in features)
                {
                    customers.WriteCell(file, feature, choice.Row);
                }
                file.Field((long)customers.Assigned[choice.Row].Segment);
                file.Field(choice.IsBorder ? "border" : "middle");
                file.Field((long)choice.StandsFor);
                file.Field("");
                file.EndRow();
            }
            file.Commit();
        }
        if (run.Get(SharedOptions.Out) is { } path)
        {
            run.Say("label.chosen", chosen.Length, chosen.Count(c => !c.IsBorder), chosen.Count(c => c.IsBorder), path, run.Get(ModelOptions.LabelColumn));
            run.Say("label.next", run.CommandLine(["label", .. run.Get(SharedOptions.Data).SelectMany(d => new[] { "--data", d }), "--labels", path, "--out", "labelled.csv"]));
            run.Say("label.next-train", run.CommandLine(["train", .. run.Get(SharedOptions.Data).SelectMany(d => new[] { "--data", d }), "--labels", path]));
        }
        return ExitCode.Ok;
    }

    private static ExitCode Spread(RunContext run, SavedCustomers customers)
    {
        var study = LabelStudy.Of(run, customers.Ids, customers.IdName, customers.Encoded);
        using (var file = run.OpenCsv())
        {
            study.Write(file, customers.Ids, customers.IdName);
        }
        if (run.Get(SharedOptions.Out) is { } to)
        {
            run.Say("label.done", study.Labels.Length, study.Given.Length, study.Names.Count, to);
            run.Output.Line(study.Worth(run.Texts));
        }
        else
        {
            run.Output.Note(study.Worth(run.Texts));
        }
        return ExitCode.Ok;
    }
}
