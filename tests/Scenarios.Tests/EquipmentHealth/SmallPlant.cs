using System.Globalization;
using System.Text;
using System.Text.Json;
using EquipmentHealth;
using Pipelines;
using Scenarios.Hosting;
using Scenarios.Tests.Hosting;
using Xunit;

namespace Scenarios.Tests.EquipmentHealth;

/// <summary>The scenario in-process on a small log: machines whose four sensors follow a common load, a row every ten minutes.</summary>
internal sealed class SmallPlant : IDisposable
{
    public const string Header = "time,machine,load,heat,flow,noise";

    private static readonly DateTime Start = new(2025, 3, 1);

    public HostRun Host { get; } = new(new EquipmentHealthScenario());

    public string Out => Host.Out;

    /// <summary>What was said, with every run of blanks and line ends as one blank.</summary>
    public string Said => string.Join(' ', Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public string Error => Host.Error;

    public string Newest => Host.RunFolders.OrderBy(f => Json(f, "run.json").GetProperty("started").GetDateTimeOffset()).Last();

    /// <summary>When a row is.</summary>
    public static string TimeOf(int row) => Start.AddMinutes(10.0 * row).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Rows of one machine; in the fault heat no longer follows the load.</summary>
    public static List<string> Rows(string machine, int rows, (int From, int To) fault = default, int seed = 1)
    {
        var rng = Rng.At(seed, 0, 0);
        double load = 0, other = 0;
        var lines = new List<string>(rows);
        for (var r = 0; r < rows; r++)
        {
            load = (0.9 * load) + rng.NextGaussian();
            other = (0.9 * other) + rng.NextGaussian();
            var heat = r >= fault.From && r < fault.To ? other + 9 : load;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{TimeOf(r)},{machine},{50 + load + (0.1 * rng.NextGaussian()):R},{80 + (2 * heat) + (0.2 * rng.NextGaussian()):R},{10 + (0.5 * load) + (0.05 * rng.NextGaussian()):R},{1 + (0.1 * Math.Abs(rng.NextGaussian())):R}"));
        }
        return lines;
    }

    public string Write(string name, string header, IEnumerable<string> rows) => Host.Write(name, new StringBuilder(header).Append('\n').AppendJoin('\n', rows).Append('\n').ToString());

    public ExitCode Run(params string[] args) => Host.Run(args);

    /// <summary>Puts a header and rows on standard input.</summary>
    public void Stream(IEnumerable<string> rows) => Host.In = Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(Header)));

    /// <summary>Runs and is sure that it went well.</summary>
    public void Need(params string[] args)
    {
        var code = Run(args);
        Assert.True(code == ExitCode.Ok, Error);
    }

    public double Figure(string key) => Json(Newest, "run.json").GetProperty("metrics").EnumerateArray().First(m => m.GetProperty("key").GetString() == key).GetProperty("value").GetDouble();

    /// <summary>Rows of a CSV file of scores, by column.</summary>
    public List<Dictionary<string, string>> Scores(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Host.Folder, name));
        var header = lines[0].TrimStart('\uFEFF').Split(',');
        return [.. lines.Skip(1).Select(l => l.Split(',')).Select(f => header.Select((h, i) => (h, i)).ToDictionary(h => h.h, h => f[h.i], StringComparer.Ordinal))];
    }

    public void Dispose() => Host.Dispose();

    public static JsonElement Json(string folder, string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file)));
        return json.RootElement.Clone();
    }
}
