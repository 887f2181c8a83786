using Pipelines.Data;
using Pipelines.Reporting;
using QualityInspection.Reporting;
using QualityInspection.Study;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace QualityInspection.Verbs;

/// <summary>Why one part is flagged, or not: its measurements beside tolerances and what is usual.</summary>
internal static class ExplainVerb
{
    public static Verb Make() => new("explain", Run)
    {
        Options = [SharedOptions.Data, QualityOptions.Id, SharedOptions.Model, .. SharedOptions.ReadingEveryRow],
        Examples = [new("explain --id P00042", "example.explain")],
    };

    private static ExitCode Run(RunContext run)
    {
        var wanted = run.Get(QualityOptions.Id) ?? throw new ScenarioException(ExitCode.Usage, "explain.no-id", QualityOptions.Id.Typed);
        var model = QualityModel.Load(run.ChooseModel().Path);
        var rows = new ModelRows(run, model);
        var id = model.Roles.TryGetValue("id", out var column) ? rows.FileColumns.ToList().IndexOf(column) : -1;
        long seen = 0;
        foreach (var (block, table) in rows.Blocks())
        {
            for (var r = 0; r < block.Records.Count; r++)
            {
                seen++;
                var fields = block.Records[r].Fields;
                if ((id >= 0 && id < fields.Count && fields[id].Trim() == wanted) || wanted == $"#{seen}" || (id < 0 && wanted == $"{seen}"))
                {
                    Show(run, model, wanted, table.Take([r]));
                    return ExitCode.Ok;
                }
            }
        }
        throw new ScenarioException(ExitCode.Data, "explain.unknown", wanted, seen, id >= 0 ? rows.FileColumns[id] : "#");
    }

    private static void Show(RunContext run, QualityModel model, string name, Table row)
    {
        var (texts, screen) = (run.Texts, new Screen(run));
        var part = model.Judge(row, out var encoded)[0];
        var (flagged, reason) = model.Decide(part);
        screen.Text(texts["explain.head", name, texts[flagged ? "word.flagged" : "word.not-flagged"], texts[$"reason.{Words.Key(reason)}"]]);
        if (reason != PartReason.NotMeasured)
        {
            screen.Text(texts[model.Classifier is null ? "explain.statistic" : "explain.probability", model.Score(part), model.Limit, part.Ratio]);
            screen.Gap();
            var table = new PlainTable("  " + texts["word.measurement"], texts["word.value"], texts["word.usual"], texts["word.deviations"], texts["word.tolerance"], texts["word.share"]) { AtRight = new HashSet<int> { 1, 2, 3, 4, 5 } };
            foreach (var (m, deviations, share) in model.Contributions(row, 0, encoded))
            {
                var value = ((NumberColumn)row[model.Measurements[m]]).Values[0];
                table.Add("  " + DisplayWidth.Cut(model.Measurements[m], 30), NumberFormat.Auto.Of(value), NumberFormat.Auto.Of(model.Scales[m].Mean), NumberFormat.Fixed(1).Of(deviations),
                    Limits(model, m, value), NumberFormat.Percent(0).Of(share));
            }
            screen.Table(table);
            screen.Gap();
            screen.Text(texts["explain.note"]);
        }
        run.Output.JsonDocument(json =>
        {
            json.WriteStartObject();
            json.WriteString("id", name);
            json.WriteBoolean("flagged", flagged);
            json.WriteString("reason", Enum.GetName(reason));
            json.WriteNumber("limit", model.Limit);
            if (reason != PartReason.NotMeasured)
            {
                json.WriteNumber("score", model.Score(part));
            }
            json.WriteStartArray("measurements");
            foreach (var (m, deviations, share) in model.Contributions(row, 0, encoded))
            {
                json.WriteStartObject();
                json.WriteString("name", model.Measurements[m]);
                if (!double.IsNaN(deviations))
                {
                    json.WriteNumber("value", ((NumberColumn)row[model.Measurements[m]]).Values[0]);
                    json.WriteNumber("deviations", deviations);
                }
                json.WriteNumber("share", share);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static string Limits(QualityModel model, int m, double value)
    {
        if (model.Specs[m] is not { } s)
        {
            return "";
        }
        var range = $"{(double.IsNaN(s.Lower) ? "" : NumberFormat.Auto.Of(s.Lower))}..{(double.IsNaN(s.Upper) ? "" : NumberFormat.Auto.Of(s.Upper))}";
        return s.Allows(value) ? range : range + " !";
    }
}
