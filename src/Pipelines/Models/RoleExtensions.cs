using System.Numerics.Tensors;
using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>The allocating forms of what models do in their roles.</summary>
public static class RoleExtensions
{
    /// <summary>The transformed rows, n x <see cref="ITransformer.ResultColumns"/>.</summary>
    /// <exception cref="DataException">The rows have another width, or a cell cannot be used.</exception>
    public static Matrix Transform(this ITransformer transformer, MatrixView rows)
    {
        var result = new Matrix(rows.Rows, transformer.ResultColumns);
        transformer.Transform(rows, result);
        return result;
    }

    /// <summary>Rows that would be transformed into the given ones, n x <see cref="ITransformer.Columns"/>.</summary>
    /// <exception cref="DataException">The rows have another width, or a cell cannot be used.</exception>
    public static Matrix Inverse(this IInverseTransformer transformer, MatrixView rows)
    {
        var result = new Matrix(rows.Rows, transformer.Columns);
        transformer.Inverse(rows, result);
        return result;
    }

    /// <summary>The cluster of each row; −1 where it belongs to none.</summary>
    /// <exception cref="DataException">The rows have another width, or a cell is NaN or infinite.</exception>
    public static int[] Assign(this IClusterer clusterer, MatrixView rows)
    {
        var labels = new int[rows.Rows];
        clusterer.Assign(rows, labels);
        return labels;
    }

    /// <summary>The score of each row: larger is more unusual.</summary>
    /// <exception cref="DataException">The rows have another width, or a cell is NaN or infinite.</exception>
    public static float[] Score(this IAnomalyDetector detector, MatrixView rows)
    {
        var scores = new float[rows.Rows];
        detector.Score(rows, scores);
        return scores;
    }

    /// <summary>The prediction of each row.</summary>
    /// <exception cref="DataException">The rows have another width, or a cell is NaN or infinite.</exception>
    public static float[] Predict(this IRegressor regressor, MatrixView rows)
    {
        var predictions = new float[rows.Rows];
        regressor.Predict(rows, predictions);
        return predictions;
    }

    /// <summary>The probability of each class for each row, n x <see cref="IClassifier.Classes"/>.</summary>
    /// <exception cref="DataException">The rows have another width, or a cell is NaN or infinite.</exception>
    public static Matrix Probabilities(this IClassifier classifier, MatrixView rows)
    {
        var result = new Matrix(rows.Rows, classifier.Classes);
        classifier.Probabilities(rows, result);
        return result;
    }

    /// <summary>The most probable class of each row; of equally probable ones the first.</summary>
    /// <exception cref="DataException">The rows have another width, or a cell is NaN or infinite.</exception>
    public static int[] Classify(this IClassifier classifier, MatrixView rows)
    {
        var probabilities = classifier.Probabilities(rows);
        var classes = new int[rows.Rows];
        for (var r = 0; r < classes.Length; r++)
        {
            classes[r] = TensorPrimitives.IndexOfMax<float>(probabilities[r]);
        }
        return classes;
    }
}
