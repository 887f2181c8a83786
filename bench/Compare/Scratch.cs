using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Pipelines;

namespace Bench.Compare;

/// <summary>Writes the generated files, once for each shape and seed: raw float32 in row order, little-endian. The same bytes on every machine.</summary>
internal sealed class Scratch(string folder)
{
    private const int Directions = 40;

    /// <summary>The path of a file, which is made where it is not there.</summary>
    public string PathOf(Input input)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{input.Draw}{(input.Blobs > 0 ? $"{input.Blobs}" : "")}-{input.Rows}x{input.Columns}-{input.Seed}.{(input.Draw == Draw.CsvText ? "csv" : "f32")}".ToLowerInvariant());
        if (!File.Exists(path))
        {
            var part = path + ".part";
            if (input.Draw == Draw.CsvText)
            {
                WriteCsv(input, part);
            }
            else
            {
                WriteValues(part, Values(input));
            }
            File.Move(part, path, true);
        }
        return path;
    }

    private static float[] Values(Input input)
    {
        if (input.Draw is Draw.Shuttle or Draw.ShuttleAnomalies)
        {
            return Shuttle.Values(labels: input.Draw == Draw.ShuttleAnomalies);
        }
        var values = new float[input.Rows * input.Columns];
        if (input.Draw == Draw.Crowds)
        {
            FillCrowds(values, input);
            return values;
        }
        if (input.Draw == Draw.LowRank)
        {
            FillLowRank(values, input);
            return values;
        }
        if (input.Draw == Draw.Blobs)
        {
            FillBlobs(values, input);
            return values;
        }
        for (var r = 0; r < input.Rows; r++)
        {
            var rng = Rng.At(input.Seed, (int)input.Draw, r);
            for (var c = 0; c < input.Columns; c++)
            {
                values[(r * input.Columns) + c] = (2 * rng.NextSingle()) - 1;
            }
        }
        if (input.Draw is Draw.Symmetric or Draw.PositiveDefinite)
        {
            var n = input.Rows;
            for (var r = 0; r < n; r++)
            {
                for (var c = 0; c < r; c++)
                {
                    values[(r * n) + c] = values[(c * n) + r];
                }
                values[(r * n) + r] += input.Draw == Draw.PositiveDefinite ? 2 * MathF.Sqrt(n) : 0;
            }
        }
        return values;
    }

    // Strengths fall as 1/j, so that a tenth direction is told from an eleventh, but not by much.
    private static void FillLowRank(float[] values, Input input)
    {
        var basis = new float[Directions * input.Columns];
        var rng = Rng.At(input.Seed, -1);
        for (var i = 0; i < basis.Length; i++)
        {
            basis[i] = (float)rng.NextGaussian();
        }
        Parallel.For(0, input.Rows, r =>
        {
            var draw = Rng.At(input.Seed, (int)input.Draw, r);
            var row = values.AsSpan(r * input.Columns, input.Columns);
            for (var c = 0; c < row.Length; c++)
            {
                row[c] = 0.25f * draw.NextSingle();
            }
            for (var j = 0; j < Directions; j++)
            {
                var strength = (float)draw.NextGaussian() / (j + 1);
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(basis.AsSpan(j * input.Columns, input.Columns), strength, row, row);
            }
        });
    }

    private static void FillBlobs(float[] values, Input input)
    {
        var centres = new float[input.Blobs * input.Columns];
        var rng = Rng.At(input.Seed, -1);
        for (var i = 0; i < centres.Length; i++)
        {
            centres[i] = (20 * rng.NextSingle()) - 10;
        }
        Parallel.For(0, input.Rows, r =>
        {
            var draw = Rng.At(input.Seed, (int)input.Draw, r);
            for (var c = 0; c < input.Columns; c++)
            {
                values[(r * input.Columns) + c] = centres[(r % input.Blobs * input.Columns) + c] + (3 * (float)draw.NextGaussian());
            }
        });
    }

    private static void WriteValues(string path, float[] values)
    {
        using var file = File.Create(path);
        file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static void FillCrowds(float[] values, Input input)
    {
        var (crowds, deviation) = input.Columns <= 3 ? (50, 0.3) : (10, 1);
        for (var r = 0; r < input.Rows; r++)
        {
            var draw = Rng.At(input.Seed, (int)input.Draw, r);
            var centre = Rng.At(input.Seed, -2, draw.NextBelow(crowds));
            for (var c = 0; c < input.Columns; c++)
            {
                values[(r * input.Columns) + c] = (float)((20 * centre.NextDouble()) - 10 + (deviation * draw.NextGaussian()));
            }
        }
    }

    private static void WriteCsv(Input input, string path)
    {
        using var file = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        file.WriteLine(string.Join(',', Enumerable.Range(1, input.Columns).Select(c => $"x{c}")));
        var line = new StringBuilder();
        for (var r = 0; r < input.Rows; r++)
        {
            var rng = Rng.At(input.Seed, (int)input.Draw, r);
            line.Clear();
            for (var c = 0; c < input.Columns; c++)
            {
                line.Append(c == 0 ? "" : ",");
                _ = (c % 4) switch
                {
                    0 => line.Append(CultureInfo.InvariantCulture, $"{rng.NextBelow(10_000)}"),
                    1 => line.Append(CultureInfo.InvariantCulture, $"{rng.NextSingle() * 1000:F2}"),
                    2 => line.Append(CultureInfo.InvariantCulture, $"{rng.NextGaussian() * 10:F4}"),
                    _ => line.Append(CultureInfo.InvariantCulture, $"{(float)rng.NextGaussian():G7}"),
                };
            }
            file.WriteLine(line);
        }
    }
}
