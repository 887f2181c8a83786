using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Recommendation;
using Scenarios.Hosting;
using Scenarios.Hosting.Runs;

namespace MovieRecommendation.Study;

/// <summary>A model fitted before, scored on the rows a study held out: its own indices are found again by id, what it does not know is predicted as unknown.</summary>
internal static class EarlierModel
{
    /// <summary>Its metrics, with the keys of the study's, and how sure the difference is.</summary>
    public static Comparison Score(RecommenderModel earlier, MovieStudy study, RunContext run)
    {
        if (study.Stars is { } stars && earlier.Stars is not null)
        {
            var predictions = Stars(earlier, study.Data.Ratings, stars.Users, stars.Items);
            var paired = PairedComparison.Of(PredictionErrors.Squared(stars.Truth, stars.Ours.Predictions), PredictionErrors.Squared(stars.Truth, predictions), Better.Lower, new() { Seed = study.Options.Seed }, run.Control, stars.Users);
            return new([.. RegressionMetrics.Of(stars.Truth, predictions).All], paired.PValue);
        }
        var lists = Lists(earlier, study.Train, study.Test, study.Lists.LikedFrom, run);
        var difference = PairedComparison.Of(study.Lists.Ours.Metrics.PerUser[ListStudy.Main], lists.PerUser[ListStudy.Main], Better.Higher, new() { Seed = study.Options.Seed }, run.Control);
        return new([.. lists.All], difference.PValue);
    }

    /// <summary>Its predictions of pairs that are indices of other ratings.</summary>
    public static float[] Stars(RecommenderModel model, Ratings ratings, ReadOnlySpan<int> users, ReadOnlySpan<int> items)
    {
        var (userOf, itemOf) = (Places(ratings.Users, model.History.UserIndex), Places(ratings.Items, model.History.ItemIndex));
        var (theirUsers, theirItems) = (new int[users.Length], new int[items.Length]);
        for (var i = 0; i < users.Length; i++)
        {
            (theirUsers[i], theirItems[i]) = (userOf[users[i]], itemOf[items[i]]);
        }
        var predictions = new float[users.Length];
        model.Predict(theirUsers, theirItems, predictions);
        return predictions;
    }

    /// <summary>Its lists for the people of a split, from the history the split allows.</summary>
    public static RankingMetrics Lists(RecommenderModel model, Ratings train, Ratings test, float likedFrom, RunContext run)
    {
        var itemOf = Places(train.Items, model.History.ItemIndex);
        return RankingEvaluation.Run(train, test, likedFrom, (user, scores) =>
        {
            var row = train.Cells[user];
            var (history, weights) = (new List<int>(row.Count), new List<float>(row.Count));
            for (var i = 0; i < row.Count; i++)
            {
                if (itemOf[row.Indices[i]] is >= 0 and var item)
                {
                    history.Add(item);
                    weights.Add(row.Values[i]);
                }
            }
            var theirs = new float[model.History.Items.Count];
            model.ScoreUnseen([.. history], [.. weights], theirs);
            for (var item = 0; item < scores.Length; item++)
            {
                scores[item] = itemOf[item] >= 0 ? theirs[itemOf[item]] : float.NegativeInfinity;
            }
        }, control: run.Control);
    }

    private static int[] Places(IReadOnlyList<string> ids, Func<string, int> place)
    {
        var places = new int[ids.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = place(ids[i]);
        }
        return places;
    }
}
