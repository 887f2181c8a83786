namespace Pipelines.Evaluation;

/// <summary>
/// How good the lists of a recommender are, over the whole catalogue, with what a user had seen left out. Made by <see cref="RankingEvaluation"/>, which defines every number.
/// Keys are <c>precision@10</c>, <c>recall@10</c>, <c>ndcg@10</c>, <c>map@10</c>, <c>mrr@10</c>, <c>hit_rate@10</c>, <c>item_coverage@10</c>, <c>novelty@10</c> and, where a similarity was given,
/// <c>diversity@10</c>, for each cutoff.
/// </summary>
public sealed record RankingMetrics : IMetrics
{
    private readonly IReadOnlyList<string> _measures;

    internal RankingMetrics(IReadOnlyList<string> measures, IReadOnlyList<int> cutoffs, IReadOnlyList<int> users, IReadOnlyDictionary<string, double[]> perUser) =>
        (_measures, Cutoffs, Users, PerUser) = (measures, cutoffs, users, perUser);

    /// <summary>Lengths of list measured, rising.</summary>
    public IReadOnlyList<int> Cutoffs { get; }

    /// <summary>Indices of the users measured, rising: those with a relevant test item.</summary>
    public IReadOnlyList<int> Users { get; }

    /// <summary>Users left out because no test item of theirs is relevant.</summary>
    public int UsersLeftOut { get; init; }

    /// <summary>Items in the catalogue that every list is chosen from.</summary>
    public int Items { get; init; }

    /// <summary>How many different items were shown to the users together, by cutoff.</summary>
    public required IReadOnlyDictionary<int, int> DifferentItems { get; init; }

    /// <summary>One value a user of <see cref="Users"/>, in that order, by key; for intervals and for comparing two recommenders user by user. Coverage has none: it belongs to all lists together.</summary>
    public IReadOnlyDictionary<string, double[]> PerUser { get; }

    /// <summary>The mean over users of each measure at each cutoff, and the coverage.</summary>
    public IEnumerable<Metric> All
    {
        get
        {
            foreach (var measure in _measures)
            {
                foreach (var cutoff in Cutoffs)
                {
                    yield return new(RankingEvaluation.Key(measure, cutoff), this[measure, cutoff], Better.Higher);
                }
            }
        }
    }

    /// <summary>One number: <c>metrics["ndcg", 10]</c>.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public double this[string measure, int cutoff]
    {
        get
        {
            if (measure == RankingEvaluation.Coverage)
            {
                return (double)DifferentItems[cutoff] / Items;
            }
            var values = PerUser[RankingEvaluation.Key(measure, cutoff)];
            var sum = 0.0;
            foreach (var value in values)
            {
                sum += value;
            }
            return sum / values.Length;
        }
    }
}
