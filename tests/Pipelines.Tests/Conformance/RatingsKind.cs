using System.Runtime.InteropServices;
using Pipelines.Data;
using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Conformance;

/// <summary>Ratings of 30 people for 20 items, one person and one item without any; half a star to five.</summary>
internal sealed class RatingsKind : DataKind<Ratings>
{
    private const int People = 30, Things = 20;

    public override Ratings Sample() => Make(People, Things, (u, i) => u == 7 || i == 4 || Rng.At(5, u, i).NextDouble() < 0.6 ? null : Stars(u, i));

    public override Ratings Empty() => Make(3, 2, (_, _) => null);

    public override IEnumerable<(string Name, Ratings Data)> Degenerate() =>
    [
        ("one rating", Make(1, 1, (_, _) => 4)),
        ("one rating among many people and items", Make(5, 6, (u, i) => u == 2 && i == 3 ? 4 : null)),
        ("one person", Make(1, 6, (u, i) => Stars(u, i))),
        ("one item", Make(6, 1, (u, i) => Stars(u, i))),
        ("all ratings equal", Make(6, 5, (u, i) => (u + i) % 3 == 0 ? null : 3)),
        ("all people alike", Make(6, 5, (_, i) => Stars(1, i))),
        ("everyone rated everything", Make(6, 5, (u, i) => Stars(u, i))),
        ("ratings of 0", Make(6, 5, (_, _) => 0)),
    ];

    public override IEnumerable<(string Name, Ratings Data, string[] Place)> NotFinite()
    {
        foreach (var value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            yield return ($"{value}", Make(8, 8, (u, i) => u == 3 && i == 2 ? value : Stars(u, i)), ["'user3'", "'item2'"]);
        }
    }

    public override Ratings? Elsewhere(Ratings data) => null;

    public override byte[] Bytes(Ratings data) =>
        [.. MemoryMarshal.AsBytes(data.Cells.Starts), .. MemoryMarshal.AsBytes(data.Cells.Indices), .. MemoryMarshal.AsBytes(data.Cells.Values), .. MemoryMarshal.AsBytes(data.Times)];

    public override float[][] Answers(object model, Ratings data, bool alone)
    {
        if (model is IRatingModel ratings)
        {
            var (users, items) = Pairs(ratings);
            var answers = new float[users.Length];
            if (!alone)
            {
                ratings.Predict(users, items, answers);
            }
            for (var i = 0; alone && i < answers.Length; i++)
            {
                ratings.Predict(users.AsSpan(i, 1), items.AsSpan(i, 1), answers.AsSpan(i, 1));
            }
            return Array.ConvertAll(answers, a => new[] { a });
        }
        // A recommender answers one person a call; asked in the other order, it must not remember those before.
        var recommender = Assert.IsAssignableFrom<IRecommender>(model);
        var lists = new float[data.Users.Count + 1][];
        for (var i = 0; i < lists.Length; i++)
        {
            var user = alone ? lists.Length - 1 - i : i;
            lists[user] = new float[recommender.Items];
            var row = user == data.Users.Count ? default : data.Cells[user];
            recommender.Score(row.Indices, row.Values, lists[user]);
        }
        return lists;
    }

    public override IEnumerable<(string Name, Action Call)> Misfits(object model, Ratings data)
    {
        if (model is IRatingModel ratings)
        {
            yield return ("fewer items than users", () => ratings.Predict([0, 1], [0], new float[2]));
            yield return ("room for fewer ratings", () => ratings.Predict([0, 1], [0, 1], new float[1]));
            yield break;
        }
        var recommender = Assert.IsAssignableFrom<IRecommender>(model);
        yield return ("fewer weights than items", () => recommender.Score([0, 1], [1], new float[recommender.Items]));
        yield return ("room for fewer scores", () => recommender.Score([0], [1], new float[recommender.Items - 1]));
        yield return ("an item it does not know", () => recommender.Score([recommender.Items], [1], new float[recommender.Items]));
    }

    public override Action SpanCall(object model, Ratings data)
    {
        if (model is IRatingModel ratings)
        {
            var (users, items) = Pairs(ratings);
            var answers = new float[users.Length];
            return () => ratings.Predict(users, items, answers);
        }
        var recommender = Assert.IsAssignableFrom<IRecommender>(model);
        var scores = new float[recommender.Items];
        return () => recommender.Score(data.Cells[0].Indices, data.Cells[0].Values, scores);
    }

    public override void CheckRole(object model, Ratings data)
    {
        if (model is IRatingModel ratings)
        {
            Assert.Equal((data.Users.Count, data.Items.Count), (ratings.Users, ratings.Items));
            var values = data.Cells.Values.ToArray();
            Assert.All(Answers(model, data, alone: false), a => Assert.InRange(a[0], values.Min(), values.Max()));
            return;
        }
        var recommender = Assert.IsAssignableFrom<IRecommender>(model);
        Assert.Equal(data.Items.Count, recommender.Items);
        var (unweighted, ones, score) = (new float[recommender.Items], new float[recommender.Items], data.Cells[0].Indices.ToArray());
        recommender.Score(score, [], unweighted);
        recommender.Score([.. score, -1], [], ones);
        Assert.Equal(unweighted, ones);
    }

    /// <summary>Every user with every item, and the unknown ones (−1).</summary>
    private static (int[] Users, int[] Items) Pairs(IRatingModel model)
    {
        var pairs = from u in Enumerable.Range(-1, model.Users + 1) from i in Enumerable.Range(-1, model.Items + 1) select (u, i);
        return ([.. pairs.Select(p => p.u)], [.. pairs.Select(p => p.i)]);
    }

    private static float? Stars(int user, int item) => 0.5f * Math.Clamp((int)Math.Round(6 + Rng.At(6, 1, user).NextGaussian() + (2 * Rng.At(6, 2, item).NextGaussian())), 1, 10);

    private static Ratings Make(int users, int items, Func<int, int, float?> rating)
    {
        var (starts, indices, values) = (new long[users + 1], new List<int>(), new List<float>());
        for (var u = 0; u < users; u++)
        {
            for (var i = 0; i < items; i++)
            {
                if (rating(u, i) is { } value)
                {
                    indices.Add(i);
                    values.Add(value);
                }
            }
            starts[u + 1] = indices.Count;
        }
        return new([.. Enumerable.Range(0, users).Select(u => $"user{u}")], [.. Enumerable.Range(0, items).Select(i => $"item{i}")], new SparseMatrix(items, starts, [.. indices], [.. values]));
    }
}
