using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Neighbors;
using Pipelines.Neural;
using Pipelines.Reduction;
using Xunit;

namespace Pipelines.Tests.Neural;

public sealed class AutoencoderTests
{
    [Fact]
    public void A_linear_one_spans_the_plane_of_the_principal_components()
    {
        var rows = DigitSplit.All;
        var pca = new Pca(new() { Components = 4 }).Fit(rows);
        var model = new Autoencoder(new() { Kind = AutoencoderKind.Plain, HiddenLayers = 0, CodeSize = 4, WeightDecay = 0, ValidationShare = 0, Patience = 0, BatchSize = rows.Rows, LearningRate = 0.02, Epochs = 1000 }).Fit(rows);
        // The rows of the decoder are the directions of a linear code.
        var (weights, _) = model.Decoder.Learned(0);
        Assert.InRange(SubspaceAngle.Largest(new Matrix(4, 64, weights.ToArray()), pca.Components), 0, 1e-5);
        Assert.Equal(DigitSplit.Error(pca.Inverse(pca.Transform(rows)), rows), DigitSplit.Error(model.Reconstruct(rows), rows), 1e-5);
    }

    [Fact]
    public void Keeps_more_of_a_curve_than_any_plane_can()
    {
        var rows = Spiral(400);
        var model = new Autoencoder(new() { CodeSize = 1, HiddenUnits = 64, Noise = 0.05 }).Fit(rows[..300]);
        var pca = new Pca(new() { Components = 1 }).Fit(rows[..300]);
        var ours = DigitSplit.Error(model.Reconstruct(rows[300..]), rows[300..]);
        Assert.InRange(ours, 0, 0.3 * DigitSplit.Error(pca.Inverse(pca.Transform(rows[300..])), rows[300..]));
    }

    [Fact]
    public void Gives_the_same_whatever_the_unit()
    {
        // Powers of two change no digit, so that every bit of the code stays.
        var rows = Spiral(120);
        var scaled = new Matrix(rows.Rows, 3, [.. rows.Values.ToArray().Select(v => 1024 * v)]);
        var options = new AutoencoderOptions { CodeSize = 2, Epochs = 5, HiddenUnits = 16 };
        Assert.Equal(new Autoencoder(options).Fit(rows).Transform(rows).Values, new Autoencoder(options).Fit(scaled).Transform(scaled).Values);
    }

