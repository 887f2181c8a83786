namespace Pipelines.Supervised;

/// <summary>Which probabilities <see cref="DummyClassifier"/> always predicts.</summary>
public enum DummyClassification
{
    /// <summary>The share of each class among the training targets.</summary>
    Prior,

    /// <summary>1 for the most frequent class, 0 for the others.</summary>
    MostFrequent,
}
