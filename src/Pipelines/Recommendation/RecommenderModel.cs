using System.Buffers;
using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Recommendation;

/// <summary>
/// Everything that serving recommendations needs, in one model: who rated what, names of the items, a recommender for the lists, popularity for people of whom nothing is known,
/// and, with explicit feedback, a model that predicts stars. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Lists are ranked by <see cref="Lists"/>, never by predicted stars: those say how much a person would like a film once they watched it, and rank obscure films first.
/// Where the list model has nothing to say (no history, or one of items nobody else used) every unseen item scores the same, and popularity ranks instead.
/// The time of the ratings is not kept.
/// </remarks>
public sealed class RecommenderModel : IModel
{
    /// <summary>Puts the parts together without copying.</summary>
    /// <param name="history">The training ratings: what each person has seen.</param>
    /// <param name="catalogue">The items, in the order of <paramref name="history"/>.</param>
    /// <param name="lists">Ranks the items; must be an <see cref="IModel"/>.</param>
    /// <param name="popularity">Ranks for people of whom nothing is known.</param>
    /// <param name="stars">Predicts ratings; must be an <see cref="IModel"/>. Null where there are none to predict.</param>
    /// <param name="feedback">What the ratings are.</param>
    /// <exception cref="DataException">The parts know different numbers of users or items.</exception>
    /// <exception cref="ArgumentException">A part cannot be saved because it is no <see cref="IModel"/>.</exception>
    public RecommenderModel(Ratings history, Catalogue catalogue, IRecommender lists, PopularityModel popularity, IRatingModel? stars = null, Feedback feedback = Feedback.Explicit)
    {
        if (lists is not IModel || stars is not (null or IModel))
        {
            throw new ArgumentException("The models inside a RecommenderModel must be IModels, so that they can be saved with it.", lists is IModel ? nameof(stars) : nameof(lists));
        }
        (History, Catalogue, Lists, Popularity, Stars, Feedback) = (history, catalogue, lists, popularity, stars, feedback);
        if (Misfit() is { } part)
        {
            throw new DataException("recommender.parts", $"RecommenderModel.{part} must know the {history.Users.Count} users and {history.Items.Count} items of the history, and knows others. Fit every part on the same Ratings.");
        }
        (Lowest, Highest) = (float.NaN, float.NaN);
        foreach (var rating in history.Cells.Values)
        {
            Lowest = rating >= Lowest ? Lowest : rating;
            Highest = rating <= Highest ? Highest : rating;
        }
    }

    /// <summary>The training ratings.</summary>
    public Ratings History { get; }

    /// <summary>Ids, names and details of the items.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>Ranks the items.</summary>
    public IRecommender Lists { get; }

    /// <summary>Ranks where <see cref="Lists"/> has nothing to say.</summary>
    public PopularityModel Popularity { get; }

    /// <summary>Predicts ratings; null where the model was trained without any.</summary>
    public IRatingModel? Stars { get; }

    /// <summary>What the ratings are.</summary>
    public Feedback Feedback { get; }

    /// <summary>The lowest training rating or count; NaN without any.</summary>
    public float Lowest { get; }

    /// <summary>The highest training rating or count; NaN without any.</summary>
    public float Highest { get; }

    /// <inheritdoc/>
    public string Kind => "recommender/1";

    /// <summary>Index of a user id.</summary>
    /// <exception cref="DataException">It is unknown; the message lists near ids.</exception>
    public int User(string id)
    {
        var user = History.UserIndex(id);
        if (user >= 0)
        {
            return user;
        }
        var near = NearUsers(id);
        throw near.Count > 0
            ? new DataException("recommender.user", $"There is no user '{id}' in this model; near ids are {string.Join(", ", near.Select(u => History.Users[u]))}. Correct the id, or name items the person liked.")
            : new DataException("recommender.stranger", $"There is no user '{id}' in this model, nor one with an id like it; it knows {History.Users.Count} users, the first is '{(History.Users.Count > 0 ? History.Users[0] : "")}'. Correct the id, or name items the person liked.");
    }

    /// <summary>Users whose id begins with the text or is nearly spelled like it, nearest first.</summary>
    public IReadOnlyList<int> NearUsers(string id, int count = 5) => Spelling.Near(id, History.Users, count);

    /// <summary>The items that a typed text may mean; see <see cref="Catalogue.Find"/>.</summary>
    public ItemMatch FindItems(string text) => Catalogue.Find(text);

    /// <summary>The best items for a user, none they rated in training, with predicted stars.</summary>
    /// <param name="user">Index of the user, or −1 for a person never seen, who gets the most popular items.</param>
    /// <param name="count">How many, 0 or more; fewer where not enough items are left.</param>
    public IReadOnlyList<RecommendedItem> TopFor(int user, int count)
    {
        var row = user < 0 ? default : History.Cells[user];
        return Top(user, row.Indices, row.Values, count);
    }

    /// <summary>The best items for a person described by what they liked, without training again; none of the history.</summary>
    /// <param name="history">Indices of items, all different; −1 is skipped.</param>
    /// <param name="weights">Their ratings or counts; same length, or empty where the person liked them all.</param>
    /// <param name="count">How many, 0 or more; fewer where not enough items are left.</param>
    public IReadOnlyList<RecommendedItem> TopForHistory(ReadOnlySpan<int> history, ReadOnlySpan<float> weights, int count) => Top(-1, history, weights, count);

