namespace Pipelines.Evaluation;

/// <summary>Numerators and denominators summed over each unit, in the order in which units first appear.</summary>
internal sealed class UnitSums
{
    private UnitSums(double[] numerators, double[]? denominators)
    {
        (Numerators, Denominators) = (numerators, denominators);
        for (var i = 0; i < numerators.Length; i++)
        {
            Numerator += numerators[i];
            Denominator += DenominatorOf(i);
        }
    }

    public double[] Numerators { get; }

    /// <summary>Null where each is 1.</summary>
    public double[]? Denominators { get; }

    public double Numerator { get; }

    public double Denominator { get; }

    public double DenominatorOf(int unit) => Denominators is null ? 1 : Denominators[unit];

    public double MeanOf(int unit) => Denominators is null ? Numerators[unit] : Numerators[unit] / Denominators[unit];

    /// <summary>A mean of values: the denominator of a group is its number of rows.</summary>
    public static UnitSums Of(ReadOnlySpan<double> values, ReadOnlySpan<int> groups) => Of(values, default, groups);

    public static UnitSums Of(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, ReadOnlySpan<int> groups)
    {
        const string owner = nameof(Bootstrap);
        EvaluationInput.SameLength(owner, numerators.Length, "values", numerators.Length);
        EvaluationInput.Finite(owner, "values", numerators);
        if (!denominators.IsEmpty)
        {
            EvaluationInput.SameLength(owner, numerators.Length, "denominators", denominators.Length);
            EvaluationInput.Finite(owner, "denominators", denominators);
        }
        if (groups.IsEmpty)
        {
            return new(numerators.ToArray(), denominators.IsEmpty ? null : denominators.ToArray());
        }
        EvaluationInput.SameLength(owner, numerators.Length, "groups", groups.Length);
        var places = new Dictionary<int, int>();
        List<double> above = [], below = [];
        for (var i = 0; i < numerators.Length; i++)
        {
            if (!places.TryGetValue(groups[i], out var place))
            {
                places.Add(groups[i], place = above.Count);
                above.Add(0);
                below.Add(0);
            }
            above[place] += numerators[i];
            below[place] += denominators.IsEmpty ? 1 : denominators[i];
        }
        return new([.. above], [.. below]);
    }
}
