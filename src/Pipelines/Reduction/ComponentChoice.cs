namespace Pipelines.Reduction;

/// <summary>How many components are worth keeping.</summary>
public static class ComponentChoice
{
    /// <summary>The fewest components that explain a share of the variance.</summary>
    /// <param name="model">A model fitted with all components it may choose from.</param>
    /// <param name="share">More than 0 and at most 1.</param>
    /// <returns>From 1 to <see cref="PcaModel.ResultColumns"/>; all of them where even all explain less.</returns>
    /// <exception cref="DataException">The share is outside its range.</exception>
    public static int ByVariance(PcaModel model, double share)
    {
        if (!(share > 0 && share <= 1))
        {
            throw new DataException("reduction.share", $"ComponentChoice.share must be more than 0 and at most 1; got {share}. Pass 0.95 for 95 %.");
        }
        return ByVariance(model.ExplainedVarianceRatio, 1, share);
    }

    internal static int ByVariance(ReadOnlySpan<double> parts, double total, double share)
    {
        var sum = 0.0;
        for (var i = 0; i < parts.Length; i++)
        {
            sum += parts[i];
            // A sum that should be exactly the share may miss it by rounding.
            if (sum >= (share - 1e-12) * total)
            {
                return i + 1;
            }
        }
        return parts.Length;
    }
}
