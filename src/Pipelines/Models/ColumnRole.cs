namespace Pipelines.Models;

/// <summary>What a table's column is used for.</summary>
public enum ColumnRole
{
    /// <summary>Something to predict from.</summary>
    Feature,

    /// <summary>What is to be predicted; absent when predicting.</summary>
    Target,
}
