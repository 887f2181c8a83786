using CustomerSegmentation.Saved;
using Pipelines.Clustering;
using Pipelines.Models;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace CustomerSegmentation.Verbs;

/// <summary>What sets each segment apart, in words and numbers: as it was in training, or among the customers of a file.</summary>
internal static class ProfileVerb
{
    private const double Telling = 0.5, Strong = 1;
    private const int MostWords = 4;

    public static Verb Make() => new("profile", Run)
    {
        Options = [SharedOptions.Data, ModelOptions.Segment, SharedOptions.Model, SharedOptions.Out, SharedOptions.Bom, .. ModelOptions.Reading],
        Examples = [new("profile", "example.profile"), new("profile --segment 1 --data newer.csv", "example.profile-one")],
    };

    private static ExitCode Run(RunContext run)
    {
        SegmentationModel model;
        IReadOnlyList<SegmentProfile> profiles;
        if (run.IsGiven(SharedOptions.Data))
        {
            var input = ModelInput.Open(run);
            model = input.Model;
            profiles = SegmentProfile.Of(SavedCustomers.Of(input));
        }
        else
        {
            model = ModelFile.Load<SegmentationModel>(run.ChooseModel().Path);
            profiles = SegmentProfile.Of(model);
        }
        if (run.Get(ModelOptions.Segment) is { } text)
        {
            var wanted = SegmentTitles.Find(run, model, text);
            profiles = [.. profiles.Where(p => wanted.Contains(p.Segment))];
        }
        var titles = new SegmentTitles(run.Texts, model);
        if (run.Get(SharedOptions.Out) is { } path)
        {
            Write(run, titles, profiles);
            run.Say("profile.done", profiles.Count, path);
        }
        else
        {
            Show(run, titles, profiles, run.Get(ModelOptions.Segment) is not null);
        }
        Json(run, titles, profiles);
        return ExitCode.Ok;
    }

    private static void Show(RunContext run, SegmentTitles titles, IReadOnlyList<SegmentProfile> profiles, bool whole)
    {
        var (screen, texts) = (new Screen(run), run.Texts);
        foreach (var profile in profiles)
        {
            screen.Text(Head(texts, titles, profile));
            screen.Block("", Words(texts, titles, profile));
            if (whole && profile.Traits.Count > 0)
            {
                screen.Gap();
                var table = new PlainTable(texts["profile.column"], texts["profile.typical"], texts["profile.overall"], texts["profile.deviations"]) { AtRight = new HashSet<int> { 1, 2, 3 } };
                foreach (var trait in profile.Traits)
                {
                    table.Add(titles.Column(trait.Column), Value(trait, trait.Typical), Value(trait, trait.Overall), $"{(trait.Deviations >= 0 ? "+" : "")}{NumberFormat.Fixed(2).Of(trait.Deviations)}");
                }
                screen.Table(table);
            }
            screen.Gap();
        }
        screen.Text(texts["profile.note"]);
    }

    private static string Head(TextTable texts, SegmentTitles titles, SegmentProfile profile)
    {
        var head = texts["profile.head", titles.Numbered(profile.Segment.Number), profile.Customers, NumberFormat.Percent(1).Of(profile.Share)];
        return double.IsNaN(profile.ValueShare) ? head : texts["profile.value", head, NumberFormat.Percent(1).Of(profile.ValueShare)];
    }

    /// <summary>The columns that tell the segment from the others, in words.</summary>
    private static string Words(TextTable texts, SegmentTitles titles, SegmentProfile profile)
    {
        string[] words =
        [
            .. profile.Traits.Where(t => Math.Abs(t.Deviations) >= Telling).Take(MostWords)
                .Select(t => texts[t.Deviations >= Strong ? "profile.far-above" : t.Deviations > 0 ? "profile.above" : t.Deviations <= -Strong ? "profile.far-below" : "profile.below", titles.Column(t.Column), Value(t, t.Typical), Value(t, t.Overall)]),
        ];
        return words.Length > 0 ? words.Aggregate((a, b) => texts["profile.and", a, b]) : texts[profile.Customers == 0 ? "profile.nobody" : "profile.usual"];
    }

    private static string Value(ProfileTrait trait, double value) => trait.IsShare ? NumberFormat.Percent(0).Of(Math.Clamp(value, 0, 1)) : NumberFormat.Auto.Of(value);

    private static void Write(RunContext run, SegmentTitles titles, IReadOnlyList<SegmentProfile> profiles)
    {
        using var file = run.OpenCsv();
        file.Row(["segment", "name", "customers", "share", "value_share", "column", "typical", "all_customers", "deviations"]);
        foreach (var profile in profiles)
        {
            foreach (var trait in profile.Traits)
            {
                file.Field((long)profile.Segment.Number);
                file.Field(titles[profile.Segment.Number]);
                file.Field((long)profile.Customers);
                file.Field(ShortNumber.Score(profile.Share));
                file.Field(ShortNumber.Score(profile.ValueShare));
                file.Field(trait.Column);
                file.Field(Math.Round(trait.Typical, 6));
                file.Field(Math.Round(trait.Overall, 6));
                file.Field(ShortNumber.Score(trait.Deviations));
                file.EndRow();
            }
        }
        file.Commit();
    }

    private static void Json(RunContext run, SegmentTitles titles, IReadOnlyList<SegmentProfile> profiles) => run.Output.JsonDocument(json =>
    {
        json.WriteStartArray();
        foreach (var profile in profiles)
        {
            json.WriteStartObject();
            json.WriteNumber("segment", profile.Segment.Number);
            json.WriteString("name", titles[profile.Segment.Number]);
            json.WriteNumber("customers", profile.Customers);
            json.WriteNumber("share", profile.Share);
            if (!double.IsNaN(profile.ValueShare))
            {
                json.WriteNumber("valueShare", profile.ValueShare);
            }
            json.WriteStartArray("columns");
            foreach (var trait in profile.Traits)
            {
                json.WriteStartObject();
                json.WriteString("column", trait.Column);
                json.WriteNumber("typical", trait.Typical);
                json.WriteNumber("allCustomers", trait.Overall);
                json.WriteNumber("deviations", trait.Deviations);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
