namespace Pipelines.Evaluation;

/// <summary>Writes one score an item for a user; larger means higher in the list, NaN never shown. Called from several threads at once.</summary>
/// <param name="user">Index of the user in the training ratings.</param>
/// <param name="scores">Receives the scores, one an item of the whole catalogue.</param>
public delegate void ScoreItems(int user, Span<float> scores);
