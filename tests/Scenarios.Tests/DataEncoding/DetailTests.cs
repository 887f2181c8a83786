using System.Globalization;
using DataEncoding.Study;
using Pipelines;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Reduction;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>What only the report measures.</summary>
public sealed class DetailTests
{
    private static readonly FitControl Control = new() { Threads = 1 };

    [Fact]
    public void A_linear_autoencoder_spans_the_plane_of_the_components()
    {
        string[][] lines = [.. File.ReadLines(Path.Combine(Repository.Root, "datasets", "digits", "digits.csv")).Skip(1).Take(600).Select(l => l.Split(','))];
        var digits = new Matrix(lines.Length, 64, [.. lines.SelectMany(l => l.Take(64).Select(v => float.Parse(v, CultureInfo.InvariantCulture) / 16))]);
        var plane = LinearPlane.Of(digits, 8, 42, Control)!;
        Assert.Equal((4, 600), (plane.Code, plane.Rows));
        Assert.InRange(plane.Angle, 0, 1e-3);
        // The same numbers again for any number of threads.
        Assert.Equal(plane.Angle, LinearPlane.Of(digits, 8, 42, Control with { Threads = 2 })!.Angle);
    }

    [Fact]
    public void No_plane_is_told_from_too_little()
    {
        Assert.Null(LinearPlane.Of(Noise(5, 8), 2, 0, Control));
        Assert.Null(LinearPlane.Of(Noise(50, 1), 1, 0, Control));
        // Rows on one line have one direction, not two.
        Assert.Null(LinearPlane.Of(new(40, 3, [.. Enumerable.Range(0, 120).Select(i => (float)(i / 3))]), 2, 0, Control));
        Assert.Equal(1, LinearPlane.Of(Noise(50, 2), 2, 0, Control)!.Code);
    }

    [Fact]
    public void A_map_shows_two_numbers_as_they_are_and_more_on_two_components()
    {
        var two = Noise(30, 2);
        Assert.Same(two, PlaneMap.Of(Noise(60, 2), two, Control)!.Points);
        Assert.Null(PlaneMap.Of(Noise(60, 1), Noise(30, 1), Control));
        var map = PlaneMap.Of(Noise(60, 5), Noise(30, 5), Control)!;
        Assert.Equal((30, 2), (map.Points.Rows, map.Points.Columns));
        Assert.InRange(map.Share, 0.4, 0.9);
    }

    [Fact]
    public void Known_pairs_are_spread_over_a_file_in_the_order_of_its_classes()
    {
        var rows = new Matrix(10, 1, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Assert.Equal([0, 2, 5, 7], AttackCurve.Sample(rows, 4).Values.ToArray());
        Assert.Equal(10, AttackCurve.Sample(rows, 500).Rows);
    }

    [Fact]
    public void Sizes_are_told_from_rows_of_the_whole_file()
    {
        // A file in the order of its classes: those at its beginning hardly vary, those at its end do.
        static Matrix Sorted(int rows) => new(rows, 4, [.. Noise(rows, 4).Values.Select((v, i) => i / 4 < 0.8 * rows ? 0.01f * v : v)]);
        var (train, test) = (Sorted(8000), Sorted(3000));
        var pca = new Pca(new() { Components = 2 }).Fit(train, Control);
        var folder = Directory.CreateTempSubdirectory("pipelines-tests-");
        var fine = RateDistortion.Of("pca", pca, train, test, [], folder.FullName, TestContext.Current.CancellationToken).Last();
        folder.Delete();
        var whole = CellErrors.Mean(test, pca.Inverse(pca.Transform(test)), []);
        Assert.Equal(8, fine.Bits);
        Assert.InRange(fine.Error / whole, 0.8, 1.25);
    }

    [Fact]
    public void Errors_of_columns_are_in_their_own_unit_beside_always_the_same_answer()
    {
        var truth = new Table([new NumberColumn("a", [1, 2, 3, double.NaN]), TextColumn.From("t", ["x", "x", "y", null]), new NumberColumn("same", [5, 5, 5, 5])]);
        var ours = new Table([new NumberColumn("a", [1, 2, 5, 9]), TextColumn.From("t", ["x", "y", "y", "y"]), new NumberColumn("same", [5, 5, 5, 5])]);
        var pca = new Table([new NumberColumn("a", [1, 2, 3, 9]), TextColumn.From("t", ["x", "x", "x", "x"]), new NumberColumn("same", [5, 5, 5, 5])]);
        var errors = ColumnError.Of(truth, ours, pca);
        Assert.Equal(["a", "t"], errors.Select(e => e.Name));
        Assert.Equal((Math.Sqrt(4 / 3.0), 0.0, Math.Sqrt(2 / 3.0)), (errors[0].Autoencoder, errors[0].Pca, errors[0].Always));
        Assert.Equal((1 / 3.0, 1 / 3.0, 1 / 3.0), (errors[1].Autoencoder, errors[1].Pca, errors[1].Always));
        Assert.Equal(Math.Sqrt(2), errors[0].Share, 1e-12);
    }

    private static Matrix Noise(int rows, int columns)
    {
        var rng = Rng.At(7);
        var noise = new Matrix(rows, columns);
        foreach (ref var value in noise.Values.AsSpan())
        {
            value = (float)rng.NextGaussian();
        }
        return noise;
    }
}
