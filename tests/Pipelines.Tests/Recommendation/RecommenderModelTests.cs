using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Recommendation;

public sealed class RecommenderModelTests
{
    private static readonly Ratings History = SampleRatings.Random(25, 40, 6);
    private static readonly RecommenderModel Model = Made();

    [Fact]
    public void Never_shows_what_a_user_has_seen()
    {
        for (var user = 0; user < 25; user++)
        {
            var list = Model.TopFor(user, 40);
            Assert.Equal(40 - History.Cells[user].Count, list.Count);
            foreach (var item in list)
            {
                Assert.False(History.Cells[user].Contains(item.Item));
            }
            Assert.Equal(list.OrderByDescending(i => i.Score).ThenBy(i => i.Item), list);
        }
    }

    [Fact]
    public void People_of_whom_nothing_is_known_get_popular_items()
    {
        var popular = TopItems.For(Model.Popularity, [], [], 5).Select(i => i.Item).ToArray();
        Assert.Equal(popular, Model.TopFor(-1, 5).Select(i => i.Item));
        Assert.Equal(popular, Model.TopFor(0, 5).Select(i => i.Item));
        Assert.Equal(popular, Model.TopForHistory([], [], 5).Select(i => i.Item));
        Assert.Equal(popular, Model.TopForHistory([-1], [], 5).Select(i => i.Item));
        // Item 0 was used by nobody: it says nothing, and is not shown again.
        Assert.Equal(popular, Model.TopForHistory([0], [], 5).Select(i => i.Item));
        Assert.DoesNotContain(0, Model.TopForHistory([0], [], 40).Select(i => i.Item));
        Assert.Empty(Model.Explain(-1, 3, 5));
        Assert.Empty(Model.Explain(0, 3, 5));
    }

    [Fact]
    public void A_new_person_gets_the_list_of_a_user_with_the_same_history()
    {
        var row = History.Cells[4];
        Assert.Equal(Model.TopFor(4, 10).Select(i => (i.Item, i.Score)), Model.TopForHistory(row.Indices, row.Values, 10).Select(i => (i.Item, i.Score)));
        var first = Model.TopFor(4, 1)[0].Item;
        Assert.Equal(Model.Explain(4, first, 3), Model.ExplainHistory(row.Indices, row.Values, first, 3));
        Assert.NotEmpty(Model.Explain(4, first, 3));
    }

    [Fact]
    public void Lists_carry_predicted_stars_and_pairs_can_be_asked_for()
    {
        Assert.All(Model.TopFor(3, 10), i => Assert.Equal(Flat.Of(3, i.Item), i.Stars));
        Assert.All(Model.TopForHistory([1, 2], [], 3), i => Assert.Equal(Flat.Of(-1, i.Item), i.Stars));
        var ratings = new float[2];
        Model.Predict([3, -1], [7, -1], ratings);
        Assert.Equal([Flat.Of(3, 7), Flat.Of(-1, -1)], ratings);
    }

    [Fact]
    public void Without_a_star_model_lists_are_made_and_stars_refused()
    {
        var model = Made(stars: null, feedback: Feedback.Implicit);
        Assert.All(model.TopFor(3, 5), i => Assert.True(float.IsNaN(i.Stars)));
        Assert.Equal("recommender.stars", Assert.Throws<ModelException>(() => model.Predict([0], [0], new float[1])).Code);
    }

    [Fact]
    public void An_unknown_user_is_told_of_near_ids()
    {
        Assert.Equal(7, Model.User("u7"));
        Assert.Equal(["u2", "u20", "u21"], Model.NearUsers("u2", 3).Select(u => History.Users[u]));
        var error = Assert.Throws<DataException>(() => Model.User("u99"));
        Assert.Equal("recommender.user", error.Code);
        Assert.Contains("u9", error.Message, StringComparison.Ordinal);
        Assert.Equal("recommender.stranger", Assert.Throws<DataException>(() => Model.User("customer-77")).Code);
        Assert.Equal(7, Model.FindItems("film 7").Item);
        Assert.Equal(7, Model.FindItems("i7").Item);
    }

