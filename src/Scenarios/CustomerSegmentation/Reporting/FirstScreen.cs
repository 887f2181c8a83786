using CustomerSegmentation.Data;
using CustomerSegmentation.Labels;
using CustomerSegmentation.Study;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Display;

namespace CustomerSegmentation.Reporting;

/// <summary>The screenful that a run ends with: data, method, segments, verdict, and what to do next.</summary>
internal static class FirstScreen
{
    private const int MostIgnored = 6, WideTable = 98;

    /// <summary>What it is, before the work begins.</summary>
    public static void Opening(RunContext run, bool made)
    {
        var screen = new Screen(run);
        screen.Text(run.Texts["screen.title"]);
        if (made)
        {
            screen.Text(run.Texts["screen.made"]);
        }
        screen.Gap();
    }

    /// <summary>What was read.</summary>
    public static void Data(RunContext run, CustomerData data) => new Screen(run).Block(run.Texts["screen.data"], [.. Lines(data, run.Texts)]);

    /// <summary>The lines that say what was read.</summary>
    public static IEnumerable<string> Lines(CustomerData data, TextTable texts)
    {
        if (data.Rfm is { } rfm)
        {
            var facts = rfm.Facts;
            yield return texts["screen.transactions", facts.Rows, rfm.Customers.Count, $"{data.Span.First:yyyy-MM-dd}", $"{data.Span.Last:yyyy-MM-dd}"];
            yield return data.HorizonDays > 0 ? texts["screen.cut", $"{rfm.AsOf:yyyy-MM-dd}", data.HorizonDays] : texts["screen.no-cut", $"{rfm.AsOf:yyyy-MM-dd}"];
            yield return texts[!rfm.CountsOrders ? "screen.days" : data.RfmColumns!.Order is null ? "screen.orders.lines" : "screen.orders"];
            if (facts.WithoutCustomer > 0)
            {
                yield return texts["screen.guests", facts.WithoutCustomer, facts.WithoutCustomerShare];
            }
            if (facts.Returns > 0 || facts.NonProducts > 0)
            {
                yield return texts["screen.returns", facts.Returns, -facts.ReturnedAmount, facts.NonProducts];
            }
            if (facts.Incomplete + facts.WithoutPurchase + facts.NegativeTotals > 0)
            {
                yield return texts["screen.odd", facts.Incomplete, facts.WithoutPurchase, facts.NegativeTotals];
            }
            yield break;
        }
        yield return texts["screen.customers", data.Customers.Rows, data.Features];
        if (data.OutcomeName.Length > 0)
        {
            yield return data.OutcomeYes.Length > 0 ? texts["screen.outcome.yes", data.OutcomeName, data.OutcomeYes] : texts["screen.outcome", data.OutcomeName];
        }
        foreach (var group in data.Ignored.Where(i => i.Reason != "outcome").GroupBy(i => (i.Reason, Count: i.Reason == "levels" ? i.Count : 0)))
        {
            var names = string.Join(texts["word.list"], group.Take(MostIgnored).Select(i => DisplayWidth.Cut(i.Name, 30)));
            yield return texts["screen.ignored", group.Count() > MostIgnored ? texts["screen.more", names, group.Count() - MostIgnored] : names, texts[$"ignored.{group.Key.Reason}", group.Key.Count]];
        }
        if (data.MissingCells > 0)
        {
            yield return texts["screen.missing", data.MissingCells];
        }
    }

    /// <summary>What was found.</summary>
    public static void Results(RunContext run, SegmentFigures figures, LabelStudy? labels, string folder)
    {
        var (texts, study, screen) = (run.Texts, figures.Study, new Screen(run));
        screen.Block(texts["screen.method"], Verdicts.Choice(figures, texts));
        screen.Gap();
        screen.Table(Table(figures, texts, screen.Width < WideTable));
        screen.Gap();
        screen.Block(texts["screen.verdict"], [.. Verdicts.Of(figures, texts).Sentences.Skip(1).Take(3)]);
        if (labels is not null)
        {
            screen.Block(texts["screen.labels"], texts["label.done", labels.Labels.Length, labels.Given.Length, labels.Names.Count, $"{folder}/labels.csv"], labels.Worth(texts));
        }
        screen.Gap();
        screen.Command(texts["screen.report"], $"{folder}/report.html", texts["screen.report.other"]);
        screen.Command(texts["screen.list"], $"{folder}/segments.csv", texts["screen.list.why"]);
        screen.Command(texts["screen.own"], run.CommandLine("inspect", "my.csv"), texts["screen.own.why"]);
        screen.Command(texts["screen.again"], run.RepeatLine, texts[run.Threads == 1 ? "screen.cost-one" : "screen.cost", run.Elapsed.TotalSeconds, RunContext.PeakMegabytes, run.Threads]);
    }

    /// <summary>The segments; in a narrow terminal without shares, which the report has.</summary>
    private static PlainTable Table(SegmentFigures figures, TextTable texts, bool narrow)
    {
        var (study, words) = (figures.Study, new Words(texts, figures));
        string[] features = study.Data.Rfm is null ? [] : ["recency", "frequency", "monetary"];
        var table = new PlainTable([texts["screen.segment"], texts["screen.size"], .. features.Select(f => texts[$"feature.{f}"]), .. Value(texts["screen.value"]), .. Outcome(texts["screen.next"], texts["screen.lift"])])
        {
            AtRight = Enumerable.Range(1, 8).ToHashSet(),
        };
        var value = study.Data.Value;
        var whole = value.Sum();
        foreach (var segment in study.Model.Segments)
        {
            var next = figures.Outcomes?.Segments.FirstOrDefault(s => s.Label == segment.Number);
            table.Add([
                "  " + DisplayWidth.Cut(Plain(words.Name(segment)), study.Data.Rfm is null ? 52 : narrow ? 32 : 36),
                narrow ? NumberFormat.Whole.Of(segment.Size) : texts["screen.size.of", segment.Size, (double)segment.Size / study.SegmentOf.Length],
                .. features.Select(f => Words.Text(words.Middle(f, segment.Number))),
                .. Value(whole > 0 ? NumberFormat.Percent(0).Of(value.Where((_, r) => study.SegmentOf[r] == segment.Number).Sum() / whole) : ""),
                .. Outcome(next is null ? "" : words.Outcome(next.Mean), next is null ? "" : Verdicts.Lift(next.Lift)),
            ]);
        }
        return table;

        string[] Value(string text) => study.Data.Value.Length > 0 && !narrow ? [text] : [];
        string[] Outcome(string a, string b) => figures.Outcomes is null ? [] : narrow && study.Data.Rfm is not null ? [b] : [a, b];
    }

    /// <summary>A Chinese name without its English counterpart, which the report has beside it and for which a terminal has no room.</summary>
    private static string Plain(string name) => name.IndexOf('（', StringComparison.Ordinal) is >= 0 and var from && name.IndexOf('）', from) is >= 0 and var to ? name.Remove(from, to - from + 1) : name;
}
