using System.Globalization;
using Pipelines.Anomaly;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Quality;
using Pipelines.Supervised;
using QualityInspection.Data;
using Scenarios.Hosting;

namespace QualityInspection.Study;

/// <summary>What a run saves and everything later judges with: the monitor of all measurements, the tolerances, and the classifier where labels made one.</summary>
internal sealed record QualityModel
{
    private const string ClassifierFile = "classifier.pmodel";

    /// <summary>Measurements to numbers, and the monitor.</summary>
    public required TabularPipeline<PcaMonitorModel> Monitor { get; init; }

    /// <summary>The measurements.</summary>
    public required IReadOnlyList<string> Measurements { get; init; }

    /// <summary>Tolerance of each; null for none.</summary>
    public required IReadOnlyList<SpecLimits?> Specs { get; init; }

    /// <summary>Measurements computed from others.</summary>
    public required IReadOnlyList<DerivedColumn> Derived { get; init; }

    /// <summary>The classifier; null where the monitor decides.</summary>
    public LogisticRegressionModel? Classifier { get; init; }

    /// <summary>The limit of the score: of the probability with a classifier, else of the statistic.</summary>
    public required double Limit { get; init; }

    /// <summary>Names of columns, by role: id, batch, target.</summary>
    public required IReadOnlyDictionary<string, string> Roles { get; init; }

    /// <summary>The statistic's own limit, from normal parts.</summary>
    public double MonitorLimit => Monitor.Model.Threshold;

    /// <summary>Judges parts.</summary>
    /// <param name="table">At least the measurements, derived ones added.</param>
    /// <param name="encoded">The same as numbers.</param>
    public JudgedPart[] Judge(Table table, out Matrix encoded)
    {
        var features = Monitor.Schema.Features(table);
        encoded = new Matrix(features.Rows, Monitor.Encoder.Columns);
        Monitor.Encoder.Encode(features, encoded);
        var scores = Monitor.Model.Score(encoded);
        var (ratios, excess, worst, missing) = (new double[scores.Length], new double[scores.Length], new int[scores.Length], new int[scores.Length]);
        for (var r = 0; r < scores.Length; r++)
        {
            ratios[r] = scores[r] / MonitorLimit;
            worst[r] = -1;
            for (var m = 0; m < Measurements.Count; m++)
            {
                var value = ((NumberColumn)features.Columns[m]).Values[r];
                missing[r] += double.IsNaN(value) ? 1 : 0;
                var e = Tolerances.Excess(value, Specs[m], Typical(m));
                if (e > excess[r])
                {
                    (excess[r], worst[r]) = (e, m);
                }
            }
        }
        var probabilities = Classifier?.Probabilities(DefectFeatures.Of(encoded, ratios, excess));
        var parts = new JudgedPart[scores.Length];
        for (var r = 0; r < parts.Length; r++)
        {
            parts[r] = new() { Excess = excess[r], Worst = worst[r], Statistic = scores[r], Ratio = ratios[r], Probability = probabilities is null ? double.NaN : probabilities[r][^1], Missing = missing[r] };
        }
        return parts;
    }

    /// <summary>The score that is compared with <see cref="Limit"/>.</summary>
    public double Score(JudgedPart part) => Classifier is null ? part.Statistic : part.Probability;

    /// <summary>Whether a part is to be inspected, and why.</summary>
    public (bool Flagged, PartReason Reason) Decide(JudgedPart part) =>
        part.Missing == Measurements.Count ? (false, PartReason.NotMeasured)
        : part.IsOut ? (true, PartReason.OutOfTolerance)
        : Score(part) > Limit ? (true, Classifier is null || part.Ratio > 1 ? PartReason.OddTogether : PartReason.LikelyDefect)
        : part.Missing > 0 ? (false, PartReason.Incomplete) : (false, PartReason.Ok);

    /// <summary>A typical value of a measurement: the mean of the parts the monitor was fitted on.</summary>
    public double Typical(int measurement) => ColumnScale(measurement).Mean;

    /// <summary>Mean and standard deviation of a measurement.</summary>
    public (double Mean, double Deviation) ColumnScale(int measurement) => Scales[measurement];

    /// <summary>Mean and deviation of each measurement over the parts that the monitor was fitted on.</summary>
    public required IReadOnlyList<(double Mean, double Deviation)> Scales { get; init; }

