using MovieRecommendation.Study;
using Pipelines.Data;

namespace MovieRecommendation.Verbs;

/// <summary>The run's predictions.csv: every held-out row with what was predicted for it, or, without ratings, every person's list.</summary>
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
        file.Row("user", "held-out item", "name");
        for (var user = 0; user < study.Test.Users.Count; user++)
        {
            foreach (var item in study.Test.Cells[user].Indices)
            {
                file.Row(study.Test.Users[user], study.Test.Items[item], study.Data.Catalogue.Name(item));
            }
        }
    }
}
