using Pipelines.Numerics;

namespace Pipelines.Clustering;

/// <summary>Prototypes of mixed rows and the dissimilarity from them.</summary>
/// <param name="Count">How many.</param>
/// <param name="Numbers">k x d means of standardised numbers.</param>
/// <param name="Modes">k x c codes.</param>
/// <param name="Gamma">What a category that differs counts.</param>
/// <param name="NumberColumns">d.</param>
/// <param name="TextColumns">c.</param>
internal sealed record PrototypeSet(int Count, float[] Numbers, int[] Modes, float Gamma, int NumberColumns, int TextColumns)
{
    /// <summary>‖x − x̄‖² + γ · (categories that differ).</summary>
    internal float Dissimilarity(MixedRows rows, int row, int prototype)
    {
        var codes = rows.Codes.AsSpan(row * TextColumns, TextColumns);
        var modes = Modes.AsSpan(prototype * TextColumns, TextColumns);
        var differing = 0;
        for (var j = 0; j < codes.Length; j++)
        {
            differing += codes[j] == modes[j] ? 0 : 1;
        }
        return SquaredDistance.Of(rows.Numbers.AsSpan(row * NumberColumns, NumberColumns), Numbers.AsSpan(prototype * NumberColumns, NumberColumns)) + (Gamma * differing);
    }

    /// <summary>The prototype of least dissimilarity, the first of equals.</summary>
    internal int Nearest(MixedRows rows, int row, out float dissimilarity)
    {
        var nearest = 0;
        dissimilarity = Dissimilarity(rows, row, 0);
        for (var k = 1; k < Count; k++)
        {
            var other = Dissimilarity(rows, row, k);
            if (other < dissimilarity)
            {
                (nearest, dissimilarity) = (k, other);
            }
        }
        return nearest;
    }

    /// <summary>Some of the prototypes, in that order.</summary>
    internal PrototypeSet Take(int[] places)
    {
        var (numbers, modes) = (new float[places.Length * NumberColumns], new int[places.Length * TextColumns]);
        for (var i = 0; i < places.Length; i++)
        {
            Numbers.AsSpan(places[i] * NumberColumns, NumberColumns).CopyTo(numbers.AsSpan(i * NumberColumns));
            Modes.AsSpan(places[i] * TextColumns, TextColumns).CopyTo(modes.AsSpan(i * TextColumns));
        }
        return this with { Count = places.Length, Numbers = numbers, Modes = modes };
    }
}
