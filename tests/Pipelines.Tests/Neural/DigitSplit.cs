using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Supervised;
using Pipelines.Tests.Supervised;

namespace Pipelines.Tests.Neural;

/// <summary>The handwritten digits, pixels from 0 to 1, three quarters of each class for training.</summary>
internal sealed record DigitSplit(Matrix Train, float[] TrainClasses, Matrix Test, float[] TestClasses)
{
    public static MatrixView All => LabelledSets.Digits.Rows;

    /// <summary>The split of one seed.</summary>
    public static DigitSplit Of(int seed)
    {
        var classes = LabelledSets.Digits.Targets.ToArray();
        var (train, test) = (new List<int>(), new List<int>());
        for (var c = 0; c < 10; c++)
        {
            int[] rows = [.. Enumerable.Range(0, classes.Length).Where(r => classes[r] == c)];
            Rng.At(seed, 99, c).Shuffle<int>(rows);
            var count = (int)Math.Round(0.75 * rows.Length);
            train.AddRange(rows[..count]);
            test.AddRange(rows[count..]);
        }
        train.Sort();
        test.Sort();
        return new(Take(train), [.. train.Select(r => classes[r])], Take(test), [.. test.Select(r => classes[r])]);
    }

    /// <summary>Mean squared error of a cell.</summary>
    public static double Error(MatrixView x, MatrixView y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Values.Length; i++)
        {
            sum += Math.Pow(x.Values[i] - (double)y.Values[i], 2);
        }
        return sum / x.Values.Length;
    }

    /// <summary>Of the rows not trained on: the error of a cell, and how often five neighbours among the codes tell the class.</summary>
    public (double Error, double Accuracy) Score(IInverseTransformer model)
    {
        var codes = model.Transform(Test);
        var answers = new KNeighborsClassifier(new() { Neighbors = 5 }).Fit(new(model.Transform(Train), TrainClasses)).Probabilities(codes);
        var right = 0;
        for (var r = 0; r < Test.Rows; r++)
        {
            right += System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(answers[r]) == TestClasses[r] ? 1 : 0;
        }
        return (Error(model.Inverse(codes), Test), right / (double)Test.Rows);
    }

    /// <summary>The training rows of one class.</summary>
    public Matrix TrainOf(int of)
    {
        int[] rows = [.. Enumerable.Range(0, Train.Rows).Where(r => TrainClasses[r] == of)];
        var part = new Matrix(rows.Length, Train.Columns);
        for (var i = 0; i < rows.Length; i++)
        {
            Train[rows[i]].CopyTo(part[i]);
        }
        return part;
    }

    private static Matrix Take(List<int> rows)
    {
        var part = new Matrix(rows.Count, All.Columns);
        for (var i = 0; i < rows.Count; i++)
        {
            All[rows[i]].CopyTo(part[i]);
        }
        return part;
    }
}
