using Pipelines.Models;

namespace Pipelines.Clustering;

/// <summary>How features of customers were made from transactions, and the cuts of their scores: kept with a model, so that new transactions are read the same way and scored by the same cuts.</summary>
public sealed record RfmRule
{
    /// <summary>Which columns of the transactions are what.</summary>
    public required RfmColumns Columns { get; init; }

    /// <summary>Horizon and scores.</summary>
    public RfmOptions Options { get; init; } = new();

    /// <summary>The day the features were taken on. New transactions are taken on the day after their last line unless another is named.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>As <see cref="RfmScores.RecencyCuts"/>: the most days of each score above 1.</summary>
    public required IReadOnlyList<double> RecencyCuts { get; init; }

    /// <summary>As <see cref="RfmScores.FrequencyCuts"/>: the lowest frequency of each score above 1.</summary>
    public required IReadOnlyList<double> FrequencyCuts { get; init; }

    /// <summary>As <see cref="RfmScores.MonetaryCuts"/>: the lowest amount of each score above 1.</summary>
    public required IReadOnlyList<double> MonetaryCuts { get; init; }

    /// <summary>The mean scores of recency, frequency and monetary value: above it is high in <see cref="GroupOf"/>.</summary>
    public required IReadOnlyList<double> MeanScores { get; init; }

    /// <summary>The rule of features that were computed.</summary>
    /// <param name="columns">The columns they were computed from.</param>
    /// <param name="features">The features.</param>
    public static RfmRule Of(RfmColumns columns, RfmFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var scores = features.Scores();
        return new()
        {
            Columns = columns,
            Options = features.Options,
            AsOf = features.AsOf,
            RecencyCuts = scores.RecencyCuts,
            FrequencyCuts = scores.FrequencyCuts,
            MonetaryCuts = scores.MonetaryCuts,
            MeanScores = [Mean(scores.Recency), Mean(scores.Frequency), Mean(scores.Monetary)],
        };
    }

    /// <summary>The scores of a customer by these cuts, 1 worst.</summary>
    /// <param name="recency">Days since the last purchase.</param>
    /// <param name="frequency">Orders or days with a purchase.</param>
    /// <param name="monetary">Amount spent.</param>
    public (int Recency, int Frequency, int Monetary) ScoresOf(double recency, double frequency, double monetary) =>
        (Score(-recency, RecencyCuts, -1), Score(frequency, FrequencyCuts, 1), Score(monetary, MonetaryCuts, 1));

    /// <summary>Which of the eight usual groups: 4 for a recency score above the mean of training, plus 2 for frequency, plus 1 for monetary value; 7 is high in all, 0 in none.</summary>
    /// <param name="recency">Days since the last purchase.</param>
    /// <param name="frequency">Orders or days with a purchase.</param>
    /// <param name="monetary">Amount spent.</param>
    public int GroupOf(double recency, double frequency, double monetary)
    {
        var (r, f, m) = ScoresOf(recency, frequency, monetary);
        return (r > MeanScores[0] ? 4 : 0) + (f > MeanScores[1] ? 2 : 0) + (m > MeanScores[2] ? 1 : 0);
    }

    internal void Write(ModelWriter writer)
    {
        foreach (var (name, value) in Named(Columns))
        {
            writer.Text($"rfm/{name}", value ?? "");
        }
        writer.Options("rfm/options", Options);
        writer.Whole("rfm/as-of", AsOf.DayNumber);
        writer.Doubles("rfm/recency-cuts", [.. RecencyCuts]);
        writer.Doubles("rfm/frequency-cuts", [.. FrequencyCuts]);
        writer.Doubles("rfm/monetary-cuts", [.. MonetaryCuts]);
        writer.Doubles("rfm/mean-scores", [.. MeanScores]);
    }

    internal static RfmRule Read(ModelReader reader)
    {
        var options = reader.Options<RfmOptions>("rfm/options");
        var cuts = options.Scores - 1;
        string? Name(string name) => reader.Text($"rfm/{name}") is { Length: > 0 } text ? text : null;
        return new()
        {
            Columns = new()
            {
                Customer = Name("customer") ?? throw reader.Damaged("rfm/customer", "is empty"),
                Time = Name("time") ?? throw reader.Damaged("rfm/time", "is empty"),
                Amount = Name("amount"),
                Quantity = Name("quantity"),
                Price = Name("price"),
                Order = Name("order"),
                Product = Name("product"),
            },
            Options = options,
            AsOf = DateOnly.FromDayNumber((int)reader.Whole("rfm/as-of", 0, DateOnly.MaxValue.DayNumber)),
            RecencyCuts = reader.Doubles("rfm/recency-cuts", cuts),
            FrequencyCuts = reader.Doubles("rfm/frequency-cuts", cuts),
            MonetaryCuts = reader.Doubles("rfm/monetary-cuts", cuts),
            MeanScores = reader.Doubles("rfm/mean-scores", 3),
        };
    }

    private static (string Name, string? Value)[] Named(RfmColumns columns) =>
    [
        ("customer", columns.Customer), ("time", columns.Time), ("amount", columns.Amount), ("quantity", columns.Quantity),
        ("price", columns.Price), ("order", columns.Order), ("product", columns.Product),
    ];

    private static double Mean(IReadOnlyList<int> scores)
    {
        long sum = 0;
        foreach (var score in scores)
        {
            sum += score;
        }
        return (double)sum / scores.Count;
    }

    /// <summary>The highest score whose cut the value reaches; scores that nobody had have no cut.</summary>
    private static int Score(double value, IReadOnlyList<double> cuts, int sign)
    {
        var score = 1;
        for (var i = 0; i < cuts.Count; i++)
        {
            score = value >= sign * cuts[i] ? i + 2 : score;
        }
        return score;
    }
}
