using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bench.Compare;

/// <summary>The table of one group as people read it, and its JSON twin with every repeat.</summary>
internal sealed class ResultTable(string group, Settings settings, IReadOnlyList<Outcome> outcomes, IReadOnlyDictionary<string, string> versions, (string Start, string End) load)
{
    private const string Heads = "| row | threads | ours | peer | ours ms | peer ms | CPU ratio | clock ratio | bar | |\n|---|---|---|---|---|---|---|---|---|---|\n";

    /// <summary>One outcome in a line, for whoever watches.</summary>
    public static string Line(Outcome o) => o.Peers.Count == 0 || o.Peers[0].Missing is not null
        ? string.Create(CultureInfo.InvariantCulture, $"{o.Row.Name}, {o.Threads} threads: {Milliseconds(o.Ours.Least.Cpu)} CPU-ms {(o.Peers is [var first, ..] ? first.Missing : "")}")
        : string.Create(CultureInfo.InvariantCulture, $"{o.Row.Name}, {o.Threads} threads: CPU {Ratio(o, o.Peers[0], true)}, clock {Ratio(o, o.Peers[0], false)} {Verdict(o)}");

    public string Markdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Ours beside its peers: {group}\n\nWritten by `bench/compare {group}` on {settings.Date}; every repeat is in the JSON beside this file.");
        text.Append(settings.IsQuick ? " **A quick run: it shows that everything runs and proves nothing.**" : "");
        text.Append("\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- Processor: {Machine.Cpu} ({Machine.Vectors}); {Machine.System}; load {load.Start} at the start, {load.End} at the end\n");
        if (double.TryParse(load.Start, CultureInfo.InvariantCulture, out var start) && double.TryParse(load.End, CultureInfo.InvariantCulture, out var end) && Math.Max(start, end) > Environment.ProcessorCount)
        {
            text.Append("- **The machine was busy**: ratios by the clock are rough, and on several threads the sides shared what cores were left, so they do not show how either scales.\n");
        }
        foreach (var (side, version) in versions)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {side}: {version}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"- {settings.Repeats} interleaved repeats (peers for information: 3), each the least of up to {settings.Slices} slices of at least {settings.Slice * 1000:0} ms\n");
        text.Append("- A ratio is the peer's time over ours, above 1 where ours is faster: median over the repeats (least). On one thread the ratio of processor seconds decides, on more that of the clock. Times are the median milliseconds of one run, processor / clock.\n");
        foreach (var part in outcomes.GroupBy(o => o.Row.Heading))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {part.Key}\n\n{Heads}");
            foreach (var outcome in part)
            {
                Append(text, outcome);
            }
            foreach (var missed in part.Where(o => o.IsMet == false))
            {
                text.Append(CultureInfo.InvariantCulture, $"\nMissed: {missed.Row.Name} on {Threads(missed.Threads)}, {missed.Deciding!.Median:0.00} ({missed.Deciding.Worst:0.00}) where the bar is {missed.Row.Bar}. {missed.Row.Why}\n");
            }
            foreach (var threads in part.Where(o => o.Row.Bar is { HalfAboveOne: true }).GroupBy(o => o.Threads))
            {
                var above = threads.Count(o => o.Deciding?.Median > 1);
                text.Append(CultureInfo.InvariantCulture, $"\n{Threads(threads.Key)}: {above} of {threads.Count()} above 1; bar: at least half: {(2 * above >= threads.Count() ? "met" : "**missed**")}.\n");
            }
        }
        return text.ToString();
    }

    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{group}.md"), Markdown());
        File.WriteAllText(Path.Combine(folder, $"{group}.json"), Json().ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        Console.Error.WriteLine($"written: {Path.Combine(folder, $"{group}.md")}");
    }

    private static void Append(StringBuilder text, Outcome o)
    {
        var ours = $"{Milliseconds(o.Ours.Median.Cpu)} / {Milliseconds(o.Ours.Median.Wall)}";
        var speed = Speed(o, o.Ours);
        if (o.Peers.Count == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {o.Row.Name} | {o.Threads} | {speed} | | {ours} | | | | | |\n");
        }
        foreach (var peer in o.Peers)
        {
            var first = peer == o.Peers[0];
            var name = first ? o.Row.Name : "";
            if (peer.Missing is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {name} | {o.Threads} | {speed} | {peer.Side}: {peer.Missing} | {ours} | | | | {Bar(o, first)} | skipped |\n");
                continue;
            }
            var quality = double.IsNaN(peer.Quality) ? "" : string.Create(CultureInfo.InvariantCulture, $", quality {o.Ours.Quality:0.00000} / {peer.Quality:0.00000}");
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {o.Threads} | {speed} | {peer.Side} {Speed(o, peer)} | {ours} | {Milliseconds(peer.Median.Cpu)} / {Milliseconds(peer.Median.Wall)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Ratio(o, peer, true)} | {Ratio(o, peer, false)}{quality} | {Bar(o, first)} | {(peer.Agrees ? first ? Verdict(o) : "" : "results differ")} |\n");
        }
    }

    private static string Threads(int count) => count == 1 ? "1 thread" : string.Create(CultureInfo.InvariantCulture, $"{count} threads");

    private static string Bar(Outcome o, bool first) => first && o.Row.Bar is { } bar ? bar.ToString() : "";

    private static string Verdict(Outcome o) => !o.Peers[0].Agrees ? "results differ" : o.IsMet switch { true => "met", false => "**missed**", null => "" };

    private static string Ratio(Outcome o, SideResult peer, bool cpu)
    {
        var ratios = o.Of(peer, cpu);
        return string.Create(CultureInfo.InvariantCulture, $"{ratios.Median:0.00} ({ratios.Worst:0.00})");
    }

    // From the least processor seconds on one thread, which are the machine's limit; by the clock on more.
    private static string Speed(Outcome o, SideResult side)
    {
        var seconds = Outcome.CountsCpu(o.Threads) ? side.Least.Cpu : side.Least.Wall;
        return o.Row.Unit switch
        {
            "FLOP" => string.Create(CultureInfo.InvariantCulture, $"{o.Row.Work / seconds / 1e9:0.0} GFLOP/s"),
            "B" => string.Create(CultureInfo.InvariantCulture, $"{o.Row.Work / seconds / 1e6:0} MB/s"),
            _ => "",
        };
    }

    private static string Milliseconds(double seconds) => (seconds * 1000).ToString(seconds < 1e-3 ? "0.0000" : seconds < 0.1 ? "0.00" : "0", CultureInfo.InvariantCulture);

    private JsonObject Json()
    {
        var sides = new JsonObject();
        foreach (var (side, version) in versions)
        {
            sides[side] = version;
        }
        return new()
        {
            ["group"] = group,
            ["date"] = settings.Date,
            ["cpu"] = Machine.Cpu,
            ["vectors"] = Machine.Vectors,
            ["system"] = Machine.System,
            ["load at the start"] = load.Start,
            ["load at the end"] = load.End,
            ["quick"] = settings.IsQuick,
            ["repeats"] = settings.Repeats,
            ["slices"] = settings.Slices,
            ["versions"] = sides,
            ["rows"] = new JsonArray([.. outcomes.Select(Json)]),
        };
    }

    private static JsonObject Json(Outcome o) => new()
    {
        ["heading"] = o.Row.Heading,
        ["name"] = o.Row.Name,
        ["shape"] = new JsonArray([.. o.Row.Shape.Select(n => (JsonNode)n)]),
        ["threads"] = o.Threads,
        ["bar"] = o.Row.Bar?.ToString(),
        ["met"] = o.IsMet,
        ["ratio"] = o.Deciding?.Median,
        ["worst"] = o.Deciding?.Worst,
        ["sides"] = new JsonArray([Json(o.Ours), .. o.Peers.Select(Json)]),
    };

    private static JsonObject Json(SideResult side) => new()
    {
        ["side"] = side.Side,
        ["missing"] = side.Missing,
        ["runs in a slice"] = side.Count,
        ["check"] = side.Check,
        ["agrees"] = side.Agrees,
        ["quality"] = double.IsNaN(side.Quality) ? null : side.Quality,
        ["cpu seconds"] = new JsonArray([.. side.Repeats.Select(t => (JsonNode)t.Cpu)]),
        ["clock seconds"] = new JsonArray([.. side.Repeats.Select(t => (JsonNode)t.Wall)]),
    };
}
