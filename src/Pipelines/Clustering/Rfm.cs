using System.Runtime.InteropServices;
using Pipelines.Data;

namespace Pipelines.Clustering;

/// <summary>Turns transactions into features of customers: recency, frequency, monetary value, tenure and the gap between purchases, as they were known on a date.</summary>
/// <remarks>
/// The three measures are those of A. M. Hughes, Strategic Database Marketing, 1994, and J. Bult, T. Wansbeek, "Optimal selection for direct mail", Marketing Science 14, 1995. Days are calendar days as written in the data.
/// A line of amount 0 or more is a purchase; one below 0 is a return: it lowers what was spent and makes nobody recent or frequent.
/// O(n log n) time, 12 n bytes. Sums in double, in the order of the lines. The same table and date give the same features in whatever order the customers come.
/// </remarks>
public static class Rfm
{
    /// <summary>Computes the features.</summary>
    /// <param name="transactions">One line a purchase or return, in any order.</param>
    /// <param name="columns">Which columns are what.</param>
    /// <param name="asOf">Look back from this day; lines on it or later are left out. Null for the day after the last line.</param>
    /// <param name="options">Horizon and scores; null for the defaults.</param>
    /// <exception cref="DataException">A column is missing or of another type, an amount is infinite, or no customer has a purchase before that date.</exception>
    public static RfmFeatures Of(Table transactions, RfmColumns columns, DateOnly? asOf = null, RfmOptions? options = null)
    {
        var settings = (options ?? new()).Checked();
        var lines = RfmLines.Of(transactions, columns);
        var end = asOf?.DayNumber ?? lines.LastDay + 1;
        var start = settings.HorizonDays == 0 ? int.MinValue : end - settings.HorizonDays;
        var customers = lines.Customers.Length;
        var (first, last, days, orders, money) = (new int[customers], new int[customers], new int[customers], new int[customers], new double[customers]);
        Array.Fill(last, int.MinValue);
        var (dayKeys, orderKeys) = (new List<long>(), new List<long>());
        var byOrders = settings.Frequency == RfmFrequency.Orders || (settings.Frequency == RfmFrequency.Auto && columns.Order is not null);
        int used = 0, missing = 0, incomplete = 0, after = 0, before = 0, returns = 0, others = 0;
        double returned = 0, known = 0, lost = 0;
        for (var r = 0; r < lines.Rows; r++)
        {
            var (customer, day, amount) = (lines.CustomerOf[r], lines.Days[r], lines.Amounts[r]);
            if (day == RfmLines.NoDay || double.IsNaN(amount))
            {
                incomplete++;
                continue;
            }
            others += lines.IsProduct(r) ? 0 : 1;
            if (day >= end || day < start)
            {
                after += day >= end ? 1 : 0;
                before += day < start ? 1 : 0;
                continue;
            }
            known += amount;
            if (customer < 0)
            {
                missing++;
                lost += amount;
                continue;
            }
            if (settings.ProductsOnly && !lines.IsProduct(r))
            {
                continue;
            }
            used++;
            money[customer] += amount;
            if (amount < 0)
            {
                returns++;
                returned += amount;
                continue;
            }
            first[customer] = last[customer] == int.MinValue ? day : Math.Min(first[customer], day);
            last[customer] = Math.Max(last[customer], day);
            dayKeys.Add(((long)customer << 32) | (uint)day);
            if (byOrders)
            {
                // A line without an order is an order of its own.
                orderKeys.Add(((long)customer << 32) | (uint)(lines.OrderOf.Length > 0 && lines.OrderOf[r] >= 0 ? lines.OrderOf[r] : int.MinValue + r));
            }
        }
        CountDistinct(dayKeys, days);
        CountDistinct(orderKeys, orders);
        var buyers = new List<int>();
        int negative = 0, idle = 0;
        var seen = new bool[customers];
        for (var r = 0; r < lines.Rows; r++)
        {
            if (lines.CustomerOf[r] >= 0 && lines.Days[r] != RfmLines.NoDay && lines.Days[r] < end && lines.Days[r] >= start && !double.IsNaN(lines.Amounts[r]))
            {
                seen[lines.CustomerOf[r]] = true;
            }
        }
        for (var c = 0; c < customers; c++)
        {
            if (last[c] != int.MinValue)
            {
                buyers.Add(c);
                negative += money[c] < 0 ? 1 : 0;
            }
            else if (seen[c])
            {
                idle++;
            }
        }
        if (buyers.Count == 0)
        {
            throw new DataException("rfm.none", $"Rfm found no purchase before {DateOnly.FromDayNumber(Math.Clamp(end, 0, DateOnly.MaxValue.DayNumber)):yyyy-MM-dd} among {lines.Rows} lines: {missing} without a customer, {incomplete} without time or amount, {after} later, {before} before the horizon, {returns} returns. Check the columns and the date.");
        }
        var facts = new RfmFacts
        {
            Rows = lines.Rows,
            UsedRows = used,
            WithoutCustomer = missing,
            WithoutCustomerShare = known > 0 ? lost / known : double.NaN,
            Incomplete = incomplete,
            After = after,
            BeforeHorizon = before,
            Returns = returns,
            ReturnedAmount = returned,
            NonProducts = others,
            WithoutPurchase = idle,
            NegativeTotals = negative,
        };
        double[] Each(Func<int, double> value) => [.. buyers.ConvertAll(c => value(c))];
        return new(DateOnly.FromDayNumber(end), byOrders, facts, settings, buyers.ConvertAll(c => lines.Customers[c]))
        {
            Recency = Each(c => end - last[c]),
            Frequency = Each(c => byOrders ? orders[c] : days[c]),
            Monetary = Each(c => money[c]),
            Tenure = Each(c => end - first[c]),
            PurchaseGap = Each(c => days[c] > 1 ? (last[c] - first[c]) / (days[c] - 1.0) : double.NaN),
        };
    }

