using System.Globalization;
using EquipmentHealth.Data;
using EquipmentHealth.Study;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace EquipmentHealth.Verbs;

/// <summary>Writes the stretches that are most worth an engineer's judgement as a CSV to fill in, which <c>--failures</c> then reads; and says what the judgements would decide.</summary>
internal static class LabelVerb
{
    // What reads the log again as it was read here; its failures are what was just written.
    private static readonly VerbOption[] Reading = [SharedOptions.Data, .. EquipmentOptions.Columns.Where(o => o != EquipmentOptions.Failures), .. SharedOptions.Reading];

    public static Verb Make() => new("label", Run)
    {
        Options =
        [
            EquipmentOptions.Budget, SharedOptions.Data, SharedOptions.Model, .. EquipmentOptions.Columns, SharedOptions.Seed, SharedOptions.Out, SharedOptions.Bom, .. SharedOptions.Reading,
        ],
        Examples = [new("label --budget 20 --out labels.csv", "example.label")],
    };

    private static ExitCode Run(RunContext run)
    {
        var model = ModelColumns.Load(run);
        if (model.IsStep)
        {
            throw new ScenarioException(ExitCode.Usage, "label.lives");
        }
        var log = model.Fit(SensorLogReader.Read(run, out _, steps: false));
        UnitResult[] units;
        using (run.Stage("stage.monitor"))
        {
            units = [.. log.Units.Select(u => UnitResult.Of(model.Model, log, u, run.Cancellation))];
        }
        var budget = (int)run.Get(EquipmentOptions.Budget)!.Value;
        // What the bundled plant plants would be given away otherwise.
        var plan = LabelPlan.Of(model.Model, log.Bundled ? log with { Faults = [] } : log, units, budget, model.NormalEndOf(log), run.Seed);
        using (var file = run.OpenForm(FailureFile.Judgement))
        {
            file.Row("start", "end", "unit", FailureFile.Judgement, "note", "why", "peak", "top");
            foreach (var stretch in plan)
            {
                var top = ExplainedRow.Of(model.Model, log, stretch.Result, stretch.Row).Take(2);
                file.Row(Duration.Exact(stretch.Time.Start), Duration.Exact(stretch.Time.End), stretch.Result.Unit.Name, "", "", run.Texts[$"label.{stretch.Why}"], stretch.Peak.ToString("0.00", CultureInfo.InvariantCulture),
                    stretch.Why == LabelPlan.Random ? "" : string.Join("; ", top.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Sensor} {s.Share:0.00}"))));
            }
            file.Commit();
        }
        if (run.Get(SharedOptions.Out) is { } path)
        {
            var screen = new Screen(run);
            int Count(string why) => plan.Count(s => s.Why == why);
            screen.Text(run.Texts["label.done", plan.Count, path]);
            screen.Gap();
            string[] decides =
            [
                .. Count(LabelPlan.Alarm) > 0 ? new[] { run.Texts["label.decides-alarm", Count(LabelPlan.Alarm), units.Sum(u => u.Alarms.Count(a => a.End >= model.NormalEndOf(log)))] } : [],
                .. Count(LabelPlan.Near) > 0 ? new[] { run.Texts["label.decides-near", Count(LabelPlan.Near), plan.Where(s => s.Why == LabelPlan.Near).Min(s => s.Peak)] } : [],
                // None wrong in n leaves at most 1 - .05^(1/n) at 95 %.
                .. Count(LabelPlan.Random) > 0 ? new[] { run.Texts["label.decides-random", Count(LabelPlan.Random), 1 - Math.Pow(0.05, 1.0 / Count(LabelPlan.Random))] } : [],
            ];
            screen.Block(run.Texts["label.decides"], decides);
            screen.Gap();
            screen.Command(run.Texts["screen.next"], log.Bundled ? run.CommandLine("evaluate", "--failures", path) : run.CommandLine(["train", .. run.NamedWords(Reading), EquipmentOptions.Failures.Typed, path]), run.Texts["label.fill"]);
        }
        return ExitCode.Ok;
    }
}
