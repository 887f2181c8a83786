using Pipelines.Models;
using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Recommendation;

public sealed class CatalogueTests
{
    private static readonly Catalogue Films = new(
        ["6", "50", "949", "1411", "3598", "77", "8", "300"],
        ["Heat (1995)", "Usual Suspects, The", "East of Eden (1955)", "Hamlet (1996)", "Hamlet", "", "2001: A Space Odyssey (1968)", "Quiz Show (1994)"],
        new Dictionary<string, IReadOnlyList<string>> { ["year"] = ["", "1995", "", "", "2000", "", "", ""], ["genres"] = ["Crime", "", "", "", "", "", "", ""] });

    [Theory]
    [InlineData("949", ItemMatchKind.Id, 2)]
    [InlineData(" 300 ", ItemMatchKind.Id, 7)]
    [InlineData("heat (1995)", ItemMatchKind.Name, 0)]
    [InlineData("Heat", ItemMatchKind.Title, 0)]
    [InlineData("The Usual Suspects", ItemMatchKind.Title, 1)]
    [InlineData("usual  suspects, the (1995)", ItemMatchKind.Name, 1)]
    [InlineData("Hamlet (2000)", ItemMatchKind.Name, 4)]
    [InlineData("east of", ItemMatchKind.Prefix, 2)]
    [InlineData("2001", ItemMatchKind.Prefix, 6)]
    public void Recognises_what_people_type(string text, ItemMatchKind kind, int item)
    {
        var match = Films.Find(text);
        Assert.Equal(kind, match.Kind);
        Assert.Equal(item, match.Item);
    }

    [Fact]
    public void An_ambiguous_title_lists_all_it_may_mean()
    {
        var match = Films.Find("hamlet");
        Assert.Equal(ItemMatchKind.Title, match.Kind);
        Assert.Equal([3, 4], match.Items);
        Assert.Equal(-1, match.Item);
        Assert.Equal(["Hamlet (1996)", "Hamlet (2000)"], match.Items.Select(Films.Name));
        Assert.Equal([1996, 2000], match.Items.Select(Films.Year));
        Assert.Equal([3], Films.Find("hamlet", 1).Items);
    }

    [Fact]
    public void A_slip_is_a_suggestion_and_nonsense_is_nothing()
    {
        Assert.Equal([1], Films.Find("The Usual Supsects").Items);
        Assert.Equal(ItemMatchKind.Near, Films.Find("The Usual Supsects").Kind);
        Assert.Equal(-1, Films.Find("The Usual Supsects (1995)").Item);
        Assert.Equal([6], Films.Find("odyssey").Items);
        Assert.Equal(ItemMatchKind.None, Films.Find("qqqqqqqq").Kind);
        Assert.Equal(ItemMatchKind.None, Films.Find("  ").Kind);
    }

    [Fact]
    public void Names_titles_and_years_come_from_where_they_are()
    {
        Assert.Equal("Usual Suspects, The (1995)", Films.Name(1));
        Assert.Equal("Usual Suspects, The", Films.Title(1));
        Assert.Equal("77", Films.Name(5));
        Assert.Equal("77", Films.Title(5));
        Assert.Null(Films.Year(5));
        Assert.Equal(1968, Films.Year(6));
        Assert.Equal("2001: A Space Odyssey", Films.Title(6));
        var plain = new Catalogue(["a", "b"]);
        Assert.False(plain.HasNames);
        Assert.Equal("b", plain.Name(1));
        Assert.Equal(0, plain.Find("A").Item);
    }

    [Fact]
    public void Refuses_lists_that_do_not_fit()
    {
        Assert.Equal("catalogue.length", Assert.Throws<DataException>(() => new Catalogue(["a"], ["x", "y"])).Code);
        Assert.Equal("catalogue.length", Assert.Throws<DataException>(() => new Catalogue(["a"], null, new Dictionary<string, IReadOnlyList<string>> { ["year"] = [] })).Code);
        Assert.Equal("catalogue.id", Assert.Throws<DataException>(() => new Catalogue(["a", "b", "a"])).Code);
    }

    [Fact]
    public void Survives_saving()
    {
        var writer = new ModelWriter();
        Films.Write(writer);
        var saved = Catalogue.Read(new ModelReader("test", "", writer.Facts, writer.Tensors), Films.Ids);
        Assert.Equal(Enumerable.Range(0, 8).Select(Films.Name), Enumerable.Range(0, 8).Select(saved.Name));
        Assert.Equal(Films.Details["genres"], saved.Details["genres"]);
    }
}
