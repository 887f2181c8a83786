using Pipelines.Data;

namespace Pipelines.Neighbors;

/// <summary>What every index checks of a question, in the same words.</summary>
internal static class NeighborChecks
{
    /// <summary>Queries are as wide as the points, and finite.</summary>
    public static void NeedQueries(this INeighborIndex index, MatrixView queries, string owner)
    {
        queries.NeedColumns(owner, index.Points.Columns);
        queries.NeedFinite(owner);
    }

    /// <summary>There are enough rows to name k of them, and the spans hold k a query.</summary>
    /// <exception cref="DataException">They do not fit.</exception>
    public static void NeedNeighbors(int k, int available, int queries, int indices, int squaredDistances, string owner)
    {
        if (k < 1 || k > available)
        {
            throw new DataException("neighbors.count", $"{owner}.k must be from 1 to {available}, the rows there are to choose from; got {k}. Ask for fewer neighbours or give more rows.");
        }
        var need = (long)queries * k;
        if (indices != need || squaredDistances != need)
        {
            throw new DataException("neighbors.length", $"{owner} must be given room for {queries} x {k} = {need} neighbours; got {indices} indices and {squaredDistances} squared distances. Pass one place a neighbour.");
        }
    }

    /// <summary>A radius is a finite length.</summary>
    /// <exception cref="DataException">It is not.</exception>
    public static void NeedRadius(double radius, string owner)
    {
        if (!(radius >= 0 && double.IsFinite(radius)))
        {
            throw new DataException("neighbors.radius", $"{owner}.radius must be a finite number, at least 0; got {radius}. Give a distance in the unit of the columns.");
        }
    }

    /// <summary>Stopping at no neighbour counts nothing.</summary>
    /// <exception cref="DataException">It is below 1.</exception>
    public static void NeedEnough(int enough, string owner)
    {
        if (enough < 1)
        {
            throw new DataException("neighbors.enough", $"{owner}.enough must be at least 1; got {enough}. Leave it out to count all neighbours.");
        }
    }
}
