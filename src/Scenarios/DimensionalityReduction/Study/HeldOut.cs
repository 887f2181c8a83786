namespace DimensionalityReduction.Study;

/// <summary>What a number of components keeps of rows that they were not fitted on.</summary>
/// <param name="Components">How many components.</param>
/// <param name="Errors">Squared distance of each row of the study from the plane of the components.</param>
/// <param name="Spread">Squared distance of each row from a mean (of the training rows, or of these), which is what no component at all leaves.</param>
/// <param name="Columns">How many columns the distances are over.</param>
internal sealed record HeldOut(int Components, double[] Errors, double[] Spread, int Columns)
{
    /// <summary>Share of the variance kept, 0 to 1.</summary>
    public double VarianceKept => Spread.Sum() is > 0 and var spread ? 1 - (Errors.Sum() / spread) : 1;

    /// <summary>Root mean squared difference between a number and its reconstruction.</summary>
    /// <remarks>What rounding alone leaves is 0.</remarks>
    public double Rmse => Errors.Sum() is var sum && sum > 1e-12 * Spread.Sum() ? Math.Sqrt(sum / Errors.Length / Columns) : 0;
}
