namespace Pipelines.Clustering;

/// <summary>Rows of standardised numbers and of category codes.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Numbers">n x d.</param>
/// <param name="Codes">n x c: 0 is missing, −1 a text that training did not have.</param>
internal readonly record struct MixedRows(int Rows, float[] Numbers, int[] Codes);