    /// <summary>Scores as the lists do: NaN for the items of the history, popularity where the list model has nothing to say. For evaluation.</summary>
    /// <param name="history">As in <see cref="TopForHistory"/>.</param>
    /// <param name="weights">As in <see cref="TopForHistory"/>.</param>
    /// <param name="scores">Receives one score an item of the catalogue.</param>
    public void ScoreUnseen(ReadOnlySpan<int> history, ReadOnlySpan<float> weights, Span<float> scores)
    {
        Lists.Score(history, weights, scores);
        LeaveOut(history, scores);
        if (AllTheSame(scores))
        {
            Popularity.Score(history, weights, scores);
            LeaveOut(history, scores);
        }
    }

    /// <summary>The items in a user's history that speak most for an item, strongest first; empty where the list model cannot say, or the user is −1.</summary>
    public IReadOnlyList<ScoredItem> Explain(int user, int item, int count)
    {
        var row = user < 0 ? default : History.Cells[user];
        return ExplainHistory(row.Indices, row.Values, item, count);
    }

    /// <summary>The items of a history that speak most for an item, strongest first; empty where the list model cannot say.</summary>
    public IReadOnlyList<ScoredItem> ExplainHistory(ReadOnlySpan<int> history, ReadOnlySpan<float> weights, int item, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var reasons = new ScoredItem[Math.Min(count, history.Length)];
        return Lists is IExplainingRecommender explaining ? reasons[..explaining.Explain(history, weights, item, reasons)] : [];
    }

    /// <summary>The items most like an item, most alike first; empty where the list model cannot say.</summary>
    public IReadOnlyList<ScoredItem> Similar(int item, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var similar = new ScoredItem[Math.Min(count, History.Items.Count)];
        return Lists is IExplainingRecommender explaining ? similar[..explaining.Similar(item, similar)] : [];
    }

    /// <summary>The predicted rating of each pair; −1 for a user or item never seen.</summary>
    /// <inheritdoc cref="IRatingModel.Predict"/>
    /// <exception cref="ModelException">The model was trained without ratings.</exception>
    public void Predict(ReadOnlySpan<int> users, ReadOnlySpan<int> items, Span<float> ratings)
    {
        if (Stars is null)
        {
            throw new ModelException("recommender.stars", $"This model was trained on {Feedback.ToString().ToLowerInvariant()} feedback and predicts no stars. Ask it for lists, or train with a rating column.");
        }
        Stars.Predict(users, items, ratings);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Flag("implicit", Feedback == Feedback.Implicit);
        writer.Flag("stars", Stars is not null);
        writer.Number("lowest", Lowest);
        writer.Number("highest", Highest);
        writer.Texts("users", History.Users);
        writer.Texts("items", History.Items);
        SparseTensors.Write(writer, "history", History.Cells);
        Catalogue.Write(writer);
        writer.Section("list-model", (IModel)Lists);
        writer.Section("popularity", Popularity);
        if (Stars is IModel stars)
        {
            writer.Section("star-model", stars);
        }
    }

    internal static RecommenderModel Read(ModelReader reader)
    {
        var (users, items) = (reader.Texts("users"), reader.Texts("items"));
        var history = new Ratings(users, items, SparseTensors.Read(reader, "history", users.Count, items.Count));
        var lists = reader.Section<IRecommender>("list-model");
        var popularity = reader.Section<PopularityModel>("popularity");
        var stars = reader.Flag("stars") ? reader.Section<IRatingModel>("star-model") : null;
        try
        {
            return new(history, Catalogue.Read(reader, items), lists, popularity, stars, reader.Flag("implicit") ? Feedback.Implicit : Feedback.Explicit);
        }
        catch (DataException)
        {
            throw reader.Damaged("items", "do not fit the models");
        }
    }

    private RecommendedItem[] Top(int user, ReadOnlySpan<int> history, ReadOnlySpan<float> weights, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var scores = ArrayPool<float>.Shared.Rent(History.Items.Count);
        var unseen = scores.AsSpan(0, History.Items.Count);
        ScoreUnseen(history, weights, unseen);
        var top = new ScoredItem[Math.Min(count, unseen.Length)];
        var shown = TopItems.Select(unseen, [], top);
        ArrayPool<float>.Shared.Return(scores);
        var items = new int[shown];
        var users = new int[shown];
        var stars = new float[shown];
        for (var i = 0; i < shown; i++)
        {
            (items[i], users[i], stars[i]) = (top[i].Item, user, float.NaN);
        }
        Stars?.Predict(users, items, stars);
        var list = new RecommendedItem[shown];
        for (var i = 0; i < shown; i++)
        {
            list[i] = new(items[i], top[i].Score, stars[i]);
        }
        return list;
    }

    private string? Misfit()
    {
        var items = History.Items.Count;
        return !Catalogue.Ids.SequenceEqual(History.Items, StringComparer.Ordinal) ? "catalogue"
            : Lists.Items != items ? "lists"
            : Popularity.Items != items ? "popularity"
            : Stars is not null && (Stars.Items != items || Stars.Users != History.Users.Count) ? "stars"
            : null;
    }

    private static void LeaveOut(ReadOnlySpan<int> history, Span<float> scores)
    {
        foreach (var item in history)
        {
            if (item >= 0)
            {
                scores[item] = float.NaN;
            }
        }
    }

    private static bool AllTheSame(ReadOnlySpan<float> scores)
    {
        var first = float.NaN;
        foreach (var score in scores)
        {
            if (float.IsNaN(first))
            {
                first = score;
            }
            else if (!float.IsNaN(score) && score != first)
            {
                return false;
            }
        }
        return true;
    }
}
