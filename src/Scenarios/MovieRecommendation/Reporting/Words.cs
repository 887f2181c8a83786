using Pipelines.Reporting;

namespace MovieRecommendation.Reporting;

/// <summary>What users and items are called: people and films where they are, users and items on other data.</summary>
internal sealed class Words(TextTable texts, bool films)
{
    private readonly string _kind = films ? "film" : "item";

    /// <summary>film</summary>
    public string Item => texts[$"word.{_kind}"];

    /// <summary>Film, at the head of a column.</summary>
    public string ItemHeading => texts[$"word.{_kind}.heading"];

    /// <summary>films, behind a number: in Chinese with its measure word.</summary>
    public string Counted => texts[$"word.{_kind}s.counted"];

    /// <summary>films</summary>
    public string Items => texts[$"word.{_kind}s"];

    /// <summary>The name of a model.</summary>
    public string Model(string key) => texts[$"model.{key}"];
}
