namespace DimensionalityReduction.Study;

/// <summary>k-means on so many components.</summary>
/// <param name="Components">How many numbers a row had.</param>
/// <param name="Seconds">What finding the clusters took, without the components themselves.</param>
/// <param name="Agreement">Adjusted Rand index with the clusters of all columns: 1 is the same, 0 is chance.</param>
/// <param name="WithClasses">Adjusted Rand index with the classes of the target; NaN where there are none.</param>
internal sealed record ClusterTrial(int Components, double Seconds, double Agreement, double WithClasses);