    [Fact]
    public void Hidden_layers_are_as_wide_as_they_are_named()
    {
        var rows = Spiral(60);
        string Layers(IReadOnlyList<int>? hidden) => new Autoencoder(new() { CodeSize = 2, Epochs = 1, HiddenUnits = 16, HiddenLayers = 2, Kind = AutoencoderKind.Plain }) { Hidden = hidden }.Fit(rows).Network.ToString();
        Assert.Contains("dense 20 leaky-relu → dense 5 leaky-relu → dense 2 → dense 5 leaky-relu → dense 20 leaky-relu → dense 3", Layers([20, 5]), StringComparison.Ordinal);
        Assert.Equal(Layers([16, 8]), Layers(null));
        Assert.DoesNotContain("relu", Layers([]), StringComparison.Ordinal);
        Assert.Contains("1 to 100,000 units", Assert.Throws<OptionException>(() => new Autoencoder { Hidden = [8, 0] }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_are_squared_distances_from_the_reconstruction_and_single_out_rows_of_another_kind()
    {
        var rows = Spiral(300);
        var model = new Autoencoder(new() { CodeSize = 2, HiddenUnits = 32, Epochs = 50 }).Fit(rows);
        var others = new Matrix(2, 3, [0, 0, 9, 4, -4, -6]);
        var (errors, strange) = (new double[300], new double[2]);
        model.ReconstructionErrors(rows, errors);
        model.ReconstructionErrors(others, strange);
        var back = model.Reconstruct(rows);
        for (var r = 0; r < rows.Rows; r++)
        {
            Assert.Equal(Enumerable.Range(0, 3).Sum(j => Math.Pow(rows[r][j] - (double)back[r][j], 2)), errors[r], 1e-9);
        }
        Assert.All(strange, e => Assert.True(e > errors.Max()));
        Assert.Equal(back.Values, model.Inverse(model.Transform(rows)).Values);
        Assert.Throws<DataException>(() => model.ReconstructionErrors(rows, new double[299]));
        Assert.Throws<DataException>(() => model.ReconstructionErrors(new Matrix(1, 3, [0, float.NaN, 0]), new double[1]));
    }

    [Fact]
    public void A_sparse_code_is_mostly_0_and_the_more_so_the_more_it_costs()
    {
        double Active(double sparsity)
        {
            var model = new Autoencoder(new() { Kind = AutoencoderKind.Sparse, CodeSize = 100, HiddenLayers = 0, Sparsity = sparsity, Epochs = 20 }).Fit(DigitSplit.All);
            var codes = model.Transform(DigitSplit.All);
            Assert.All(codes.Values, v => Assert.True(v >= 0));
            return codes.Values.Count(v => v > 0) / (double)codes.Values.Length;
        }
        var (free, cheap, dear) = (Active(0), Active(0.2), Active(2));
        Assert.True(free > cheap && cheap > dear, $"{free:F3} {cheap:F3} {dear:F3}");
        Assert.InRange(dear, 0.005, 0.3);
    }

    [Fact]
    public void A_variational_code_is_drawn_towards_the_standard_normal_and_drawn_codes_become_rows()
    {
        var rows = DigitSplit.All;
        AutoencoderModel Fit(double divergence) => new Autoencoder(new() { Kind = AutoencoderKind.Variational, CodeSize = 2, Divergence = divergence, Epochs = 30, HiddenUnits = 64 }).Fit(rows);
        double Spread(AutoencoderModel fitted) => fitted.Transform(rows).Values.Average(v => (double)v * v);
        var model = Fit(1);
        Assert.InRange(Spread(model), 0.5, 2.5);
        Assert.True(Spread(Fit(0.01)) > 1.5 * Spread(model));
        var drawn = new Matrix(200, 2);
        for (var i = 0; i < drawn.Values.Length; i++)
        {
            drawn.Values[i] = (float)Rng.At(5, 0, i).NextGaussian();
        }
        // Rows made from drawn codes are much nearer to real rows than rows of the same pixels that do not go together.
        var mixed = new Matrix(200, 64);
        for (var i = 0; i < mixed.Values.Length; i++)
        {
            mixed.Values[i] = rows[Rng.At(6, 0, i).NextBelow(rows.Rows)][i % 64];
        }
        double Nearest(Matrix queries)
        {
            var squares = new float[queries.Rows];
            new BruteForce(rows).Nearest(queries, 1, new int[queries.Rows], squares);
            return squares.Average();
        }
        Assert.InRange(Nearest(model.Inverse(drawn)), 0, 0.5 * Nearest(mixed));
    }

    [Fact]
    public void Reads_tables_of_numbers_categories_and_gaps_each_with_its_own_loss()
    {
        var table = Mixed(600);
        var encoder = new TableEncoder().Fit(table);
        var rows = new Matrix(table.Rows, encoder.Columns);
        encoder.Encode(table, rows);
        var model = new Autoencoder(new() { CodeSize = 3, HiddenUnits = 32, Epochs = 60 }).Fit(rows, encoder.Layout);
        Assert.Equal(encoder.Layout, model.Layout);

        var back = model.Reconstruct(rows);
        foreach (var column in encoder.Layout)
        {
            for (var r = 0; r < rows.Rows; r++)
            {
                var values = back[r].Slice(column.First, column.Count).ToArray();
                if (column.Type != EncodedType.Number)
                {
                    Assert.All(values, p => Assert.InRange(p, 0, 1));
                }
                if (column.Type == EncodedType.Levels)
                {
                    Assert.Equal(1, values.Sum(), 1e-5f);
                }
            }
        }
        var decoded = encoder.Decode(back);
        Assert.InRange(Enumerable.Range(0, 600).Count(r => decoded["city"].Text(r) == table["city"].Text(r)), 590, 600);

        // What was missing comes back nearer to what it must have been than the median that was filled in.
        var (a, b) = (((NumberColumn)table["a"]).Values, ((NumberColumn)decoded["a"]).Values);
        var hidden = Enumerable.Range(0, 600).Where(r => double.IsNaN(a[r])).ToArray();
        Assert.NotEmpty(hidden);
        Assert.InRange(hidden.Average(r => Math.Abs(b[r] - Truth(r))), 0, 0.75 * hidden.Average(r => Math.Abs(Truth(r) - 100)));
    }

    [Fact]
    public void The_error_of_a_table_is_squares_and_logarithms_of_probabilities_and_spares_what_is_missing()
    {
        var table = Mixed(200);
        var encoder = new TableEncoder().Fit(table);
        var rows = new Matrix(table.Rows, encoder.Columns);
        encoder.Encode(table, rows);
        var model = new Autoencoder(new() { CodeSize = 1, HiddenUnits = 16, Epochs = 60 }).Fit(rows, encoder.Layout);
        var (back, errors) = (model.Reconstruct(rows), new double[200]);
        model.ReconstructionErrors(rows, errors);
        for (var r = 0; r < 200; r++)
        {
            var expected = 0.0;
            foreach (var c in encoder.Layout)
            {
                var (x, y) = (rows[r].Slice(c.First, c.Count).ToArray(), back[r].Slice(c.First, c.Count).ToArray());
                expected += c.Type switch
                {
                    EncodedType.Number => c.Name == "a" && double.IsNaN(((NumberColumn)table["a"]).Values[r]) ? 0 : Math.Pow(x[0] - (double)y[0], 2),
                    EncodedType.Missing => -Math.Log(x[0] == 1 ? y[0] : 1 - (double)y[0]),
                    _ => -Math.Log(y[Array.IndexOf(x, 1)]),
                };
            }
            Assert.Equal(expected, errors[r], 1e-4 * Math.Max(1, expected));
        }
        // A category that does not go with the rest is found.
        var wrong = rows.View[2..3].Values.ToArray();
        var city = encoder.Layout.Single(c => c.Type == EncodedType.Levels);
        var place = Array.IndexOf(wrong, 1, city.First);
        (wrong[place], wrong[city.First + ((place - city.First + 1) % 2)]) = (0, 1);
        var error = new double[1];
        model.ReconstructionErrors(new Matrix(1, wrong.Length, wrong), error);
        Assert.True(error[0] > errors[2] + 1);
    }

    [Fact]
    public void A_model_of_a_table_is_read_back_with_its_columns()
    {
        using var folder = new TemporaryFolder();
        var table = Mixed(60);
        var encoder = new TableEncoder().Fit(table);
        var rows = new Matrix(table.Rows, encoder.Columns);
        encoder.Encode(table, rows);
        foreach (var kind in Enum.GetValues<AutoencoderKind>())
        {
            var model = new Autoencoder(new() { Kind = kind, Epochs = 3, HiddenUnits = 8 }).Fit(rows, encoder.Layout);
            ModelFile.Save(folder.File("m"), model, new());
            var read = ModelFile.Load<AutoencoderModel>(folder.File("m"));
            Assert.Equal(model.Layout, read.Layout);
            Assert.Equal(model.Reconstruct(rows).Values, read.Reconstruct(rows).Values);
            Assert.Equal(model.Transform(rows).Values, read.Transform(rows).Values);
        }
    }

    [Fact]
    public void Its_way_back_alone_is_near_its_own_and_takes_half_the_digits()
    {
        var rows = DigitSplit.All[..300];
        var model = new Autoencoder(new() { CodeSize = 4, HiddenUnits = 32, HiddenLayers = 1, Epochs = 5 }).Fit(rows);
        var codes = model.Transform(rows);
        var compact = (AutoencoderModel)model.Compact();
        var (own, near) = (model.Inverse(codes), compact.Inverse(codes));
        // 8 significant bits: what a weight adds is off by a five-hundredth at most, and sums by less.
        for (var r = 0; r < rows.Rows; r++)
        {
            for (var c = 0; c < rows.Columns; c++)
            {
                Assert.Equal(own[r][c], near[r][c], 16.0 / 100);
            }
        }
        for (var layer = 0; layer < model.Network.Layers.Count; layer++)
        {
            var (weights, offsets) = compact.Network.Learned(layer);
            var coding = layer < model.Encoder.Layers.Count;
            Assert.All(weights.ToArray(), w => Assert.True(coding ? w == 0 : (BitConverter.SingleToUInt32Bits(w) & 0xFFFF) == 0));
            Assert.True(coding ? !offsets.Span.ContainsAnyExcept(0f) : offsets.Span.SequenceEqual(model.Network.Learned(layer).Offsets.Span));
        }
        Assert.Empty(compact.Network.History);
    }

    [Fact]
    public void Several_seeds_are_those_trained_alone()
    {
        var rows = Spiral(100);
        var options = new AutoencoderOptions { CodeSize = 2, HiddenUnits = 8, Epochs = 4, Seed = 7 };
        var models = new Autoencoder(options).FitSeeds(3, rows);
        for (var s = 0; s < 3; s++)
        {
            Assert.Equal(new Autoencoder(options with { Seed = 7 + s }).Fit(rows).Transform(rows).Values, models[s].Transform(rows).Values);
        }
        Assert.NotEqual(models[0].Transform(rows).Values, models[1].Transform(rows).Values);
    }

    [Fact]
    public void Chooses_a_code_by_the_width_and_halves_its_layers()
    {
        static string Shape(int columns, AutoencoderOptions options) => new Autoencoder(options with { Epochs = 1 }).Fit(new Matrix(20, columns, [.. Enumerable.Range(0, 20 * columns).Select(i => (float)Math.Sin(i * i))])).Network.ToString();
        Assert.Equal("64 → scale 64 → gaussian-noise 64 → dense 256 leaky-relu → dense 128 leaky-relu → dense 8 → dense 128 leaky-relu → dense 256 leaky-relu → dense 64 → scale 64", Shape(64, new()));
        Assert.Equal("5 → scale 5 → dense 2 → dense 5 → scale 5", Shape(5, new() { Kind = AutoencoderKind.Plain, HiddenLayers = 0 }));
        Assert.Equal("300 → scale 300 → gaussian-noise 300 → dense 40 tanh → dense 32 tanh → dense 32 → dense 32 tanh → dense 40 tanh → dense 300 → scale 300", Shape(300, new() { HiddenUnits = 40, Activation = Activation.Tanh }));
        Assert.Equal("1 → scale 1 → dense 4 leaky-relu → dense 2 → gaussian-sample 1 → dense 4 leaky-relu → dense 1 → scale 1", Shape(1, new() { Kind = AutoencoderKind.Variational, HiddenLayers = 1, HiddenUnits = 4 }));
    }

    [Fact]
    public void Refuses_codes_wider_than_rows_unless_they_are_sparse()
    {
        var rows = Spiral(30);
        foreach (var kind in new[] { AutoencoderKind.Plain, AutoencoderKind.Denoising, AutoencoderKind.Variational })
        {
            Assert.Equal("autoencoder.code", Assert.Throws<DataException>(() => new Autoencoder(new() { Kind = kind, CodeSize = 4 }).Fit(rows)).Code);
        }
        Assert.Equal(4, new Autoencoder(new() { Kind = AutoencoderKind.Sparse, CodeSize = 4, Epochs = 1 }).Fit(rows).ResultColumns);
    }

    [Fact]
    public void Refuses_columns_that_are_not_those_of_the_rows()
    {
        static string Code(params EncodedColumn[] columns) => Assert.Throws<DataException>(() => new Autoencoder().Fit(new Matrix(5, 3), columns)).Code;
        Assert.Equal("autoencoder.width", Code(new EncodedColumn("a", EncodedType.Number, 0, 1)));
        Assert.Equal("autoencoder.width", Code());
        Assert.Equal("autoencoder.columns", Code(new EncodedColumn("a", EncodedType.Levels, 0, 1)));
        Assert.Equal("autoencoder.columns", Code(new EncodedColumn("a", EncodedType.Number, 1, 1)));
        Assert.Equal("autoencoder.columns", Code(new EncodedColumn("a", EncodedType.Missing, 0, 1)));
        Assert.Equal("autoencoder.columns", Code(new EncodedColumn("a", EncodedType.Levels, 0, 2), new EncodedColumn("a", EncodedType.Missing, 2, 1)));
        Assert.Equal("autoencoder.columns", Code(new EncodedColumn("a", (EncodedType)9, 0, 3)));
    }

    [Fact]
    public void A_learning_rate_that_is_too_high_stops_with_the_step_and_what_to_try()
    {
        var error = Assert.Throws<DataException>(() => new Autoencoder(new() { LearningRate = 10, Activation = Activation.None, HiddenLayers = 8, Schedule = LearningRateSchedule.Constant }).Fit(Spiral(200)));
        Assert.Equal("network.diverged", error.Code);
        Assert.Contains("LearningRate", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A turn of a spiral in three dimensions: one number says where a row is.</summary>
    private static MatrixView Spiral(int count)
    {
        var rows = new Matrix(count, 3);
        for (var r = 0; r < count; r++)
        {
            var t = 5 * Rng.At(2, 0, r).NextDouble();
            (rows[r][0], rows[r][1], rows[r][2]) = ((float)(3 * Math.Cos(t)), (float)(3 * Math.Sin(t)), (float)t);
        }
        return rows;
    }

    private static double Truth(int row) => 100 + (20 * Math.Sin(row));

    /// <summary>Two numbers and a city that go with each other; every seventh number is missing.</summary>
    private static Table Mixed(int rows) => new(
    [
        new NumberColumn("a", [.. Enumerable.Range(0, rows).Select(r => r % 7 == 3 ? double.NaN : Truth(r))]),
        new NumberColumn("b", [.. Enumerable.Range(0, rows).Select(r => -Truth(r) / 1000)]),
        TextColumn.From("city", Enumerable.Range(0, rows).Select(r => Truth(r) > 100 ? "Oslo" : "Lyon")),
    ]);
}