    /// <summary>What the same customers spent from the as-of date on, returns taken off: the outcome that segments made before it should tell.</summary>
    /// <param name="transactions">The lines, with those after the date.</param>
    /// <param name="columns">Which columns are what.</param>
    /// <param name="features">The customers and their date.</param>
    /// <param name="days">How many days to look ahead, at least 1; null for all there are.</param>
    /// <returns>One amount for each customer of <paramref name="features"/>; 0 for those who did not come back.</returns>
    /// <exception cref="DataException">A column is missing or of another type, or no line falls into that time.</exception>
    public static double[] SpendAfter(Table transactions, RfmColumns columns, RfmFeatures features, int? days = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        var lines = RfmLines.Of(transactions, columns);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < features.Customers.Count; i++)
        {
            places[features.Customers[i]] = i;
        }
        var placeOf = Array.ConvertAll(lines.Customers, name => places.GetValueOrDefault(name, -1));
        var start = features.AsOf.DayNumber;
        var end = days is null ? int.MaxValue : (long)start + Math.Max(1, days.Value);
        var spend = new double[features.Customers.Count];
        var found = 0;
        for (var r = 0; r < lines.Rows; r++)
        {
            if (lines.Days[r] != RfmLines.NoDay && lines.Days[r] >= start && lines.Days[r] < end && !double.IsNaN(lines.Amounts[r]))
            {
                found++;
                if (lines.CustomerOf[r] >= 0 && placeOf[lines.CustomerOf[r]] >= 0 && (!features.Options.ProductsOnly || lines.IsProduct(r)))
                {
                    spend[placeOf[lines.CustomerOf[r]]] += lines.Amounts[r];
                }
            }
        }
        return found > 0 ? spend : throw new DataException("rfm.after", $"Rfm found no line from {features.AsOf:yyyy-MM-dd} on. Choose an earlier as-of date, so that a period is left to measure.");
    }

    /// <summary>Adds to each customer how many different keys begin with it.</summary>
    private static void CountDistinct(List<long> keys, int[] counts)
    {
        keys.Sort();
        var sorted = CollectionsMarshal.AsSpan(keys);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                counts[(int)(sorted[i] >> 32)]++;
            }
        }
    }
}
