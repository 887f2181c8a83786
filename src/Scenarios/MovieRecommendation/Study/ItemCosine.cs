using Pipelines.Data;

namespace MovieRecommendation.Study;

/// <summary>How alike two items are by who used them: the cosine of their sets of users, from 0 to 1. For the diversity of lists.</summary>
internal sealed class ItemCosine(Ratings ratings)
{
    private readonly SparseMatrix _byItem = ratings.Cells.Transpose();

    /// <summary>The cosine of two items; 0 where one has no users.</summary>
    public double Of(int a, int b)
    {
        var first = _byItem.View[a].Indices;
        var second = _byItem.View[b].Indices;
        if (first.IsEmpty || second.IsEmpty)
        {
            return 0;
        }
        int i = 0, j = 0, both = 0;
        while (i < first.Length && j < second.Length)
        {
            var order = first[i] - second[j];
            both += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return both / Math.Sqrt((double)first.Length * second.Length);
    }
}
