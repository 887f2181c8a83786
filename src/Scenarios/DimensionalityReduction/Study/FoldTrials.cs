using DimensionalityReduction.Data;
using Pipelines;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Reduction;
using Scenarios.Hosting;

namespace DimensionalityReduction.Study;

/// <summary>
/// The cross-validation: in each fold encoder, components and algorithms are fitted on its training rows and measured on the others, with all columns, with each number of components and with a random projection of as many.
/// </summary>
internal sealed class FoldTrials
{
    private readonly RunContext _run;
    private readonly ReductionData _data;
    private readonly StudyOptions _options;
    private readonly int[] _rows;
    private readonly float[] _targets;
    private readonly int[] _tried;
    private readonly IReadOnlyList<Algorithm> _algorithms;
    private readonly Dictionary<(string Algorithm, string Input, int Components), Measured> _measured = [];
    private readonly Dictionary<int, double[]> _errors = [];
    private readonly double[] _spread;
    private readonly List<double> _pcaSeconds = [];
    private readonly Dictionary<int, List<double>> _transformSeconds = [];
    private int _columns;

    private FoldTrials(RunContext run, ReductionData data, StudyOptions options, int[] rows, float[] targets, int[] tried) =>
        (_run, _data, _options, _rows, _targets, _tried, _algorithms, _spread) = (run, data, options, rows, targets, tried, targets.Length > 0 ? Algorithm.For(data.Task) : [], new double[rows.Length]);

    /// <summary>The trials of the algorithms; none without targets.</summary>
    public IReadOnlyList<Trial> Trials { get; private set; } = [];

    /// <summary>What each number of components keeps.</summary>
    public IReadOnlyList<HeldOut> Kept { get; private set; } = [];

    /// <summary>Seconds to find the components, the middle one of the folds.</summary>
    public double PcaSeconds => Middle(_pcaSeconds);

    /// <summary>Seconds to turn one row into so many components.</summary>
    public double TransformSeconds(int components) => Middle(_transformSeconds[components]);

    /// <summary>Runs it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="data">What was read.</param>
    /// <param name="options">What to make it with.</param>
    /// <param name="rows">The rows of the study, as places in the table.</param>
    /// <param name="targets">The target of each; empty for none.</param>
    /// <param name="tried">The numbers of components.</param>
    /// <param name="folds">Places in <paramref name="rows"/>.</param>
    public static FoldTrials Run(RunContext run, ReductionData data, StudyOptions options, int[] rows, float[] targets, int[] tried, IReadOnlyList<Split> folds)
    {
        var trials = new FoldTrials(run, data, options, rows, targets, tried);
        using var stage = run.Stage("progress.folds", folds.Count);
        // The first calls of a program are slower than all later ones, and would be counted against whatever comes first.
        trials.Fold(folds[0], stage.Control with { Progress = null }, keep: false);
        for (var f = 0; f < folds.Count; f++)
        {
            trials.Fold(folds[f], stage.Control with { Progress = null }, keep: true);
            stage.Control.Step(f + 1, folds.Count);
        }
        trials.Finish([.. folds.SelectMany(f => f.Test)]);
        return trials;
    }

