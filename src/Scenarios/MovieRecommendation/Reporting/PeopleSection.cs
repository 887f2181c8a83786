using MovieRecommendation.Study;
using Pipelines.Recommendation;
using Pipelines.Reporting;

namespace MovieRecommendation.Reporting;

/// <summary>Three people: what they liked beside what they would be shown, and why.</summary>
internal static class PeopleSection
{
    private const int History = 8, List = 8;

    public static void Add(ReportBuilder report, MovieStudy study, RecommenderModel model, TextTable texts, Words words) =>
        report.Section("people", texts["people.heading"], section =>
        {
            section.Lead(texts["people.lead", words.Items]);
            foreach (var person in ExamplePerson.Of(model, History, List))
            {
                var (id, count) = (model.History.Users[person.User], person.Ratings);
                section.Paragraph(texts[study.Data.Implicit ? "people.used" : "people.liked", texts[$"people.{person.Key}", id, count], string.Join(texts["word.list"], person.History.Select(i => model.Catalogue.Name(i.Item)))]);
                section.Table(Shown(person, model, texts["people.shown", id], texts, words));
            }
        });

    private static ReportTable Shown(ExamplePerson person, RecommenderModel model, string caption, TextTable texts, Words words)
    {
        var table = new TableBuilder().Key($"person-{person.Key}").Caption(caption).Text(words.ItemHeading);
        if (model.Stars is not null)
        {
            table.Number(texts["people.stars"], NumberFormat.Fixed(1));
        }
        table.Text(texts["people.because"]);
        return table.Rows(person.List, line => model.Stars is null
            ? [model.Catalogue.Name(line.Shown.Item), Because(line, model, texts)]
            : [model.Catalogue.Name(line.Shown.Item), line.Shown.Stars, Because(line, model, texts)]).Build();
    }

    /// <summary>The names of the items that brought a line up.</summary>
    public static string Because(ExplainedItem line, RecommenderModel model, TextTable texts) => line.Reasons.Count == 0
        ? texts["people.popular"]
        : string.Join(texts["word.and"], line.Reasons.Select(r => model.Catalogue.Name(r.Item)));
}
