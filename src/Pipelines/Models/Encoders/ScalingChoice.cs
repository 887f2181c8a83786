namespace Pipelines.Models.Encoders;

/// <summary>Which scaling suits a column, by how lopsided it is, and why.</summary>
/// <remarks>
/// The rule: a skewness (m₃ / m₂^1.5) of at most 1 in size is scaled by mean and deviation; a longer tail to the right, as amounts and counts have, by the logarithm where that at least halves the skewness;
/// what is left by median and quartiles. Clusterings of different scalings cannot be compared by their silhouettes, which are often higher for the worse one, so the columns themselves decide.
/// </remarks>
/// <param name="Scaling"><see cref="Scaling.Standard"/>, <see cref="Scaling.Log1p"/> or <see cref="Scaling.Robust"/>.</param>
/// <param name="Skewness">The skewness of the values; 0 where they do not vary.</param>
/// <param name="SkewnessOfLogarithm">The skewness of sign(x) log(1 + |x|).</param>
public readonly record struct ScalingChoice(Scaling Scaling, double Skewness, double SkewnessOfLogarithm)
{
    /// <summary>Applies the rule to the values of one column.</summary>
    /// <param name="values">Any numbers; NaN is left out.</param>
    public static ScalingChoice Of(ReadOnlySpan<double> values)
    {
        var known = new List<double>(values.Length);
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                known.Add(value);
            }
        }
        var plain = Skew(known);
        for (var i = 0; i < known.Count; i++)
        {
            known[i] = Log1pScalerModel.SignedLog1p(known[i]);
        }
        var logarithmic = Skew(known);
        var scaling = Math.Abs(plain) <= 1 ? Scaling.Standard : plain > 1 && Math.Abs(logarithmic) <= plain / 2 ? Scaling.Log1p : Scaling.Robust;
        return new(scaling, plain, logarithmic);
    }

    private static double Skew(List<double> values)
    {
        double mean = 0, size = 0;
        foreach (var value in values)
        {
            mean += value / values.Count;
            size = Math.Max(size, Math.Abs(value));
        }
        double second = 0, third = 0;
        foreach (var value in values)
        {
            // In the unit of the largest value, so that cubes of large amounts stay finite.
            var away = (value - mean) / Math.Max(size, double.Epsilon);
            second += away * away / values.Count;
            third += away * away * away / values.Count;
        }
        return second > 1e-24 ? third / Math.Pow(second, 1.5) : 0;
    }
}
