namespace Pipelines.Clustering;

/// <summary>How <see cref="RfmScores"/> treats customers of equal value, of which frequency has many.</summary>
public enum RfmTies
{
    /// <summary>Equal customers get the same score, that of the lowest of them: nobody is ranked by chance. Groups may then differ in size.</summary>
    Equal,

    /// <summary>Equal customers are ranked in the order of their names, so that groups are of one size: the usual recipe (pandas: <c>qcut(rank(method="first"))</c>), which tells equal customers apart by nothing.</summary>
    InOrder,
}
