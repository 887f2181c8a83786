namespace Pipelines.Clustering;

/// <summary>What one search from one start came to.</summary>
/// <param name="Centroids">k rows of d values.</param>
/// <param name="Sizes">Rows of each cluster.</param>
/// <param name="Inertia">Σ w ‖x − c‖² over all rows.</param>
/// <param name="Iterations">Passes taken.</param>
/// <param name="Converged">False where the passes ran out.</param>
internal sealed record KMeansResult(float[] Centroids, int[] Sizes, double Inertia, int Iterations, bool Converged);
