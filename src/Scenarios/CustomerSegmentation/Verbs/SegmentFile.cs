using CustomerSegmentation.Saved;
using CustomerSegmentation.Study;
using Pipelines.Data;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace CustomerSegmentation.Verbs;

/// <summary>The file <c>segments.csv</c> of a run: each customer with their segment, in the order of the customers.</summary>
internal static class SegmentFile
{
    public static void Write(string path, SegmentStudy study, RunContext run)
    {
        var data = study.Data;
        var assigned = study.Model.Assign(study.Encoded);
        using var file = CsvOut.Create(path, run.Get(SharedOptions.Bom) == "yes");
        string[] outcome = data.Outcome.Length == 0 ? [] : [data.OutcomeName.Length > 0 ? data.OutcomeName : "next_spend"];
        string[] features = data.Rfm is null ? [] : ["recency", "frequency", "monetary"];
        file.Row([data.IdName, .. features, "segment", "confidence", "distance", .. outcome]);
        for (var r = 0; r < assigned.Length; r++)
        {
            file.Field(data.Ids[r]);
            foreach (var feature in features)
            {
                file.Field(ShortNumber.Of(((NumberColumn)data.Customers[feature]).Values[r]));
            }
            file.Field((long)study.SegmentOf[r]);
            file.Field(ShortNumber.Score(assigned[r].Confidence));
            file.Field(ShortNumber.Score(assigned[r].Distance));
            if (outcome.Length > 0)
            {
                file.Field(ShortNumber.Of(data.Outcome[r]));
            }
            file.EndRow();
        }
        file.Commit();
    }
}
