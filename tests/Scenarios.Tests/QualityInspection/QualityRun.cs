using System.Globalization;
using System.Text;
using System.Text.Json;
using Pipelines;
using QualityInspection;
using Scenarios.Hosting;
using Scenarios.Tests.Hosting;
using Xunit;

namespace Scenarios.Tests.QualityInspection;

/// <summary>The scenario in-process on small data.</summary>
internal sealed class QualityRun : IDisposable
{
    public HostRun Host { get; } = new(new QualityInspectionScenario());

    /// <summary>What was said.</summary>
    public string Out => Host.Out;

    /// <summary>Notes and errors.</summary>
    public string Error => Host.Error;

    /// <summary>The newest run's folder.</summary>
    public string Newest => Host.RunFolders.OrderBy(f => JsonOf(f).GetProperty("started").GetDateTimeOffset()).Last();

    /// <summary>
    /// Parts whose b is twice their a; every 40th is odd together though usual in each, every 50th has a far too large. Labels say which, if wanted.
    /// </summary>
    public static string Parts(int count, string label = "", int from = 0)
    {
        var text = new StringBuilder("id,lot,a,b,c").Append(label.Length > 0 ? "," + label : "").Append('\n');
        for (var i = from; i < from + count; i++)
        {
            var rng = Rng.At(3, 0, i);
            var a = 10 + rng.NextGaussian();
            var b = (2 * a) + (0.1 * rng.NextGaussian());
            var (odd, far) = (i % 40 == 7, i % 50 == 9);
            b += odd ? 1.2 : 0;
            a += far ? 9 : 0;
            text.Append(CultureInfo.InvariantCulture, $"N{i},L{i / 20},{a:0.000},{b:0.000},{rng.NextGaussian():0.000}");
            text.Append(label.Length == 0 ? "" : odd || far ? ",1" : ",0").Append('\n');
        }
        return text.ToString();
    }

    public const string Spec = "column,lower,target,upper\na,4,10,16\nb,8,20,32\n";

    public string Write(string name, string text) => Host.Write(name, text);

    public string PathOf(string name) => Path.Combine(Host.Folder, name);

    public ExitCode Run(params string[] args) => Host.Run(args);

    /// <summary>Trains and is sure that it went well.</summary>
    public void Train(params string[] args)
    {
        var code = Run(["train", .. args]);
        Assert.True(code == ExitCode.Ok, Error);
    }

    /// <summary>A run that must be refused.</summary>
    public string Refused(ExitCode expected, params string[] args)
    {
        var code = Run(args);
        Assert.True(code == expected, $"{code}: {Error}{Out}");
        Assert.Empty(Host.RunFolders);
        return Error;
    }

    /// <summary>A figure of the newest run.</summary>
    public double Figure(string key) => JsonOf(Newest).GetProperty("metrics").EnumerateArray().First(m => m.GetProperty("key").GetString() == key).GetProperty("value").GetDouble();

    public void Dispose() => Host.Dispose();

    private static JsonElement JsonOf(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json")));
        return json.RootElement.Clone();
    }
}
