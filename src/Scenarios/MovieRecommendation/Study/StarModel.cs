using Pipelines.Evaluation;

namespace MovieRecommendation.Study;

/// <summary>One model's predictions of the held-out ratings.</summary>
/// <param name="Key">Stable name; the text <c>model.KEY</c> names it for people.</param>
/// <param name="Predictions">One a held-out rating.</param>
/// <param name="Metrics">All rows, with intervals over users.</param>
/// <param name="KnownRmse">RMSE where user and item have training ratings; NaN without such rows.</param>
/// <param name="ColdRmse">RMSE on the others; NaN without such rows.</param>
/// <param name="Seconds">How long fitting took.</param>
internal sealed record StarModel(string Key, float[] Predictions, RegressionMetrics Metrics, double KnownRmse, double ColdRmse, double Seconds);