    [Fact]
    public void Gives_the_same_bits_after_saving()
    {
        var model = Made(stars: null);
        var writer = new ModelWriter();
        model.Write(writer);
        var saved = RecommenderModel.Read(new("test", "", writer.Facts, writer.Tensors));
        for (var user = -1; user < 25; user++)
        {
            Assert.Equal(model.TopFor(user, 12), saved.TopFor(user, 12));
        }
        Assert.Equal(model.Similar(5, 10), saved.Similar(5, 10));
        Assert.Equal((model.Lowest, model.Highest, model.Feedback), (saved.Lowest, saved.Highest, saved.Feedback));
        Assert.Equal(model.History.Users, saved.History.Users);
        Assert.Equal("film 7", saved.Catalogue.Name(7));
        var again = new ModelWriter();
        saved.Write(again);
        Assert.Equal(writer.Facts, again.Facts);
        Assert.Equal(writer.Tensors.Keys, again.Tensors.Keys);
        Assert.All(writer.Tensors, t => Assert.Equal(t.Value.Values, again.Tensors[t.Key].Values));
    }

    [Fact]
    public void A_file_holds_stars_and_lists_together()
    {
        using var folder = new TemporaryFolder();
        var model = Made(new DampedBiases().Fit(History));
        ModelFile.Save(folder.File("films.model"), model);
        var saved = ModelFile.Load<RecommenderModel>(folder.File("films.model"));
        for (var user = -1; user < 25; user++)
        {
            Assert.Equal(model.TopFor(user, 12), saved.TopFor(user, 12));
        }
        Assert.IsType<DampedBiasesModel>(saved.Stars);
    }

    [Fact]
    public void Refuses_parts_that_do_not_fit_and_files_whose_parts_do_not()
    {
        var other = SampleRatings.Random(25, 39, 6);
        Assert.Equal("recommender.parts", Assert.Throws<DataException>(() => Made(lists: new Ease().Fit(other))).Code);
        Assert.Equal("recommender.parts", Assert.Throws<DataException>(() => new RecommenderModel(History, new(other.Items), Model.Lists, Model.Popularity)).Code);
        Assert.Throws<ArgumentException>(() => Made(lists: new Unsaved()));
        var writer = new ModelWriter();
        Made(stars: null).Write(writer);
        writer.Facts["list-model/kind"] = "unheard-of/1";
        Assert.Equal("model.kind", Assert.Throws<ModelException>(() => RecommenderModel.Read(new("test", "", writer.Facts, writer.Tensors))).Code);
    }

    private static RecommenderModel Made(IRecommender? lists = null, Feedback feedback = Feedback.Explicit) => Made(new Flat(), lists, feedback);

    private static RecommenderModel Made(IRatingModel? stars, IRecommender? lists = null, Feedback feedback = Feedback.Explicit) =>
        new(History, new(History.Items, [.. History.Items.Select(i => $"film {i[1..]}")]), lists ?? new Ease(new() { Lambda = 5 }).Fit(History), new Popularity().Fit(History), stars, feedback);

    /// <summary>Stars that tell the pair they are of.</summary>
    private sealed class Flat : IRatingModel, IModel
    {
        public int Users => 25;

        public int Items => 40;

        public string Kind => "flat/1";

        public static float Of(int user, int item) => user + (item / 100f);

        public void Predict(ReadOnlySpan<int> users, ReadOnlySpan<int> items, Span<float> ratings)
        {
            for (var i = 0; i < users.Length; i++)
            {
                ratings[i] = Of(users[i], items[i]);
            }
        }

        public void Write(ModelWriter writer) => throw new NotSupportedException();
    }

    private sealed class Unsaved : IRecommender
    {
        public int Items => 40;

        public void Score(ReadOnlySpan<int> history, ReadOnlySpan<float> weights, Span<float> scores) => scores.Clear();
    }
}
