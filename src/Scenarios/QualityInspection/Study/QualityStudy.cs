using Pipelines;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Supervised;
using QualityInspection.Data;
using Scenarios.Hosting;

namespace QualityInspection.Study;

/// <summary>Everything that is found out about a table of parts.</summary>
internal sealed class QualityStudy
{
    private QualityStudy(QualityData data, StudyOptions options) => (Data, Options) = (data, options);

    /// <summary>The parts.</summary>
    public QualityData Data { get; }

    /// <summary>What it is made with.</summary>
    public StudyOptions Options { get; }

    /// <summary>Each measurement by itself.</summary>
    public IReadOnlyList<MeasurementStudy> Measurements { get; private set; } = [];

    /// <summary>The model that is saved.</summary>
    public QualityModel Model { get; private set; } = null!;

    /// <summary>How many parts the monitor was fitted on.</summary>
    public int ReferenceParts { get; private set; }

    /// <summary>How many parts inside every tolerance were too far from all others to be fitted on.</summary>
    public int TrimmedParts { get; private set; }

    /// <summary>What the model says of each part; with labels, the scores are of folds that had not seen the part.</summary>
    public JudgedPart[] Parts { get; private set; } = [];

    /// <summary>What is done with each part.</summary>
    public (bool Flagged, PartReason Reason)[] Decisions { get; private set; } = [];

    /// <summary>The parts as numbers.</summary>
    public Matrix Encoded { get; private set; } = new(0, 0);

    /// <summary>The parts in the order of inspection.</summary>
    public int[] Order { get; private set; } = [];

    /// <summary>The routes in cross-validation; null without labels.</summary>
    public RouteTrials? Trials { get; private set; }

    /// <summary>Plans of the monitor and, where there is one, of the classifier; empty without labels.</summary>
    public IReadOnlyDictionary<string, InspectionPlan> Plans { get; private set; } = new Dictionary<string, InspectionPlan>();

    /// <summary>The classifier's cost of each part against the monitor's; null without both.</summary>
    public PairedComparison? Paired { get; private set; }

    /// <summary>Which route decides.</summary>
    public string RouteKey { get; private set; } = Route.Monitor;

    /// <summary>The plan of the route that decides; null without labels.</summary>
    public InspectionPlan? Plan => Plans.GetValueOrDefault(RouteKey);

    /// <summary>Share of parts flagged.</summary>
    public double FlaggedShare => Decisions.Count(d => d.Flagged) / (double)Decisions.Length;

    /// <summary>Makes the study.</summary>
    public static QualityStudy Run(QualityData data, StudyOptions options, RunContext run)
    {
        var study = new QualityStudy(data, options);
        using (var stage = run.Stage("progress.charts"))
        {
            study.Measurements = MeasurementStudy.Of(data, options.Rules, run.Cancellation);
        }
        if (data.Labels is not null)
        {
            using var stage = run.Stage("progress.folds", options.Folds);
            study.TryRoutes(stage.Control);
        }
        using (var stage = run.Stage("progress.fit"))
        {
            study.Fit(stage.Control with { Progress = null });
        }
        return study;
    }

    private void TryRoutes(FitControl control)
    {
        Trials = RouteTrials.Of(Data, Options, control);
        var isOut = Data.Specs.Any(s => s is not null) ? Array.ConvertAll(Trials["tolerance"].Scores, e => e > 1) : [];
        var plans = new Dictionary<string, InspectionPlan> { [Route.Monitor] = InspectionPlan.Of(Trials, Trials[Route.Monitor], isOut, Options, control) };
        if (Trials.CanLearn)
        {
            plans[Route.Classifier] = InspectionPlan.Of(Trials, Trials[Route.Classifier], isOut, Options, control);
            Paired = PairedComparison.Of(plans[Route.Classifier].PartCosts, plans[Route.Monitor].PartCosts, Better.Lower, new() { Seed = Options.Seed }, control with { Progress = null }, Trials.Units);
            RouteKey = Paired.Verdict == PairedVerdict.Better ? Route.Classifier : Route.Monitor;
        }
        Plans = plans;
    }

    private void Fit(FitControl control)
    {
        var all = Enumerable.Range(0, Data.Parts).ToArray();
        var training = MonitorTraining.Of(Data, all, Options.Monitor, control);
        (ReferenceParts, TrimmedParts) = (training.Reference.Length, training.Trimmed);
        LogisticRegressionModel? classifier = null;
        if (RouteKey == Route.Classifier)
        {
            training.Measure(Data, Trials!.Known, out var rows, out var ratios, out var excess);
            classifier = new LogisticRegression().Fit(new(DefectFeatures.Of(rows, ratios, excess), Trials.Bad.Select(b => b ? 1f : 0f).ToArray()), control);
        }
        Model = new()
        {
            Monitor = new(Data.Schema, training.Encoder, training.Monitor),
            Measurements = [.. Data.Measurements.Select(m => m.Name)],
            Specs = Data.Specs,
            Derived = Data.Derived,
            Classifier = classifier,
            Limit = LimitOf(training.Monitor.Threshold),
            Scales = training.Scales,
            Roles = RolesOf(),
        };
        var parts = Model.Judge(new([.. Data.Measurements]), out var encoded);
        Encoded = encoded;
        if (classifier is not null)
        {
            for (var i = 0; i < Trials!.Known.Length; i++)
            {
                parts[Trials.Known[i]] = parts[Trials.Known[i]] with { Probability = Trials[Route.Classifier].Scores[i] };
            }
        }
        Parts = parts;
        Decisions = Array.ConvertAll(parts, Model.Decide);
        Order = [.. all.OrderByDescending(p => Decisions[p].Flagged).ThenByDescending(p => classifier is null ? parts[p].MonitorRank : parts[p].IsOut ? 1 + parts[p].Excess : parts[p].Probability)];
    }

    /// <summary>With labels the limit that costs least; without, the monitor's own. The place in the order is turned back into the statistic.</summary>
    private double LimitOf(double threshold)
    {
        if (Plan is not { } plan)
        {
            return threshold;
        }
        return RouteKey == Route.Classifier ? plan.Limit : plan.Limit < 0 ? 0 : plan.Limit >= 1 ? float.MaxValue : threshold * plan.Limit / (1 - plan.Limit);
    }

    private Dictionary<string, string> RolesOf()
    {
        var roles = new Dictionary<string, string>();
        foreach (var (role, column) in new[] { ("id", Data.Id), ("batch", Data.Batch), ("target", Data.Target) })
        {
            if (column is not null)
            {
                roles[role] = column;
            }
        }
        return roles;
    }
}
