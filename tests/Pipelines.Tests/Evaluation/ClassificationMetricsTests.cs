using Pipelines.Data;
using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class ClassificationMetricsTests
{
    [Fact]
    public void Predicted_classes_agree_with_scikit_learn()
    {
        foreach (var golden in EvaluationGolden.Cases("classes"))
        {
            var classes = golden.Whole("classes");
            var metrics = ClassificationMetrics.Of(golden.Wholes("targets"), golden.Wholes("predictions"), EvaluationGolden.ClassNames(classes), golden.Floats("weights"));
            var confusion = metrics.Confusion;
            EvaluationGolden.Close(golden.Number("accuracy"), metrics.Accuracy);
            EvaluationGolden.Close(golden.Number("balanced"), metrics.BalancedAccuracy);
            EvaluationGolden.Close(golden.Number("matthews"), metrics.Matthews);
            EvaluationGolden.Close(golden.Numbers("confusion"), [.. Enumerable.Range(0, classes * classes).Select(i => confusion[i / classes, i % classes])]);
            var (macro, weighted) = (confusion.Macro(), confusion.Weighted());
            EvaluationGolden.Close(golden.Numbers("macro"), [macro.Precision, macro.Recall, macro.F1]);
            EvaluationGolden.Close(golden.Numbers("weighted"), [weighted.Precision, weighted.Recall, weighted.F1]);
            // scikit-learn writes 0 for a class that is neither a target nor predicted; NaN says that nothing is known of it.
            double[] Known(Func<ClassScore, double> of) => [.. metrics.PerClass.Select(s => double.IsNaN(of(s)) ? 0 : of(s))];
            EvaluationGolden.Close(golden.Numbers("precision"), Known(s => s.Precision));
            EvaluationGolden.Close(golden.Numbers("recall"), Known(s => s.Recall));
            EvaluationGolden.Close(golden.Numbers("f1"), Known(s => s.F1));
            EvaluationGolden.Close(golden.Numbers("support"), Known(s => s.Support));
        }
    }

    [Fact]
    public void Probabilities_agree_with_scikit_learn()
    {
        foreach (var golden in EvaluationGolden.Cases("probabilities"))
        {
            var classes = golden.Whole("classes");
            var targets = golden.Wholes("targets");
            var metrics = ClassificationMetrics.Of(targets, new Matrix(targets.Length, classes, golden.Floats("probabilities")), EvaluationGolden.ClassNames(classes), golden.Floats("weights"));
            EvaluationGolden.Close(golden.Number("logloss"), metrics.LogLoss);
            EvaluationGolden.Close(golden.Number("brier"), metrics.Brier);
            EvaluationGolden.Close(golden.Number("auc"), metrics.RocAuc);
            EvaluationGolden.Close(golden.Number("ap"), metrics.AveragePrecision);
            var predicted = ClassificationMetrics.Of(targets, golden.Wholes("predictions"), EvaluationGolden.ClassNames(classes), golden.Floats("weights"));
            Assert.Equal(predicted.Accuracy, metrics.Accuracy);
        }
    }

    [Fact]
    public void Curves_agree_with_scikit_learn_where_scores_tie()
    {
        foreach (var golden in EvaluationGolden.Cases("ranking"))
        {
            var (scores, positives, weights) = (golden.Numbers("scores"), golden.Flags("positives"), golden.Floats("weights"));
            var roc = RocCurve.Of(scores, positives, weights);
            EvaluationGolden.Close(golden.Number("auc"), roc.Area);
            EvaluationGolden.Close(golden.Numbers("fpr"), roc.FalsePositiveRates);
            EvaluationGolden.Close(golden.Numbers("tpr"), roc.TruePositiveRates);
            var curve = PrecisionRecallCurve.Of(scores, positives, weights);
            EvaluationGolden.Close(golden.Number("ap"), curve.AveragePrecision);
            EvaluationGolden.Close(golden.Number("base"), curve.BaseRate);
            EvaluationGolden.Close(golden.Numbers("precision"), curve.Precisions);
            EvaluationGolden.Close(golden.Numbers("recall"), curve.Recalls);
        }
    }

    [Fact]
    public void Calibration_agrees_with_scikit_learn()
    {
        foreach (var golden in EvaluationGolden.Cases("calibration"))
        {
            var (probabilities, positives) = (golden.Numbers("probabilities"), golden.Flags("positives"));
            var calibration = golden.GetProperty("strategy").GetString() == "uniform" ? Calibration.EqualWidth(probabilities, positives) : Calibration.EqualCount(probabilities, positives);
            Assert.Equal(golden.Wholes("rows"), calibration.Bins.Select(b => b.Rows));
            EvaluationGolden.Close(golden.Numbers("happened"), [.. calibration.Bins.Select(b => b.PositiveShare)]);
            EvaluationGolden.Close(golden.Numbers("predicted"), [.. calibration.Bins.Select(b => b.MeanProbability)]);
            EvaluationGolden.Close(golden.Number("ece"), calibration.ExpectedError);
        }
    }

    [Fact]
    public void Two_classes_have_the_scores_of_the_second_one()
    {
        var metrics = ClassificationMetrics.Of([0, 1, 1, 0], [0, 1, 0, 0], ["ham", "spam"]);
        Assert.Equal(1, metrics.Find("precision").Value);
        Assert.Equal(0.5, metrics.Find("recall").Value);
        Assert.DoesNotContain(ClassificationMetrics.Of([0, 1], [0, 1], ["a", "b", "c"]).All, m => m.Key == "precision");
        Assert.DoesNotContain(metrics.All, m => m.Key == "log_loss");
        Assert.Equal(0.5, metrics.Confusion.MajorityShare);
    }

    [Fact]
    public void One_class_alone_has_no_ranking()
    {
        var metrics = ClassificationMetrics.Of([0, 0], new Matrix(2, 2, [1, 0, 0.5f, 0.5f]), ["no", "yes"]);
        Assert.Equal(double.NaN, metrics.RocAuc);
        Assert.Equal(double.NaN, metrics.AveragePrecision);
        Assert.Equal(1, metrics.Accuracy);
        Assert.True(double.IsFinite(metrics.LogLoss));
    }

    [Fact]
    public void Refuses_what_cannot_be_measured_and_names_the_row()
    {
        string[] two = ["no", "yes"];
        Assert.Equal("evaluation.empty", Assert.Throws<DataException>(() => ClassificationMetrics.Of([], [], two)).Code);
        Assert.Contains("targets, row 1: 2 is not one of the 2 classes", Assert.Throws<DataException>(() => ClassificationMetrics.Of([0, 2], [0, 1], two)).Message, StringComparison.Ordinal);
        Assert.Contains("predictions, row 0: -1", Assert.Throws<DataException>(() => ClassificationMetrics.Of([0, 1], [-1, 1], two)).Message, StringComparison.Ordinal);
        Assert.Contains("row 1: NaN is not a probability", Assert.Throws<DataException>(() => ClassificationMetrics.Of([0, 1], new Matrix(2, 2, [0, 1, float.NaN, 1]), two)).Message, StringComparison.Ordinal);
        Assert.Contains("row 0: they sum to 0.75", Assert.Throws<DataException>(() => ClassificationMetrics.Of([0], new Matrix(1, 2, [0.25f, 0.5f]), two)).Message, StringComparison.Ordinal);
        Assert.Equal("evaluation.classes", Assert.Throws<DataException>(() => ClassificationMetrics.Of([0], new Matrix(1, 3, [1, 0, 0]), two)).Code);
        Assert.Contains("scores, row 1", Assert.Throws<DataException>(() => RocCurve.Of([0, double.NaN], [true, false])).Message, StringComparison.Ordinal);
        Assert.Contains("row 0: 1.5", Assert.Throws<DataException>(() => Calibration.EqualWidth([1.5], [true])).Message, StringComparison.Ordinal);
    }
}
