using Pipelines;
using Pipelines.Anomaly;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Supervised;
using QualityInspection.Data;

namespace QualityInspection.Study;

/// <summary>Every way to order parts, tried in cross-validation: whole batches are held out where there are batches, because parts of a batch are alike.</summary>
internal sealed class RouteTrials
{
    private const int ForestTrees = 100, MostNeighborRows = 20_000;

    private readonly QualityData _data;
    private readonly StudyOptions _options;
    private readonly FitControl _control;
    private readonly Dictionary<string, double[]> _scores = [];

    private RouteTrials(QualityData data, StudyOptions options, FitControl control)
    {
        (_data, _options, _control) = (data, options, control);
        Known = [.. Enumerable.Range(0, data.Parts).Where(p => data.Labels!.Bad[p] >= 0)];
        Bad = [.. Known.Select(p => data.Labels!.Bad[p] > 0)];
        Units = data.Batches.Length > 0 ? [.. Known.Select(p => data.Batches[p])] : [.. Enumerable.Range(0, Known.Length)];
        Folds = FoldsOf();
    }

    /// <summary>The parts whose label is known; scores and folds count within them.</summary>
    public int[] Known { get; }

    /// <summary>Which of them are bad.</summary>
    public bool[] Bad { get; }

    /// <summary>Batch of each, or itself: what intervals draw from.</summary>
    public int[] Units { get; }

    /// <summary>The folds.</summary>
    public IReadOnlyList<Split> Folds { get; }

    /// <summary>Fold that held out each part.</summary>
    public int[] FoldOf { get; private set; } = [];

    /// <summary>Whether classes were enough to learn from.</summary>
    public bool CanLearn { get; private set; }

    /// <summary>The routes, the monitor first.</summary>
    public IReadOnlyList<Route> Routes { get; private set; } = [];

    /// <summary>The route of a name.</summary>
    public Route this[string key] => Routes.First(r => r.Key == key);

    /// <summary>Runs them.</summary>
    public static RouteTrials Of(QualityData data, StudyOptions options, FitControl control)
    {
        var trials = new RouteTrials(data, options, control);
        var bad = trials.Bad.Count(b => b);
        // A fold without either class teaches nothing.
        trials.CanLearn = trials.Folds.All(f => f.Train.Any(p => trials.Bad[p]) && f.Train.Any(p => !trials.Bad[p])) && bad >= 10 && trials.Bad.Length - bad >= 10;
        trials.FoldOf = new int[trials.Known.Length];
        for (var f = 0; f < trials.Folds.Count; f++)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            foreach (var p in trials.Folds[f].Test)
            {
                trials.FoldOf[p] = f;
            }
            trials.RunFold(trials.Folds[f]);
            control.Step(f + 1, trials.Folds.Count);
        }
        trials.Routes = [.. trials._scores.Select(s => trials.Measure(s.Key, s.Value))];
        return trials;
    }

    private IReadOnlyList<Split> FoldsOf()
    {
        var groups = Units.Distinct().ToArray();
        if (_data.Batches.Length == 0 || groups.Length < 2 * _options.Folds)
        {
            return Split.StratifiedKFold(Array.ConvertAll(Bad, b => b ? 1 : 0), _options.Folds, _options.Seed);
        }
        // Batches with many defects are dealt out among the folds like the others.
        var codes = Array.ConvertAll(groups, g => Enumerable.Range(0, Units.Length).Any(i => Units[i] == g && Bad[i]) ? 1 : 0);
        var split = codes.Distinct().Count() > 1 && codes.Count(c => c > 0) >= _options.Folds && codes.Count(c => c == 0) >= _options.Folds
            ? Split.StratifiedKFold(codes, _options.Folds, _options.Seed) : Split.KFold(groups.Length, _options.Folds, _options.Seed);
        return [.. split.Select(s =>
        {
            var test = s.Test.Select(g => groups[g]).ToHashSet();
            return new Split([.. Enumerable.Range(0, Units.Length).Where(i => !test.Contains(Units[i]))], [.. Enumerable.Range(0, Units.Length).Where(i => test.Contains(Units[i]))]);
        })];
    }

    private void RunFold(Split fold)
    {
        int[] train = [.. fold.Train.Select(i => Known[i])], test = [.. fold.Test.Select(i => Known[i])];
        var monitor = MonitorTraining.Of(_data, train, _options.Monitor, _control with { Progress = null });
        monitor.Measure(_data, test, out var rows, out var ratios, out var excess);
        Put(Route.Monitor, fold, [.. ratios.Select((r, i) => JudgedPart.RankOf(excess[i], r))]);
        if (_data.Specs.Any(s => s is not null))
        {
            Put("tolerance", fold, excess);
        }
        Put("distance", fold, ratios);
        Put("largest", fold, [.. Enumerable.Range(0, rows.Rows).Select(r => (double)Largest(rows[r]))]);
        monitor.Measure(_data, train, out var learned, out var ownRatios, out var ownExcess);
        var quiet = _control with { Progress = null };
        Put("ecod", fold, Widen(new Ecod().Fit(learned, quiet).Score(rows)));
        Put("forest", fold, Widen(new IsolationForest(new() { Trees = ForestTrees, Seed = _options.Seed }).Fit(learned, quiet).Score(rows)));
        if (train.Length is > 6 and < MostNeighborRows)
        {
            Put("near", fold, Widen(new NeighborDistance().Fit(learned, quiet).Score(rows)));
        }
        if (CanLearn)
        {
            float[] targets = [.. fold.Train.Select(i => Bad[i] ? 1f : 0f)];
            var classifier = new LogisticRegression().Fit(new(DefectFeatures.Of(learned, ownRatios, ownExcess), targets), quiet);
            Put(Route.Classifier, fold, SecondClass(classifier.Probabilities(DefectFeatures.Of(rows, ratios, excess))));
            var neighbours = new KNeighborsClassifier(new() { Neighbors = 15, Weighting = NeighborWeighting.Distance }).Fit(new(learned, targets), quiet);
            Put("neighbours", fold, SecondClass(neighbours.Probabilities(rows)));
        }
    }

    private void Put(string key, Split fold, double[] scores)
    {
        if (!_scores.TryGetValue(key, out var all))
        {
            _scores.Add(key, all = new double[Known.Length]);
        }
        for (var i = 0; i < scores.Length; i++)
        {
            all[fold.Test[i]] = scores[i];
        }
    }

    private Route Measure(string key, double[] scores)
    {
        var numbers = new Dictionary<int, int>();
        foreach (var unit in Units)
        {
            numbers.TryAdd(unit, numbers.Count);
        }
        var order = new ResampledOrder(scores, Bad, Array.ConvertAll(Units, u => numbers[u]));
        var options = new BootstrapOptions { Seed = _options.Seed, Method = BootstrapMethod.Percentile };
        var quiet = _control with { Progress = null };
        return new(key, scores, AnomalyMetrics.Of(scores, Bad), Bootstrap.Of(numbers.Count, u => order.Of(u, area: true), options, quiet).Interval, Bootstrap.Of(numbers.Count, u => order.Of(u, area: false), options, quiet).Interval);
    }

    private static double[] SecondClass(Matrix probabilities)
    {
        var result = new double[probabilities.Rows];
        for (var r = 0; r < result.Length; r++)
        {
            result[r] = probabilities[r][^1];
        }
        return result;
    }

    private static double[] Widen(float[] scores) => Array.ConvertAll(scores, s => (double)s);

    private static float Largest(ReadOnlySpan<float> row)
    {
        var largest = 0f;
        foreach (var value in row)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }
        return largest;
    }
}
