using CustomerSegmentation.Saved;
using CustomerSegmentation.Study;
using Pipelines.Data;
using Pipelines.Reporting;
using Scenarios.Hosting;

namespace CustomerSegmentation.Labels;

/// <summary>The labels of a few customers carried to all, and what choosing those few was worth.</summary>
internal sealed record LabelStudy
{
    private const int LeastLabels = 8;

    /// <summary>The kinds of labels.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The label of each customer, as a place in <see cref="Names"/>.</summary>
    public required int[] Labels { get; init; }

    /// <summary>How sure each is, 0 to 1.</summary>
    public required double[] Confidence { get; init; }

    /// <summary>The customers whose label was given, as places.</summary>
    public required int[] Given { get; init; }

    /// <summary>Labels of customers that there are not at the cut.</summary>
    public required int Absent { get; init; }

    /// <summary>What choosing was worth; null with too few labels to hide some.</summary>
    public LabelGain? Gain { get; init; }

    /// <summary>Reads labels and carries them.</summary>
    /// <param name="run">The run; its options name the file and the column.</param>
    /// <param name="ids">Who the customers are.</param>
    /// <param name="idName">What ids are called in the file of labels.</param>
    /// <param name="rows">The customers, as numbers.</param>
    /// <param name="known">Ids that may have a label although they are no customers yet: those of transactions after the cut.</param>
    /// <exception cref="ScenarioException">Ids come twice, a label is of nobody, or there are fewer than two kinds.</exception>
    public static LabelStudy Of(RunContext run, IReadOnlyList<string> ids, string idName, Matrix rows, IReadOnlySet<string>? known = null)
    {
        NeedOnce(ids, idName);
        var (given, labels, names, absent) = Read(run, ids, idName, known);
        using var stage = run.Stage("stage.spread");
        var (carried, confidence) = LabelSpread.Of(rows, stage.Control).From(given, labels, names.Count, stage.Control);
        return new()
        {
            Names = names,
            Labels = carried,
            Confidence = confidence,
            Given = given,
            Absent = absent,
            Gain = given.Length < LeastLabels ? null
                : LabelGain.Of(TrialRunner.Take(rows, given), labels, names.Count, (int)run.Get(ModelOptions.Budget)!.Value, run.Seed, stage.Control with { Progress = null }),
        };
    }

    /// <summary>Refuses ids by which a label could not find its row.</summary>
    public static void NeedOnce(IReadOnlyList<string> ids, string idName)
    {
        if (ids.Distinct(StringComparer.Ordinal).Count() < ids.Count)
        {
            throw new ScenarioException(ExitCode.Data, "label.twice", idName, SegmentOptions.CustomerColumn.Typed);
        }
    }

    /// <summary>Writes everybody's label.</summary>
    public void Write(CsvOut file, IReadOnlyList<string> ids, string idName)
    {
        var given = Given.ToHashSet();
        file.Row([idName, "label", "label_confidence", "given"]);
        for (var r = 0; r < Labels.Length; r++)
        {
            file.Field(ids[r]);
            file.Field(Names[Labels[r]]);
            file.Field(Math.Round(Confidence[r], 4));
            file.Field(given.Contains(r) ? "yes" : "no");
            file.EndRow();
        }
        file.Commit();
    }

    /// <summary>What it was worth, in a sentence.</summary>
    public string Worth(TextTable texts) => Gain is null
        ? texts["label.too-few", Given.Length, LeastLabels]
        : texts["label.gain", Gain.Labelled, Gain.Hidden, Percent(Gain.Chosen), Percent(Gain.Random), Percent(Gain.RandomSpread), Percent(Gain.Majority)];

    private static (int[] Rows, int[] Labels, IReadOnlyList<string> Names, int Absent) Read(RunContext run, IReadOnlyList<string> ids, string idName, IReadOnlySet<string>? known)
    {
        var (path, column) = (run.Get(ModelOptions.Labels)!, run.Get(ModelOptions.LabelColumn)!);
        var full = run.PathOf(path);
        var columns = CsvFile.Dialect(full).Columns;
        if (new[] { idName, column }.FirstOrDefault(c => !columns.Contains(c, StringComparer.Ordinal)) is { } missing)
        {
            throw new ScenarioException(ExitCode.Data, "label.column", path, missing, string.Join(", ", columns), ModelOptions.LabelColumn.Typed);
        }
        var table = CsvFile.Read(full, new() { Columns = [idName, column], IdColumns = [idName, column] }, run.Cancellation).Table;
        var (who, given) = (table[idName], table[column]);
        var places = Enumerable.Range(0, ids.Count).ToDictionary(r => ids[r], r => r, StringComparer.Ordinal);
        var (rows, texts, absent) = (new List<int>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        for (var r = 0; r < table.Rows; r++)
        {
            if (given.IsMissing(r))
            {
                continue;
            }
            if (places.Remove(who.Text(r), out var place))
            {
                rows.Add(place);
                texts.Add(given.Text(r));
            }
            else if (known is null || !known.Contains(who.Text(r)) || rows.Exists(p => ids[p] == who.Text(r)) || !absent.Add(who.Text(r)))
            {
                throw new ScenarioException(ExitCode.Data, "label.unknown", path, idName, who.Text(r));
            }
        }
        var codes = TextColumn.From(column, texts);
        return codes.Levels.Count >= 2 ? ([.. rows], codes.Codes, codes.Levels, absent.Count) : throw new ScenarioException(ExitCode.Data, "label.few", path, column, rows.Count, codes.Levels.Count);
    }

    private static string Percent(double share) => NumberFormat.Percent(1).Of(share);
}
