using Pipelines.Data;

namespace Pipelines.Evaluation;

/// <summary>How far a metric is from as good as it gets.</summary>
internal static class SearchTrials
{
    /// <summary>The metric turned so that lower is better.</summary>
    public static double Loss(Better better, double value) => better switch { Better.Higher => -value, Better.NearZero => Math.Abs(value), _ => value };
}

/// <summary>The candidates of a running search.</summary>
internal sealed class SearchTrials<TOptions>(
    IReadOnlyList<TOptions> options, IReadOnlyList<Split> folds, FitAndScore<TOptions> fitAndScore, string metric, IReadOnlyList<Requirement> requirements, Func<bool> enough, FitControl control)
    where TOptions : class, IOptions<TOptions>, new()
{
    /// <summary>Every candidate as it stands now.</summary>
    public Candidate<TOptions>[] Candidates { get; } = [.. options.Select((o, i) => new Candidate<TOptions> { Number = i + 1, Options = o, Status = CandidateStatus.Skipped })];

    public int Fits { get; private set; }

    /// <summary>True once it was enough.</summary>
    public bool Ended { get; private set; }

    /// <summary>Measures the given candidates, until it is enough.</summary>
    public void Measure(int[] candidates, Func<TOptions, TOptions> change)
    {
        for (var i = 0; i < candidates.Length; i++)
        {
            Ended = Ended || enough();
            if (Ended)
            {
                return;
            }
            var candidate = Measure(Candidates[candidates[i]] with { Options = change(Candidates[candidates[i]].Options) });
            Candidates[candidates[i]] = candidate;
            control.Step(i + 1, candidates.Length, candidate.Score?.Mean ?? double.NaN);
        }
    }

    /// <summary>Those of the candidates that have a score, best first, the first of equals first.</summary>
    public int[] Ranked(int[] candidates) => [.. candidates.Where(c => Candidates[c].Score is not null).OrderBy(c => SearchTrials.Loss(Candidates[c].Score!.Better, Candidates[c].Score!.Mean)).ThenBy(c => c)];

    /// <summary>Marks candidates that go no further.</summary>
    public void Drop(IEnumerable<int> candidates)
    {
        foreach (var c in candidates)
        {
            Candidates[c] = Candidates[c] with { Status = CandidateStatus.Dropped };
        }
    }

    private Candidate<TOptions> Measure(Candidate<TOptions> candidate)
    {
        CrossValidationResult result;
        try
        {
            candidate.Options.Checked();
            Fits += folds.Count;
            result = CrossValidation.Measure(folds, (train, test, inner) => fitAndScore(candidate.Options, train, test, inner), control, report: false);
        }
        catch (Exception error) when (error is not OperationCanceledException || !control.Cancellation.IsCancellationRequested)
        {
            return candidate with { Status = CandidateStatus.Failed, Error = error, Result = null, Score = null, Unmet = [] };
        }
        // Outside the try: an unknown metric is a mistake of the whole search, not of one candidate.
        var score = result.Summary(metric);
        if (score.Better == Better.Neither)
        {
            throw new OptionException("search.metric", $"The metric '{score.Key}' is a fact beside others, neither better high nor low. Optimise one of: {string.Join(", ", result.All.Where(m => m.Better != Better.Neither).Select(m => m.Key))}.");
        }
        RequirementResult[] unmet = [.. requirements.Select(r => r.Check(result)).Where(r => !r.Holds)];
        return double.IsNaN(score.Mean)
            ? candidate with { Status = CandidateStatus.Failed, Error = new DataException("search.nan", $"The metric '{score.Key}' is NaN on fold {FirstNaN(score.Values) + 1}."), Result = result, Score = null, Unmet = unmet }
            : candidate with { Status = CandidateStatus.Scored, Result = result, Score = score, Unmet = unmet, Error = null };
    }

    private static int FirstNaN(IReadOnlyList<double> values)
    {
        var fold = 0;
        while (fold < values.Count - 1 && !double.IsNaN(values[fold]))
        {
            fold++;
        }
        return fold;
    }
}
