using Pipelines;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace CustomerSegmentation;

/// <summary>The options and roles that are this scenario's own.</summary>
internal static class SegmentOptions
{
    /// <summary>The made transactions, the default.</summary>
    public const string Made = "shop/transactions.csv";

    /// <summary>The real insurance customers: <c>--data coil2000</c>.</summary>
    public const string Insurance = "coil2000/coil2000.csv";

    /// <summary>Who.</summary>
    public static VerbOption<string?> CustomerColumn { get; } = VerbOption.Text("customer-col", "COLUMN", null, "--user-col", "--id-col");

    /// <summary>How much money a line is.</summary>
    public static VerbOption<string?> AmountColumn { get; } = VerbOption.Text("amount-col", "COLUMN");

    /// <summary>How many pieces.</summary>
    public static VerbOption<string?> QuantityColumn { get; } = VerbOption.Text("quantity-col", "COLUMN");

    /// <summary>The price of one.</summary>
    public static VerbOption<string?> PriceColumn { get; } = VerbOption.Text("price-col", "COLUMN");

    /// <summary>Which order a line belongs to.</summary>
    public static VerbOption<string?> OrderColumn { get; } = VerbOption.Text("order-col", "COLUMN");

    /// <summary>What was bought.</summary>
    public static VerbOption<string?> ProductColumn { get; } = VerbOption.Text("product-col", "COLUMN", null, "--item-col");

    /// <summary>What is measured by segment and never forms one.</summary>
    public static VerbOption<string?> OutcomeColumn { get; } = VerbOption.Text("outcome-col", "COLUMN", null, "--target", "--label-col");

    /// <summary>What the rows are.</summary>
    public static VerbOption<string?> Input { get; } = VerbOption.Choice("input", ["auto", "transactions", "customers"], "auto");

    /// <summary>The day that features look back from.</summary>
    public static VerbOption<string?> AsOf { get; } = VerbOption.Text("as-of", "DATE");

    /// <summary>How many days after it are held out to measure by.</summary>
    public static VerbOption<long?> Horizon { get; } = VerbOption.Whole("horizon", Bounds.Closed(0, 100_000));

    /// <summary>Leaves out postage, discounts and fees.</summary>
    public static VerbOption<bool> ProductsOnly { get; } = VerbOption.Flag("products-only");

    /// <summary>How segments are found.</summary>
    public static VerbOption<string?> Method { get; } = VerbOption.Choice("method", ["auto", .. Study.Methods.Known], "auto");

    /// <summary>How many segments.</summary>
    public static VerbOption<long?> Segments { get; } = VerbOption.Whole("segments", Bounds.Closed(1, 1000));

    /// <summary>The most that are tried.</summary>
    public static VerbOption<long?> MostSegments { get; } = VerbOption.Whole("max-segments", Bounds.Closed(2, 50), 10);

    /// <summary>The least bootstrap agreement of stable segments.</summary>
    public static VerbOption<double?> Stability { get; } = VerbOption.Number("stability", Bounds.Closed(0, 1), 0.95);

    /// <summary>The least share of customers in a segment.</summary>
    public static VerbOption<double?> Smallest { get; } = VerbOption.Number("smallest", Bounds.ClosedOpen(0, 0.5), 0.02);

    /// <summary>How often customers are drawn anew.</summary>
    public static VerbOption<long?> Replicates { get; } = VerbOption.Whole("replicates", Bounds.Closed(5, 1000), 20);

    /// <summary>The most customers that methods and numbers are tried on.</summary>
    public static VerbOption<long?> StudyRows { get; } = VerbOption.Whole("study-rows", Bounds.Closed(50, 1_000_000));

    /// <summary>What chooses method and number in place of the rule.</summary>
    public static VerbOption<string?> Optimize { get; } = VerbOption.Choice("optimize", Study.TrialMetrics.Optimized).Explained("option.optimize-by");

    /// <summary>What frequency counts.</summary>
    public static VerbOption<string?> Frequency { get; } = VerbOption.Choice("frequency", ["auto", "days", "orders"], "auto");

    /// <summary>How numbers are put on one scale.</summary>
    public static VerbOption<string?> Scaling { get; } = VerbOption.Choice("scaling", ["auto", "standard", "log", "robust", "none"], "auto");

    /// <summary>Who bought, or whom a row is about.</summary>
    public static Role CustomerRole { get; } = new("customer", CustomerColumn) { Content = RoleContent.Id, Names = [.. RoleNames.User, "id"], Required = false };

    /// <summary>When.</summary>
    public static Role TimeRole { get; } = new("time", SharedOptions.TimeColumn) { Content = RoleContent.Time, Names = RoleNames.Time, Required = false };

    /// <summary>For how much.</summary>
    public static Role AmountRole { get; } = new("amount", AmountColumn) { Content = RoleContent.Number, Names = [.. RoleNames.Amount, "dollars"], Required = false };

    /// <summary>How many.</summary>
    public static Role QuantityRole { get; } = new("quantity", QuantityColumn) { Content = RoleContent.Number, Names = RoleNames.Quantity, Required = false };

    /// <summary>Money a piece.</summary>
    public static Role PriceRole { get; } = new("price", PriceColumn) { Content = RoleContent.Number, Names = RoleNames.Price, Required = false };

    /// <summary>Which purchase.</summary>
    public static Role OrderRole { get; } = new("order", OrderColumn) { Content = RoleContent.Id, Names = RoleNames.Order, Required = false };

    /// <summary>What was bought.</summary>
    public static Role ProductRole { get; } = new("product", ProductColumn) { Content = RoleContent.Id, Names = RoleNames.Item, Required = false };

    /// <summary>What to measure segments by.</summary>
    public static Role OutcomeRole { get; } = new("outcome", OutcomeColumn) { Names = ["outcome", "response", "responded", "converted", "caravan", "churn", "churned", "renewed", "renewal", "subscribed", "purchased", "是否响应", "是否购买", "是否流失", "是否续费", "续费", "响应", "转化", "结果"], Required = false };

    /// <summary>All roles.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [CustomerRole, TimeRole, AmountRole, QuantityRole, PriceRole, OrderRole, ProductRole, OutcomeRole];

    /// <summary>Which columns of the data say what, and how customers are read from them.</summary>
    public static IReadOnlyList<VerbOption> Reading { get; } =
    [
        Input, CustomerColumn, SharedOptions.TimeColumn, AmountColumn, QuantityColumn, PriceColumn, OrderColumn, ProductColumn, OutcomeColumn, SharedOptions.Columns, SharedOptions.Ignore, AsOf, Horizon, Frequency, ProductsOnly,
    ];
}
