using System.Globalization;
using System.Security.Cryptography;
using EquipmentHealth.Data;
using Pipelines.Anomaly.Equipment;
using Pipelines.Models;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Runs;

namespace EquipmentHealth.Verbs;

/// <summary>A saved model and the columns it was trained on.</summary>
internal sealed record ModelColumns(EquipmentMonitorModel Model, ModelFileInfo File, ModelChoice Choice)
{
    public const string Time = "time-col", Machine = "machine-col", Regimes = "regime-cols", Tag = "tag-col", Every = "every", NormalEnd = "normal-end", Step = "step";

    /// <summary>The time column: as named now, else as in training.</summary>
    public string TimeColumn { get; init; } = "";

    /// <summary>The machine column; empty where there is none.</summary>
    public string MachineColumn { get; init; } = "";

    /// <summary>The columns that tell regimes apart.</summary>
    public IReadOnlyList<string> RegimeColumns { get; init; } = [];

    /// <summary>True where the sensors were brought onto a grid: then a file is read as a whole, and rows cannot come one by one.</summary>
    public bool OnGrid => Fact(Tag).Length > 0 || Fact(Every).Length > 0;

    /// <summary>What tells the model file from any other: a state of one limit must not go on under another.</summary>
    public string Identity { get; private init; } = "";

    /// <summary>True where time is a count of steps, such as cycles.</summary>
    public bool IsStep => Fact(Step) == "yes";

    /// <summary>An instant as text, as the training had it.</summary>
    public string TextOf(long ticks) => IsStep ? Duration.Step(ticks) : Duration.Exact(ticks);

    /// <summary>Loads what <c>--model</c> means.</summary>
    public static ModelColumns Load(RunContext run)
    {
        var choice = run.ChooseModel();
        var loaded = new ModelColumns(ModelFile.Load<EquipmentMonitorModel>(choice.Path), ModelFile.ReadInfo(choice.Path), choice);
        using var stream = System.IO.File.OpenRead(choice.Path);
        return loaded with
        {
            Identity = Convert.ToHexStringLower(SHA256.HashData(stream))[..16],
            TimeColumn = run.Get(SharedOptions.TimeColumn) ?? loaded.Fact(Time),
            MachineColumn = run.Get(EquipmentOptions.Machine) ?? loaded.Fact(Machine),
            RegimeColumns = run.Get(EquipmentOptions.Regimes)?.Split(',') ?? loaded.Fact(Regimes).Split('\n', StringSplitOptions.RemoveEmptyEntries),
        };
    }

    /// <summary>When the normal time ended that it was trained on.</summary>
    public long NormalEndOf(SensorLog log) => log.Hash == File.Info.DataHash && long.TryParse(Fact(NormalEnd), NumberStyles.Integer, CultureInfo.InvariantCulture, out var end) ? end + 1 : long.MinValue;

    /// <summary>The log with the sensors that the model reads.</summary>
    /// <exception cref="ScenarioException">It lacks some.</exception>
    public SensorLog Fit(SensorLog log) => Model.Sensors.Except(log.Sensors, StringComparer.Ordinal).ToArray() is { Length: > 0 } missing
        ? throw new ScenarioException(ExitCode.Model, "health.model-sensors", Choice.Shown, string.Join(", ", missing), string.Join(", ", log.Sensors))
        : log.With(Model.Sensors, []);

    private string Fact(string key) => File.Info.Facts.GetValueOrDefault(key, "");
}
