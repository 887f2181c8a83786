using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Bench.Compare.Workloads;

namespace Bench.Compare;

/// <summary>
/// One side of the comparison as a process of its own, asked line by line on stdin and answering with one JSON object a line on stdout. peers/worker.py and peers/worker.R speak the same:
/// <c>about</c>; <c>prepare GROUP KIND SHAPE FILE...</c> (SHAPE: 128x784x256 or -); <c>run COUNT</c>; <c>check</c>.
/// </summary>
internal static class Worker
{
    public static int Serve(string engine, int threads)
    {
        Workload? work = null;
        while (Console.In.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            JsonObject answer;
            try
            {
                answer = words[0] switch
                {
                    "about" => new() { ["about"] = Workload.About(engine) },
                    "prepare" => Prepare(ref work, engine, words, threads),
                    "run" => Run(work!, int.Parse(words[1], CultureInfo.InvariantCulture)),
                    "check" => Check(work!),
                    _ => new() { ["error"] = $"unknown word {words[0]}" },
                };
            }
            catch (DllNotFoundException e)
            {
                answer = new() { ["missing"] = e.Message.Split('\n')[0] };
            }
            Console.Out.WriteLine(answer.ToJsonString());
        }
        return 0;
    }

    private static JsonObject Prepare(ref Workload? work, string engine, string[] words, int threads)
    {
        work = null;
        GC.Collect();
        int[] shape = words[3] == "-" ? [] : [.. words[3].Split('x').Select(w => int.Parse(w, CultureInfo.InvariantCulture))];
        work = RowGroup.Of(words[1]).Create(new(engine, words[2], shape, words[4..], threads));
        return work is null ? new() { ["missing"] = $"{engine} has no {words[2]}" } : new() { ["ready"] = true };
    }

    private static JsonObject Run(Workload work, int count)
    {
        // The garbage of what went before is not this run's.
        work.Forget();
        GC.Collect();
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            work.Run();
        }
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new() { ["seconds"] = seconds / count, ["cpu"] = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / count };
    }

    // A weighted sum of the result, and of its magnitudes: equal results have equal sums, and a permuted or shifted one has not.
    private static JsonObject Check(Workload work)
    {
        double sum = 0, scale = 0;
        long i = 0;
        foreach (var part in work.Results())
        {
            foreach (var value in part.Span)
            {
                var weight = ((i++ % 13) + 1) / 13.0;
                sum += weight * value;
                scale += weight * Math.Abs(value);
            }
        }
        var answer = new JsonObject { ["check"] = sum, ["scale"] = scale };
        if (!double.IsNaN(work.Quality))
        {
            answer["quality"] = work.Quality;
        }
        return answer;
    }
}
