using MovieRecommendation.Study;
using Pipelines.Data;
using Pipelines.Recommendation;

namespace MovieRecommendation.Verbs;

/// <summary>The run's predictions.csv: every held-out row with what was predicted for it, or, without ratings, every person's list with what of it was held out.</summary>
internal static class HeldOutFile
{
    public static void Write(string path, MovieStudy study, bool bom)
    {
        using var file = CsvOut.Create(path, bom);
        if (study.Stars is { } stars)
        {
            Stars(file, study, stars);
        }
        else
        {
            Lists(file, study);
        }
        file.Commit();
    }

    private static void Stars(CsvOut file, MovieStudy study, StarStudy stars)
    {
        file.Row("user", "item", "name", "rating", "predicted", "low90", "high90", "known");
        for (var i = 0; i < stars.Truth.Length; i++)
        {
            file.Field(study.Data.Ratings.Users[stars.Users[i]]);
            file.Field(study.Data.Ratings.Items[stars.Items[i]]);
            file.Field(study.Data.Catalogue.Name(stars.Items[i]));
            file.Field(stars.Truth[i]);
            file.Field(stars.Ours.Predictions[i]);
            file.Field(stars.Low[i]);
            file.Field(stars.High[i]);
            file.Field(stars.Known[i] ? "true" : "false");
            file.EndRow();
        }
    }

    private static void Lists(CsvOut file, MovieStudy study)
    {
        file.Row("user", "rank", "item", "name", "score", "held_out");
        for (var user = 0; user < study.Test.Users.Count; user++)
        {
            var seen = study.Train.Cells[user];
            var rank = 0L;
            foreach (var shown in TopItems.For(study.Lists.Model, seen.Indices, seen.Values, ListStudy.Length))
            {
                file.Field(study.Test.Users[user]);
                file.Field(++rank);
                file.Field(study.Test.Items[shown.Item]);
                file.Field(study.Data.Catalogue.Name(shown.Item));
                file.Field(shown.Score);
                file.Field(study.Test.Cells[user].Contains(shown.Item) ? "true" : "false");
                file.EndRow();
            }
        }
    }
}
