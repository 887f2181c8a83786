using System.Globalization;
using Pipelines.Data;

namespace Pipelines.Evaluation;

/// <summary>Chooses options by cross-validation: of the candidates that meet the requirements (satisficing metrics) the one with the best mean of one metric (the optimising metric).</summary>
/// <remarks>
/// Candidates come from <see cref="SearchSpace{TOptions}"/> or any list, one after the other, each measured on every fold as <see cref="CrossValidation"/> does. Costs candidates x folds fits; by <see cref="SuccessiveHalving"/> fewer passes.
/// The result is a pure function of candidates, folds and options. A candidate that fails, or whose metric is NaN, is kept with its error and the search goes on.
/// The mean of the chosen candidate is the best of many and so a little too good: measure the final model on rows that no fold has seen.
/// </remarks>
/// <param name="options">Most candidates and the one-standard-error rule; null for the defaults.</param>
public sealed class ModelSearch(ModelSearchOptions? options = null)
{
    private readonly ModelSearchOptions _options = (options ?? new()).Checked();

    /// <summary>Tries the candidates.</summary>
    /// <param name="candidates">What to try, at least one; the first of equals wins, so list simple ones first.</param>
    /// <param name="folds">Row indices to train on and to measure on, at least one fold, neither part empty.</param>
    /// <param name="fitAndScore">Fits on the training rows of a fold and measures on its test rows.</param>
    /// <param name="metric">Key of the metric to optimise.</param>
    /// <param name="requirements">What the chosen candidate's mean metrics must keep; null for nothing.</param>
    /// <param name="halving">How to spend passes unevenly; null to give every candidate its own number of passes.</param>
    /// <param name="enough">Asked before each candidate: true ends the search, and the rest is skipped. This is where a host's wall-clock cap goes.</param>
    /// <param name="control">Progress (one step a candidate, its mean as the loss), cancellation, threads.</param>
    /// <exception cref="DataException">There is no fold, or a fold has an empty part.</exception>
    /// <exception cref="OptionException">No candidate, an unknown metric (the ones there are are listed) or one that has no better direction, or no candidate could be scored (the first error is named).</exception>
    public SearchResult<TOptions> Run<TOptions>(IReadOnlyList<TOptions> candidates, IReadOnlyList<Split> folds, FitAndScore<TOptions> fitAndScore, string metric,
        IReadOnlyList<Requirement>? requirements = null, SuccessiveHalving? halving = null, Func<bool>? enough = null, FitControl? control = null)
        where TOptions : class, IOptions<TOptions>, new()
    {
        CrossValidation.Check(folds);
        if (candidates.Count == 0)
        {
            throw new OptionException("search.none", $"{nameof(ModelSearch)} needs at least 1 candidate; got 0.");
        }
        var trials = new SearchTrials<TOptions>(candidates, folds, fitAndScore, metric, requirements ?? [], enough ?? (static () => false), control ?? FitControl.Default);
        var alive = Enumerable.Range(0, (int)Math.Min(candidates.Count, _options.MostCandidates)).ToArray();
        if (halving is null)
        {
            trials.Measure(alive, static o => o);
        }
        else
        {
            Halve(trials, alive, halving);
        }
        return Choose(trials);
    }

    private static void Halve<TOptions>(SearchTrials<TOptions> trials, int[] alive, SuccessiveHalving halving) where TOptions : class, IOptions<TOptions>, new()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(halving.KeepOneOf, 2, nameof(halving));
        ArgumentOutOfRangeException.ThrowIfLessThan(halving.LeastPasses, 1, nameof(halving));
        ArgumentOutOfRangeException.ThrowIfLessThan(halving.MostPasses, halving.LeastPasses, nameof(halving));
        var setting = SearchSpace<TOptions>.Find(halving.PassesSetting);
        var passes = halving.LeastPasses;
        while (true)
        {
            passes = alive.Length <= 1 || passes > halving.MostPasses ? halving.MostPasses : passes;
            var text = passes.ToString(CultureInfo.InvariantCulture);
            trials.Measure(alive, o => setting.Parse(o, text));
            if (passes == halving.MostPasses || trials.Ended)
            {
                return;
            }
            var ranked = trials.Ranked(alive);
            var kept = (ranked.Length + halving.KeepOneOf - 1) / halving.KeepOneOf;
            trials.Drop(ranked[kept..]);
            alive = [.. ranked[..kept].Order()];
            passes = passes > halving.MostPasses / halving.KeepOneOf ? halving.MostPasses : passes * halving.KeepOneOf;
        }
    }

    private SearchResult<TOptions> Choose<TOptions>(SearchTrials<TOptions> trials) where TOptions : class, IOptions<TOptions>, new()
    {
        var scored = trials.Ranked([.. Enumerable.Range(0, trials.Candidates.Length).Where(c => trials.Candidates[c].Status == CandidateStatus.Scored)]);
        if (scored.Length == 0)
        {
            var error = trials.Candidates.FirstOrDefault(c => c.Error is not null)?.Error;
            throw new OptionException("search.failed", $"None of the {trials.Candidates.Length} candidates could be scored. The first error: {error?.Message ?? "the search ended before the first candidate"}");
        }
        var fitting = Array.FindAll(scored, c => trials.Candidates[c].Unmet.Count == 0);
        var chosen = fitting.Length == 0 ? -1 : fitting[0];
        var reason = chosen < 0 ? SearchReason.NoneMeetsRequirements : SearchReason.BestMean;
        if (chosen >= 0 && _options.OneStandardError && trials.Candidates[chosen].Score is { } best)
        {
            var near = fitting.Where(c => SearchTrials.Loss(best.Better, trials.Candidates[c].Score!.Mean) <= SearchTrials.Loss(best.Better, best.Mean) + (double.IsNaN(best.StandardError) ? 0 : best.StandardError)).Min();
            (chosen, reason) = (near, near == chosen ? reason : SearchReason.WithinOneStandardError);
        }
        var winner = trials.Candidates[scored[0]];
        return new()
        {
            Metric = winner.Score!.Key,
            Better = winner.Score.Better,
            Candidates = trials.Candidates,
            Best = winner,
            Chosen = chosen < 0 ? null : trials.Candidates[chosen],
            Reason = reason,
            Fits = trials.Fits,
        };
    }
}
