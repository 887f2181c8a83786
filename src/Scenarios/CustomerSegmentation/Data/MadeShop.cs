using System.Globalization;
using System.Text;
using Pipelines;

namespace CustomerSegmentation.Data;

/// <summary>
/// The transactions of a shop that does not exist: 18 months of about 3,000 customers of six planted kinds, with what real exports have: returns, postage lines, orders of guests without a customer. The last three months are for holding out.
/// Always the same bytes: everything is drawn from one seed, each customer by their own stream.
/// </summary>
internal static class MadeShop
{
    /// <summary>The first day.</summary>
    public static readonly DateOnly First = new(2024, 1, 1);

    /// <summary>The day that planted kinds are described on; from it on everything is the next period.</summary>
    public static readonly DateOnly Cut = new(2025, 4, 1);

    /// <summary>The last day.</summary>
    public static readonly DateOnly Last = new(2025, 6, 29);

    private const long Seed = 20250401;
    private const int GuestOrders = 1600;
    private const double Postage = 3.9;

    /// <summary>The file: order_id, customer_id, date, product, quantity, unit_price; by date.</summary>
    public static byte[] Csv()
    {
        var lines = Lines();
        var text = new StringBuilder("order_id,customer_id,date,product,quantity,unit_price\n", lines.Count * 42);
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Order},{line.Customer},{line.Day:yyyy-MM-dd},{line.Product},{line.Quantity},{line.Price:0.00}\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The planted kind of each customer, by id.</summary>
    public static IReadOnlyDictionary<string, string> Planted()
    {
        var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (kind, customer) in Customers())
        {
            kinds[IdOf(customer)] = kind.Key;
        }
        return kinds;
    }

    private static IEnumerable<(MadeKind Kind, int Customer)> Customers()
    {
        var customer = 0;
        foreach (var kind in MadeKind.All)
        {
            for (var i = 0; i < kind.Customers; i++)
            {
                yield return (kind, customer++);
            }
        }
    }

    /// <summary>Ids say nothing of the kind: they step through all numbers in a scattered order.</summary>
    private static string IdOf(int customer) => string.Create(CultureInfo.InvariantCulture, $"C{10000 + (customer * 7919 % 9001)}");

    private static List<Line> Lines()
    {
        var orders = new List<Order>();
        foreach (var (kind, customer) in Customers())
        {
            Buy(kind, customer, orders);
        }
        var guests = Rng.At(Seed, 2);
        for (var i = 0; i < GuestOrders; i++)
        {
            orders.Add(new(First.AddDays(guests.NextBelow(Last.DayNumber - First.DayNumber + 1)), "", 38 * Math.Exp(0.6 * guests.NextGaussian()), orders.Count));
        }
        orders.Sort((a, b) => a.Day != b.Day ? a.Day.CompareTo(b.Day) : a.Place.CompareTo(b.Place));
        var lines = new List<Line>(orders.Count * 2);
        for (var i = 0; i < orders.Count; i++)
        {
            Write(orders[i], 100001 + i, lines);
        }
        lines.Sort((a, b) => a.Day != b.Day ? a.Day.CompareTo(b.Day) : a.Place.CompareTo(b.Place));
        return lines;
    }

    /// <summary>The orders of one customer: the last one before the cut where the kind has it, the others on days before, then the next period.</summary>
    private static void Buy(MadeKind kind, int customer, List<Order> orders)
    {
        var (rng, id) = (Rng.At(Seed, 1, customer), IdOf(customer));
        var count = Math.Max(1, (int)Math.Round(kind.Orders * Math.Exp(0.18 * rng.NextGaussian())));
        var away = kind.AwayLow + (int)Math.Round((kind.AwayHigh - kind.AwayLow) * rng.NextDouble());
        var basket = kind.Basket * Math.Exp(0.18 * rng.NextGaussian());
        var last = Cut.AddDays(-away);
        var oldest = Math.Max(First.DayNumber, Cut.DayNumber - kind.Since);
        var room = Math.Max(1, last.DayNumber - oldest);
        for (var i = 0; i < count; i++)
        {
            orders.Add(new(i == 0 ? last : DateOnly.FromDayNumber(last.DayNumber - rng.NextBelow(room)), id, basket * Math.Exp(0.3 * rng.NextGaussian()), orders.Count));
        }
        // The next period: a Poisson number of orders, by gaps between them.
        var days = Last.DayNumber - Cut.DayNumber + 1;
        for (var at = Gap(ref rng, kind.Next, days); at < days; at += Gap(ref rng, kind.Next, days))
        {
            orders.Add(new(Cut.AddDays((int)at), id, basket * Math.Exp(0.3 * rng.NextGaussian()), orders.Count));
        }
    }

    private static double Gap(ref Rng rng, double mean, int days) => -Math.Log(1 - rng.NextDouble()) * days / mean;

    /// <summary>The lines of one order: one to three products, now and then postage, now and then one sent back some days later.</summary>
    private static void Write(Order order, int number, List<Line> lines)
    {
        var rng = Rng.At(Seed, 3, number);
        var id = number.ToString(CultureInfo.InvariantCulture);
        var products = 1 + rng.NextBelow(3);
        for (var p = 0; p < products; p++)
        {
            var quantity = 1 + rng.NextBelow(3);
            var price = Math.Max(0.5, Math.Round(order.Amount / products / quantity, 2));
            var product = string.Create(CultureInfo.InvariantCulture, $"K{1000 + rng.NextBelow(400)}");
            lines.Add(new(order.Day, lines.Count, id, order.Customer, product, quantity, price));
            if (rng.NextDouble() < 0.02 && order.Day.AddDays(12) is var back && back <= Last)
            {
                lines.Add(new(back, lines.Count, "R" + id, order.Customer, product, -quantity, price));
            }
        }
        if (rng.NextDouble() < 0.12)
        {
            lines.Add(new(order.Day, lines.Count, id, order.Customer, "POST", 1, Postage));
        }
    }

    private readonly record struct Order(DateOnly Day, string Customer, double Amount, int Place);

    private readonly record struct Line(DateOnly Day, int Place, string Order, string Customer, string Product, int Quantity, double Price);
}
