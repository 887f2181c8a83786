using System.Globalization;

namespace Bench.Compare;

/// <summary>
/// Runs the rows: every side is a process that keeps its data ready, and the sides take turns in short slices, A B A B, so that whatever else the machine does falls on all of them.
/// </summary>
internal static class Driver
{
    // Repeats in which peers that are only for information take part.
    private const int RepeatsForInformation = 3;

    public static int Run(string[] args)
    {
        Settings settings;
        try
        {
            settings = Settings.Parse(args);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            Console.Error.WriteLine($"{e.Message}\n{Settings.Usage}");
            return 1;
        }
        var any = false;
        foreach (var group in settings.Groups)
        {
            var rows = group.Rows.Where(r => settings.Only.IsMatch(r.Name)).ToArray();
            any |= rows.Length > 0;
            if (settings.IsList)
            {
                Console.WriteLine(string.Join('\n', rows.Select(r => $"{group.Name,-14} {r.Heading,-16} {r.Name}")));
            }
            else if (rows.Length > 0)
            {
                Measure(group, rows, settings);
            }
        }
        if (!any)
        {
            Console.Error.WriteLine("No row has such a name; --list shows all.");
        }
        return any ? 0 : 1;
    }

    /// <summary>A file or folder of the repository.</summary>
    public static string PathTo(string relative)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Pipelines.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No Pipelines.sln above the program: run it from a build inside the repository.");
        }
        return Path.Combine(folder, relative);
    }

    private static void Measure(RowGroup group, Row[] rows, Settings settings)
    {
        var scratch = new Scratch(settings.Scratch);
        var load = Machine.Load;
        var outcomes = new List<Outcome>();
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var threads in settings.Threads)
        {
            using var sides = new Sides(settings, threads);
            foreach (var row in rows.Where(r => r.Threads.Contains(threads)))
            {
                var outcome = Measure(group, row, threads, sides, scratch, settings);
                outcomes.Add(outcome);
                Console.Error.WriteLine(ResultTable.Line(outcome));
            }
            foreach (var (side, version) in sides.Versions)
            {
                versions[side] = version;
            }
        }
        var table = new ResultTable(group.Name, settings, outcomes, versions, (load, Machine.Load));
        Console.WriteLine(table.Markdown());
        var whole = rows.Length == group.Rows.Count && settings is { IsQuick: false, Repeats: >= 9 };
        if (settings.Out is not null || whole)
        {
            table.Write(Path.Combine(settings.Out ?? PathTo("bench/results"), Machine.Folder));
        }
    }

    private static Outcome Measure(RowGroup group, Row row, int threads, Sides sides, Scratch scratch, Settings settings)
    {
        var shape = row.Shape.Length == 0 ? "-" : string.Join('x', row.Shape.Select(n => n.ToString(CultureInfo.InvariantCulture)));
        var prepare = string.Join(' ', ["prepare", group.Name, row.Kind, shape, .. row.Inputs.Select(scratch.PathOf)]);
        var turns = new List<Turn>();
        var missing = new Dictionary<string, string>();
        foreach (var side in (string[])["ours", .. row.Peers])
        {
            try
            {
                var worker = sides.Of(side);
                worker.Ask(prepare);
                turns.Add(new(side, worker, WarmUp(worker, settings)));
            }
            catch (PeerException e) when (side != "ours")
            {
                missing[side] = e.Message;
            }
        }
        var seconds = turns.Take(2).Min(t => t.Call);
        var count = Math.Max(1, (int)Math.Round(settings.Slice / seconds));
        Interleave(turns, row, threads, count, seconds > 5 * settings.Slice ? 1 : settings.Slices, settings.Repeats);
        var results = turns.ConvertAll(t => Result(t, count));
        var ours = results[0] with { Agrees = true };
        return new(row, threads, ours, [.. row.Peers.Select(p => results.Find(r => r.Side == p) is { } r ? r with { Agrees = Agree(r, ours, row.Tolerance) } : new(p) { Missing = missing[p] })]);
    }

    // Long enough for the runtime to have compiled what is run at its best; gives the seconds of one run.
    private static double WarmUp(WorkerProcess worker, Settings settings)
    {
        var count = 1;
        var call = worker.Run(1).Wall;
        for (var spent = call; spent < 8 * settings.Slice;)
        {
            call = worker.Run(count).Wall;
            spent += call * count;
            count = Math.Max(1, Math.Min(count * 4, (int)(settings.Slice / call)));
        }
        return call;
    }

    private static void Interleave(List<Turn> turns, Row row, int threads, int count, int slices, int repeats)
    {
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var present = turns.Where(t => repeat < RepeatsForInformation || t.Side == "ours" || t.Side == row.Peers[0]).ToList();
            for (var slice = 0; slice < slices; slice++)
            {
                // Turned round every time, so that no side always comes after the same one.
                if (((repeat * slices) + slice) % 2 == 1)
                {
                    present.Reverse();
                }
                foreach (var turn in present)
                {
                    var timing = turn.Worker.Run(count);
                    turn.Least = slice == 0 ? timing : turn.Least.Least(timing);
                    if (threads > 1)
                    {
                        // The threads of OpenBLAS go on spinning for some 25 ms after their work; they are not to take the core from the next side.
                        Thread.Sleep(40);
                    }
                }
                if (((repeat * slices) + slice) % 2 == 1)
                {
                    present.Reverse();
                }
            }
            foreach (var turn in present)
            {
                turn.Repeats.Add(turn.Least);
            }
        }
    }

    private static SideResult Result(Turn turn, int count)
    {
        var answer = turn.Worker.Ask("check");
        return new(turn.Side)
        {
            Repeats = turn.Repeats,
            Count = count,
            Check = (double)answer["check"]!,
            Scale = (double)answer["scale"]!,
            Quality = (double?)answer["quality"] ?? double.NaN,
        };
    }

    private static bool Agree(SideResult peer, SideResult ours, double tolerance) =>
        Math.Abs(peer.Check - ours.Check) <= tolerance * ours.Scale && Math.Abs(peer.Scale - ours.Scale) <= tolerance * ours.Scale;

    private sealed record Turn(string Side, WorkerProcess Worker, double Call)
    {
        public Timing Least { get; set; }

        public List<Timing> Repeats { get; } = [];
    }
}
