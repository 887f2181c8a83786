using System.Globalization;
using System.Text.RegularExpressions;

namespace Bench.Compare;

/// <summary>The command line of the driver.</summary>
internal sealed record Settings
{
    public const string Usage = "bench/compare [GROUP ...] [--only REGEX] [--repeats N] [--threads 1,2] [--quick] [--out FOLDER] [--scratch FOLDER] [--date YYYY-MM-DD] [--python FILE] [--list]";

    /// <summary>The groups asked for, by name; all where none is named.</summary>
    public IReadOnlyList<RowGroup> Groups { get; init; } = [];

    /// <summary>Rows whose name matches.</summary>
    public Regex Only { get; init; } = new("");

    /// <summary>Interleaved repeats of each row, at least 3.</summary>
    public int Repeats { get; init; } = 9;

    public int[] Threads { get; init; } = [1, 2];

    /// <summary>Three short repeats, to see that everything runs; a quick table proves nothing and says so.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Where the folder of this processor is written; nothing is written where only some rows ran, unless it is named.</summary>
    public string? Out { get; init; }

    public string Scratch { get; init; } = Path.Combine(Path.GetTempPath(), "pipelines-bench");

    public string Date { get; init; } = "undated";

    public string Python { get; init; } = "python3";

    public bool IsList { get; init; }

    /// <summary>Seconds of one timed slice.</summary>
    public double Slice => IsQuick ? 0.02 : 0.1;

    /// <summary>Slices of one repeat, of which the least counts.</summary>
    public int Slices => IsQuick ? 1 : 3;

    public static Settings Parse(string[] args)
    {
        var settings = new Settings();
        for (var i = 0; i < args.Length; i++)
        {
            var option = args[i];
            var value = () => ++i < args.Length ? args[i] : throw new ArgumentException($"{option} needs a value.");
            settings = option switch
            {
                "--only" => settings with { Only = new(value(), RegexOptions.IgnoreCase) },
                "--repeats" => settings with { Repeats = Math.Max(3, int.Parse(value(), CultureInfo.InvariantCulture)) },
                "--threads" => settings with { Threads = [.. value().Split(',').Select(t => int.Parse(t, CultureInfo.InvariantCulture))] },
                "--quick" => settings with { IsQuick = true, Repeats = 3 },
                "--out" => settings with { Out = value() },
                "--scratch" => settings with { Scratch = value() },
                "--date" => settings with { Date = value() },
                "--python" => settings with { Python = value() },
                "--list" => settings with { IsList = true },
                _ when option.StartsWith('-') => throw new ArgumentException($"unknown option {option}."),
                _ => settings with { Groups = [.. settings.Groups, RowGroup.Of(option)] },
            };
        }
        return settings.Groups.Count > 0 ? settings : settings with { Groups = RowGroup.All };
    }
}
