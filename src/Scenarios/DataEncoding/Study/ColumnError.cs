using Pipelines.Data;

namespace DataEncoding.Study;

/// <summary>How well one column of the table comes back, on rows that were held out.</summary>
/// <param name="Name">The column.</param>
/// <param name="IsText">True for texts, whose errors are shares of wrong cells; those of numbers are root mean squares in their own unit.</param>
/// <param name="Autoencoder">Error of the saved model.</param>
/// <param name="Pca">Error of the components.</param>
/// <param name="Always">Error of always the mean, or always the most frequent text, of these rows.</param>
internal sealed record ColumnError(string Name, bool IsText, double Autoencoder, double Pca, double Always)
{
    /// <summary>Error as a share of that of always the same answer: 0 is exact, 1 is nothing learned; NaN where the column never varies.</summary>
    public double Share => Always > 0 ? Autoencoder / Always : double.NaN;

    /// <summary>The columns that could be compared, the worst first. Missing cells and times are left out.</summary>
    /// <param name="truth">The rows as they are.</param>
    /// <param name="autoencoder">The same rows come back from the autoencoder.</param>
    /// <param name="pca">And from components.</param>
    public static IReadOnlyList<ColumnError> Of(Table truth, Table autoencoder, Table pca)
    {
        var errors = new List<ColumnError>();
        foreach (var ours in autoencoder.Columns)
        {
            switch (truth.Find(ours.Name), ours, pca.Find(ours.Name))
            {
                case (NumberColumn x, NumberColumn y, NumberColumn z):
                    var mean = x.Values.Where(v => !double.IsNaN(v)).DefaultIfEmpty(0).Average();
                    errors.Add(new(x.Name, false, Off(x, r => y.Values[r]), Off(x, r => z.Values[r]), Off(x, _ => mean)));
                    break;
                case (TextColumn x, TextColumn y, TextColumn z):
                    var frequent = Enumerable.Range(0, x.Rows).Where(r => !x.IsMissing(r)).GroupBy(x.Text, StringComparer.Ordinal).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? "";
                    errors.Add(new(x.Name, true, Wrong(x, y.Text), Wrong(x, z.Text), Wrong(x, _ => frequent)));
                    break;
            }
        }
        return [.. errors.Where(e => e.Always > 0).OrderByDescending(e => e.Share)];
    }

    private static double Off(NumberColumn truth, Func<int, double> answer)
    {
        var (sum, count) = (0.0, 0);
        for (var r = 0; r < truth.Rows; r++)
        {
            if (!truth.IsMissing(r))
            {
                sum += Math.Pow(truth.Values[r] - answer(r), 2);
                count++;
            }
        }
        return count > 0 ? Math.Sqrt(sum / count) : 0;
    }

    private static double Wrong(TextColumn truth, Func<int, string> answer)
    {
        var (wrong, count) = (0, 0);
        for (var r = 0; r < truth.Rows; r++)
        {
            if (!truth.IsMissing(r))
            {
                wrong += truth.Text(r) == answer(r) ? 0 : 1;
                count++;
            }
        }
        return count > 0 ? (double)wrong / count : 0;
    }
}