    private void Fold(Split fold, FitControl control, bool keep)
    {
        control.Cancellation.ThrowIfCancellationRequested();
        var (trainRows, testRows) = (_data.Table.Take(At(_rows, fold.Train)), _data.Table.Take(At(_rows, fold.Test)));
        var encoder = _data.FitEncoder(trainRows);
        var (train, test) = (_data.Encode(encoder, trainRows), _data.Encode(encoder, testRows));
        var targets = _targets.Length > 0 ? At(_targets, fold.Train) : [];
        var most = Math.Min(_tried[^1], Math.Max(1, Math.Min(train.Rows - 1, train.Columns)));
        PcaModel? all = null;
        var pcaSeconds = Seconds(() => all = new Pca(_options.Pca with { Components = most, Variance = 1 }).Fit(train, control));
        if (keep)
        {
            _pcaSeconds.Add(pcaSeconds);
            _columns = train.Columns;
            Spread(all!, test, fold.Test);
        }
        Try(Trial.All, train.Columns, 0, train, test, targets, fold.Test, control, keep);
        foreach (var k in _tried)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            var model = all!.Keep(Math.Min(k, most));
            Matrix? reduced = null;
            var transform = Seconds(() => reduced = model.Transform(test)) / test.Rows;
            Try(Trial.Pca, model.ResultColumns, k, model.Transform(train), reduced!, targets, fold.Test, control, keep);
            if (keep)
            {
                (_transformSeconds.TryGetValue(k, out var seconds) ? seconds : _transformSeconds[k] = []).Add(transform);
                Errors(model, k, test, fold.Test);
            }
            if (targets.Length > 0)
            {
                var random = new RandomProjection(new() { Components = Math.Min(k, train.Columns), Seed = _options.Seed }).Fit(train, control);
                Try(Trial.Random, random.ResultColumns, k, random.Transform(train), random.Transform(test), targets, fold.Test, control, keep);
            }
        }
    }

    private void Try(string input, int width, int components, Matrix train, Matrix test, float[] targets, int[] testRows, FitControl control, bool keep)
    {
        foreach (var algorithm in targets.Length > 0 ? _algorithms : [])
        {
            Func<MatrixView, float[]>? model = null;
            float[]? predictions = null;
            var fit = Seconds(() => model = algorithm.Fit(new(train, targets), control));
            var predict = Seconds(() => predictions = model!(test));
            if (!keep)
            {
                continue;
            }
            var key = (algorithm.Key, input, components);
            if (!_measured.TryGetValue(key, out var measured))
            {
                _measured[key] = measured = new(width, new float[_rows.Length]);
            }
            measured.Fit.Add(fit);
            measured.Row.Add(predict / test.Rows);
            for (var i = 0; i < testRows.Length; i++)
            {
                measured.Predictions[testRows[i]] = predictions![i];
            }
        }
    }

    private void Spread(PcaModel model, Matrix test, int[] testRows)
    {
        for (var i = 0; i < testRows.Length; i++)
        {
            var sum = 0.0;
            var row = test[i];
            for (var c = 0; c < row.Length; c++)
            {
                sum += (row[c] - model.Mean[c]) * (row[c] - model.Mean[c]);
            }
            _spread[testRows[i]] = sum;
        }
    }

    private void Errors(PcaModel model, int k, Matrix test, int[] testRows)
    {
        var errors = new double[testRows.Length];
        model.ReconstructionErrors(test, errors);
        var all = _errors.TryGetValue(k, out var found) ? found : _errors[k] = new double[_rows.Length];
        for (var i = 0; i < errors.Length; i++)
        {
            all[testRows[i]] = errors[i];
        }
    }

    /// <summary>Scores every row that was held out; under retraining these are not all rows.</summary>
    private void Finish(int[] scored)
    {
        Array.Sort(scored);
        var truth = _targets.Length > 0 ? At(_targets, scored) : [];
        Trials =
        [
            .. _measured.Select(m =>
            {
                var predictions = At(m.Value.Predictions, scored);
                return new Trial
                {
                    Algorithm = m.Key.Algorithm,
                    Input = m.Key.Input,
                    Components = m.Key.Input == Trial.All ? m.Value.Width : m.Key.Components,
                    Predictions = predictions,
                    Scores = RowScores.Of(_data.Task, truth, predictions),
                    FitSeconds = Middle(m.Value.Fit),
                    RowSeconds = Middle(m.Value.Row),
                };
            }),
        ];
        var spread = At(_spread, scored);
        Kept = [.. _tried.Select(k => new HeldOut(k, At(_errors[k], scored), spread, _columns))];
    }

    private double Seconds(Action work)
    {
        var start = _run.Clock.GetTimestamp();
        work();
        return _run.Clock.GetElapsedTime(start).TotalSeconds;
    }

    private static double Middle(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static T[] At<T>(T[] values, int[] places) => Array.ConvertAll(places, p => values[p]);

    private sealed record Measured(int Width, float[] Predictions)
    {
        public List<double> Fit { get; } = [];

        public List<double> Row { get; } = [];
    }
}
