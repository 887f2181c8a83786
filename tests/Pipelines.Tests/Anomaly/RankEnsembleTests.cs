using Pipelines.Anomaly;
using Pipelines.Data;
using Pipelines.Models;
using Xunit;

namespace Pipelines.Tests.Anomaly;

public sealed class RankEnsembleTests
{
    [Fact]
    public void Puts_planted_rows_first_and_tells_those_beyond_all_training_rows_apart()
    {
        var model = new RankEnsemble().Fit(AnomalySamples.Planted(500, 0, 3, 0));
        var scores = model.Score(new Matrix(4, 3, [0, 0, 0, 3, 3, 3, 6, 6, 6, 12, 12, 12]));
        Assert.Equal(scores.Order(), scores);
        Assert.True(scores[3] > scores[2] + 0.2f);
        Assert.True(scores[1] > model.Threshold);
        Assert.False(scores[0] > model.Threshold);
    }

    [Fact]
    public void The_unit_of_a_column_does_not_matter()
    {
        var rows = AnomalySamples.Planted(300, 6, 3, 5);
        var scaled = rows.View.ToMatrix();
        for (var r = 0; r < rows.Rows; r++)
        {
            scaled[r][1] = (rows[r][1] * 1024) + 65536;
        }
        var (a, b) = (new RankEnsemble().Fit(rows), new RankEnsemble().Fit(scaled));
        // The forest cuts at other places for another rounding: the order of what is odd stays.
        Assert.True(a.TrainingScores[300..].ToArray().Min() > a.TrainingScores[..300].ToArray().Max());
        Assert.True(b.TrainingScores[300..].ToArray().Min() > b.TrainingScores[..300].ToArray().Max());
    }
}
