using System.Globalization;
using System.Runtime.InteropServices;
using Pipelines.Data;

namespace Pipelines.Clustering;

/// <summary>Transactions as <see cref="Rfm"/> reads them: customers and orders as numbers, calendar days, amounts.</summary>
internal sealed class RfmLines
{
    /// <summary>The day of a line without a time.</summary>
    public const int NoDay = int.MinValue;

    private readonly bool[] _products;
    private readonly int[] _productOf;

    private RfmLines(Table table, RfmColumns columns)
    {
        Rows = table.Rows;
        (CustomerOf, Customers) = Codes(table[columns.Customer]);
        OrderOf = columns.Order is null ? [] : Codes(table[columns.Order]).Of;
        Days = new int[Rows];
        LastDay = NoDay;
        var times = table[columns.Time] as TimeColumn ?? throw new DataException("rfm.time", $"Rfm must be given times in column '{columns.Time}'; got another type. Name the column of dates, or correct the cells that are none.");
        for (var r = 0; r < Rows; r++)
        {
            Days[r] = times.IsMissing(r) ? NoDay : (int)(times.Ticks[r] / TimeSpan.TicksPerDay);
            LastDay = Math.Max(LastDay, Days[r]);
        }
        if (LastDay == NoDay)
        {
            throw new DataException("rfm.times", $"Rfm must be given times in column '{columns.Time}'; all {Rows} cells are empty. Check how the data was read.");
        }
        Amounts = AmountsOf(table, columns);
        if (columns.Product is { } name && table[name] is TextColumn products)
        {
            _productOf = products.Codes;
            _products = new bool[products.Levels.Count];
            for (var i = 0; i < _products.Length; i++)
            {
                _products[i] = products.Levels[i].AsSpan().ContainsAnyInRange('0', '9');
            }
        }
        else
        {
            (_productOf, _products) = ([], []);
        }
    }

    public int Rows { get; }

    /// <summary>The customer of each line; −1 where there is none.</summary>
    public int[] CustomerOf { get; }

    /// <summary>Their ids, sorted.</summary>
    public string[] Customers { get; }

    /// <summary>The order of each line, −1 where there is none; empty without a column of orders.</summary>
    public int[] OrderOf { get; }

    /// <summary>Days since 0001-01-01, as <see cref="DateOnly.DayNumber"/>.</summary>
    public int[] Days { get; }

    public int LastDay { get; }

    public double[] Amounts { get; }

    public static RfmLines Of(Table table, RfmColumns columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        return new(table, columns);
    }

    /// <summary>False where the code of what was bought has no digit.</summary>
    public bool IsProduct(int row) => _productOf.Length == 0 || _productOf[row] < 0 || _products[_productOf[row]];

    private static double[] AmountsOf(Table table, RfmColumns columns)
    {
        if (columns.Amount is { } amount)
        {
            return Numbers(table, amount);
        }
        if (columns.Quantity is null || columns.Price is null)
        {
            throw new DataException("rfm.amount", $"Rfm must be told where amounts are; got quantity '{columns.Quantity}', price '{columns.Price}' and no amount. Name a column of amounts, or one of quantities and one of prices.");
        }
        var (quantities, prices) = (Numbers(table, columns.Quantity), Numbers(table, columns.Price));
        var product = new double[quantities.Length];
        for (var r = 0; r < product.Length; r++)
        {
            product[r] = quantities[r] * prices[r];
        }
        return product;
    }

    private static double[] Numbers(Table table, string name)
    {
        var values = (table[name] as NumberColumn ?? throw new DataException("rfm.number", $"Rfm must be given numbers in column '{name}'; got another type. Name another column, or correct the cells that are no numbers.")).Values;
        for (var r = 0; r < values.Length; r++)
        {
            if (double.IsInfinity(values[r]))
            {
                throw new DataException("rfm.finite", $"Rfm must be given finite numbers in column '{name}'; got {values[r]} in row {r}. Correct the cell or make it empty.");
            }
        }
        return values;
    }

    /// <summary>Numbers cells by their sorted values; −1 where a cell is missing.</summary>
    private static (int[] Of, string[] Names) Codes(Column column)
    {
        var codes = new int[column.Rows];
        if (column is TextColumn text)
        {
            var order = new int[text.Levels.Count];
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }
            Array.Sort(order, (a, b) => string.CompareOrdinal(text.Levels[a], text.Levels[b]));
            var place = new int[order.Length];
            for (var i = 0; i < order.Length; i++)
            {
                place[order[i]] = i;
            }
            for (var r = 0; r < codes.Length; r++)
            {
                codes[r] = text.Codes[r] < 0 ? -1 : place[text.Codes[r]];
            }
            return (codes, Array.ConvertAll(order, i => text.Levels[i]));
        }
        var values = column switch
        {
            NumberColumn numbers => numbers.Values,
            _ => throw new DataException("rfm.id", $"Rfm must be given ids as text or numbers in column '{column.Name}'; got times. Name another column."),
        };
        var places = new Dictionary<double, int>();
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(places, value, out _) = 0;
            }
        }
        var sorted = new double[places.Count];
        places.Keys.CopyTo(sorted, 0);
        Array.Sort(sorted);
        for (var i = 0; i < sorted.Length; i++)
        {
            places[sorted[i]] = i;
        }
        for (var r = 0; r < codes.Length; r++)
        {
            codes[r] = double.IsNaN(values[r]) ? -1 : places[values[r]];
        }
        return (codes, Array.ConvertAll(sorted, v => v.ToString("R", CultureInfo.InvariantCulture)));
    }
}
