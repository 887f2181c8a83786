using System.Runtime.InteropServices;
using Pipelines.Data;
using Pipelines.Models;
using Xunit;

namespace Pipelines.Tests.Conformance;

/// <summary>Asks a model about rows in every role it plays. The one place that knows the roles of models over matrices.</summary>
internal static class MatrixAnswers
{
    public static float[][] Of(object model, MatrixView rows, bool alone)
    {
        if (!alone)
        {
            return InOneCall(model, rows);
        }
        var answers = new float[rows.Rows][];
        // What has a memory is asked row after row.
        var stream = (model as ISeriesDetector)?.Start();
        for (var r = 0; r < answers.Length; r++)
        {
            answers[r] = stream is null ? InOneCall(model, rows[r..(r + 1)])[0] : [stream.Score(rows[r])];
        }
        return answers;
    }

    public static IEnumerable<(string Name, Action Call)> Misfits(object model, MatrixView rows)
    {
        yield return ("rows one column wider", () => InOneCall(model, new Matrix(2, rows.Columns + 1)));
        yield return ("rows without columns", () => InOneCall(model, new Matrix(2, 0)));
        yield return ("a row with infinity", () => InOneCall(model, new Matrix(1, rows.Columns, [.. Enumerable.Repeat(float.NegativeInfinity, rows.Columns)])));
        foreach (var role in Roles(model))
        {
            yield return ($"{role.Name}: a result one row too short", () => role.Write(rows, rows.Rows - 1));
            yield return ($"{role.Name}: a result one row too long", () => role.Write(rows, rows.Rows + 1));
        }
    }

    public static Action SpanCall(object model, MatrixView rows)
    {
        var calls = Roles(model).Select(r => r.Prepare(rows)).ToArray();
        return () =>
        {
            foreach (var call in calls)
            {
                call();
            }
        };
    }

    public static void CheckRole(object model, MatrixView rows)
    {
        Assert.NotEmpty(Roles(model));
        if (model is IInverseTransformer inverse)
        {
            var back = inverse.Inverse(inverse.Transform(rows));
            for (var i = 0; i < back.Values.Length; i++)
            {
                Assert.Equal(rows.Values[i], back.Values[i], 1e-4f * Math.Max(1, Math.Abs(rows.Values[i])));
            }
        }
        if (model is IClassifier classifier)
        {
            var probabilities = classifier.Probabilities(rows);
            for (var r = 0; r < rows.Rows; r++)
            {
                Assert.Equal(1.0, probabilities[r].ToArray().Sum(p => (double)p), 1e-5);
                Assert.All(probabilities[r].ToArray(), p => Assert.InRange(p, 0, 1));
            }
        }
        if (model is IAnomalyDetector detector)
        {
            Assert.False(float.IsNaN(detector.Threshold));
            Assert.All(detector.Score(rows), score => Assert.True(float.IsFinite(score)));
        }
        if (model is IClusterer clusterer)
        {
            Assert.All(clusterer.Assign(rows), label => Assert.InRange(label, -1, clusterer.Clusters - 1));
        }
    }

    public static byte[] Bytes(ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values).ToArray();

    private static float[][] InOneCall(object model, MatrixView rows)
    {
        var answers = new float[rows.Rows][];
        Array.Fill(answers, []);
        foreach (var role in Roles(model))
        {
            var (values, width) = role.Write(rows, rows.Rows);
            for (var r = 0; r < answers.Length; r++)
            {
                answers[r] = [.. answers[r], .. values.AsSpan(r * width, width)];
            }
        }
        return answers;
    }

    private static List<Role> Roles(object model)
    {
        var roles = new List<Role>();
        if (model is ITransformer transformer)
        {
            roles.Add(new MatrixRole(nameof(ITransformer), transformer.ResultColumns, transformer.Transform));
        }
        if (model is IClassifier classifier)
        {
            roles.Add(new MatrixRole(nameof(IClassifier), classifier.Classes, classifier.Probabilities));
        }
        if (model is IRegressor regressor)
        {
            roles.Add(new SpanRole<float>(nameof(IRegressor), regressor.Predict, v => v));
        }
        if (model is IAnomalyDetector detector)
        {
            roles.Add(new SpanRole<float>(nameof(IAnomalyDetector), detector.Score, v => v));
        }
        if (model is ISeriesDetector series)
        {
            roles.Add(new SpanRole<float>(nameof(ISeriesDetector), series.Score, v => v));
        }
        if (model is IClusterer clusterer)
        {
            roles.Add(new SpanRole<int>(nameof(IClusterer), clusterer.Assign, v => v));
        }
        return roles;
    }

    private abstract record Role(string Name)
    {
        /// <summary>Asks for answers into a result with room for <paramref name="room"/> rows.</summary>
        public abstract (float[] Values, int Width) Write(MatrixView rows, int room);

        /// <summary>The same call with all memory made beforehand.</summary>
        public abstract Action Prepare(MatrixView rows);
    }

    private sealed record MatrixRole(string Name, int Width, Action<MatrixView, Matrix> Call) : Role(Name)
    {
        public override (float[] Values, int Width) Write(MatrixView rows, int room)
        {
            var result = new Matrix(room, Width);
            Call(rows, result);
            return (result.Values, Width);
        }

        public override Action Prepare(MatrixView rows)
        {
            var result = new Matrix(rows.Rows, Width);
            return () => Call(rows, result);
        }
    }

    private delegate void IntoSpan<T>(MatrixView rows, Span<T> result);

    private sealed record SpanRole<T>(string Name, IntoSpan<T> Call, Func<T, float> Number) : Role(Name)
    {
        public override (float[] Values, int Width) Write(MatrixView rows, int room)
        {
            var result = new T[room];
            Call(rows, result);
            return (Array.ConvertAll(result, v => Number(v)), 1);
        }

        public override Action Prepare(MatrixView rows)
        {
            var result = new T[rows.Rows];
            return () => Call(rows, result);
        }
    }
}
