using Pipelines;
using Pipelines.Evaluation;

namespace QualityInspection.Study;

/// <summary>How many parts to inspect, in the order of a route, so that inspection and missed defects together cost least.</summary>
internal sealed record InspectionPlan
{
    /// <summary>Parts inspected, counted at the limits chosen without the part's own fold.</summary>
    public required int Inspected { get; init; }

    /// <summary>Bad parts among them.</summary>
    public required int Caught { get; init; }

    /// <summary>Bad parts in all.</summary>
    public required int Bad { get; init; }

    /// <summary>Parts in all.</summary>
    public required int Parts { get; init; }

    /// <summary>Inspections and misses together.</summary>
    public required double Cost { get; init; }

    /// <summary>Of that, each part's.</summary>
    public required double[] PartCosts { get; init; }

    /// <summary>Cost of inspecting nothing, every part, and only what is out of tolerance (NaN without tolerances).</summary>
    public required (double Nothing, double Everything, double Tolerance) Others { get; init; }

    /// <summary>Money saved against the cheapest of those.</summary>
    public required double Saved { get; init; }

    /// <summary>Interval of that, over resampled batches or parts.</summary>
    public required Interval SavedInterval { get; init; }

    /// <summary>Which of the others is cheapest: a text <c>plan.KEY</c>.</summary>
    public required string Against { get; init; }

    /// <summary>The limit of the score that costs least on all parts, for parts to come.</summary>
    public required double Limit { get; init; }

    /// <summary>Bad parts caught after so many inspections, from 0 to all.</summary>
    public required int[] Curve { get; init; }

    /// <summary>Chooses.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="route">The route.</param>
    /// <param name="isOut">Which known parts are out of tolerance; empty without tolerances.</param>
    /// <param name="options">The costs.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static InspectionPlan Of(RouteTrials trials, Route route, bool[] isOut, StudyOptions options, FitControl control)
    {
        var (scores, bad, n) = (route.Scores, trials.Bad, trials.Bad.Length);
        var costs = new double[n];
        int inspected = 0, caught = 0;
        for (var f = 0; f < trials.Folds.Count; f++)
        {
            var fold = f;
            var limit = Cheapest(scores, bad, i => trials.FoldOf[i] != fold, options);
            foreach (var i in trials.Folds[f].Test)
            {
                // What is out of tolerance is rejected whatever a score says.
                var looked = scores[i] > limit || (isOut.Length > 0 && isOut[i]);
                costs[i] = CostOf(looked, bad[i], options);
                inspected += looked ? 1 : 0;
                caught += looked && bad[i] ? 1 : 0;
            }
        }
        var nothing = Array.ConvertAll(bad, b => CostOf(false, b, options));
        var everything = Array.ConvertAll(bad, b => CostOf(true, b, options));
        var tolerance = isOut.Length > 0 ? bad.Select((b, i) => CostOf(isOut[i], b, options)).ToArray() : null;
        (string Key, double[] Costs)[] others = [("nothing", nothing), ("everything", everything), .. tolerance is null ? [] : new[] { ("tolerance", tolerance) }];
        var best = others.MinBy(o => o.Costs.Sum());
        var saved = costs.Select((c, i) => best.Costs[i] - c).ToArray();
        var estimate = Bootstrap.Mean(saved, new() { Seed = options.Seed }, control with { Progress = null }, trials.Units);
        return new()
        {
            Inspected = inspected,
            Caught = caught,
            Bad = bad.Count(b => b),
            Parts = n,
            Cost = costs.Sum(),
            PartCosts = costs,
            Others = (nothing.Sum(), everything.Sum(), tolerance?.Sum() ?? double.NaN),
            Saved = saved.Sum(),
            SavedInterval = new(estimate.Interval.Low * n, estimate.Interval.High * n),
            Against = best.Key,
            Limit = Cheapest(scores, bad, _ => true, options),
            Curve = CurveOf(scores, bad),
        };
    }

    /// <summary>What a part costs.</summary>
    public static double CostOf(bool inspected, bool bad, StudyOptions options) => inspected ? options.CostInspect : bad ? options.CostMiss : 0;

    /// <summary>The limit above which parts are inspected at least cost; halfway between two scores.</summary>
    private static double Cheapest(double[] scores, bool[] bad, Func<int, bool> use, StudyOptions options)
    {
        var order = Enumerable.Range(0, scores.Length).Where(use).OrderByDescending(i => scores[i]).ToArray();
        double cost = order.Count(i => bad[i]) * options.CostMiss, least = cost, limit = order.Length == 0 ? double.MaxValue : scores[order[0]];
        for (var k = 0; k < order.Length; k++)
        {
            cost += options.CostInspect - (bad[order[k]] ? options.CostMiss : 0);
            // Parts of one score are inspected together.
            if (cost < least && (k + 1 == order.Length || scores[order[k + 1]] < scores[order[k]]))
            {
                (least, limit) = (cost, k + 1 == order.Length ? -1 : (scores[order[k]] + scores[order[k + 1]]) / 2);
            }
        }
        return limit;
    }

    /// <summary>Bad parts caught after 0, 1, 2, ... inspections in the order of the scores.</summary>
    public static int[] CurveOf(double[] scores, bool[] bad)
    {
        var curve = new int[scores.Length + 1];
        var order = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).ToArray();
        for (var k = 0; k < order.Length; k++)
        {
            curve[k + 1] = curve[k] + (bad[order[k]] ? 1 : 0);
        }
        return curve;
    }
}