    /// <summary>The measurements that have most to do with a part being odd: name, standard deviations from the mean, share of the contributions.</summary>
    public (int Measurement, double Deviations, double Share)[] Contributions(Table table, int row, MatrixView encoded)
    {
        var contributions = new double[Measurements.Count];
        Monitor.Model.Contributions(encoded[row], Monitor.Model.Statistic, contributions);
        var total = contributions.Sum();
        return [.. Enumerable.Range(0, contributions.Length).OrderByDescending(m => contributions[m]).Select(m =>
        {
            var value = ((NumberColumn)table[Measurements[m]]).Values[row];
            return (m, (value - Scales[m].Mean) / Scales[m].Deviation, total > 0 ? contributions[m] / total : 0);
        })];
    }

    /// <summary>The measurements in a line: the one out of tolerance first, then by contribution.</summary>
    public string TopLine(JudgedPart part, Table table, int row, MatrixView encoded, int top)
    {
        var lines = Contributions(table, row, encoded).Where(c => !double.IsNaN(c.Deviations)).OrderByDescending(c => part.IsOut && c.Measurement == part.Worst).Take(top)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{Measurements[c.Measurement]} {((NumberColumn)table[Measurements[c.Measurement]]).Values[row]:0.######} ({c.Deviations:+0.0;-0.0;0.0} s, {c.Share:0 %})"));
        return string.Join("; ", lines);
    }

    /// <summary>Writes what the manifest of the model file keeps.</summary>
    public Dictionary<string, string> Facts()
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["limit"] = Text(Limit), ["route"] = Classifier is null ? "monitor" : "classifier" };
        for (var m = 0; m < Measurements.Count; m++)
        {
            facts[$"scale.{m}"] = $"{Text(Scales[m].Mean)};{Text(Scales[m].Deviation)}";
            if (Specs[m] is { } s)
            {
                facts[$"spec.{m}"] = $"{Text(s.Lower)};{Text(s.Target)};{Text(s.Upper)}";
            }
        }
        for (var i = 0; i < Derived.Count; i++)
        {
            facts[$"derived.{i}"] = $"{Derived[i].Name}\n{Derived[i].Left}\n{Derived[i].Sign}\n{Derived[i].Right}";
        }
        foreach (var (role, column) in Roles)
        {
            facts[$"role.{role}"] = column;
        }
        return facts;
    }

    /// <summary>Writes the classifier beside the model, where there is one.</summary>
    public void SaveClassifier(Func<string, string> fileOf)
    {
        if (Classifier is not null)
        {
            ModelFile.Save(fileOf(ClassifierFile), Classifier);
        }
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="ScenarioException">The file is none of this scenario, or its classifier is not beside it.</exception>
    public static QualityModel Load(string path)
    {
        var pipeline = TabularPipeline.Load<PcaMonitorModel>(path);
        var facts = ModelFile.ReadInfo(path).Info.Facts;
        string[] names = [.. pipeline.Schema.Columns.Select(c => c.Name)];
        if (!facts.TryGetValue("limit", out var limit) || !facts.TryGetValue("route", out var route) || names.Where((_, m) => !facts.ContainsKey($"scale.{m}")).Any())
        {
            throw new ScenarioException(ExitCode.Model, "model.other", Path.GetFileName(path));
        }
        var classifier = Path.Combine(Path.GetDirectoryName(path)!, ClassifierFile);
        if (route == "classifier" && !File.Exists(classifier))
        {
            throw new ScenarioException(ExitCode.Model, "model.classifier", Path.GetFileName(path), ClassifierFile);
        }
        return new()
        {
            Monitor = pipeline,
            Measurements = names,
            Specs = [.. names.Select((_, m) => facts.TryGetValue($"spec.{m}", out var s) && Numbers(s) is [var lower, var target, var upper] ? new SpecLimits(lower, upper, target) : (SpecLimits?)null)],
            Scales = [.. names.Select((_, m) => Numbers(facts[$"scale.{m}"]) is [var mean, var deviation] ? (mean, deviation) : (0, 1))],
            Derived = [.. facts.Keys.Where(k => k.StartsWith("derived.", StringComparison.Ordinal)).OrderBy(k => int.Parse(k.AsSpan(8), CultureInfo.InvariantCulture)).Select(k => facts[k].Split('\n')).Select(p => new DerivedColumn(p[0], p[1], p[2][0], p[3]))],
            Classifier = route == "classifier" ? ModelFile.Load<LogisticRegressionModel>(classifier) : null,
            Limit = Numbers(limit)[0],
            Roles = facts.Where(f => f.Key.StartsWith("role.", StringComparison.Ordinal)).ToDictionary(f => f.Key[5..], f => f.Value),
        };
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double[] Numbers(string text) => [.. text.Split(';').Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
}
