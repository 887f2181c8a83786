using Pipelines.Anomaly.Signals;
using Pipelines.Data;
using Xunit;

namespace Pipelines.Tests.Anomaly.Signals;

public sealed class WindowFeaturesTests
{
    [Fact]
    public void Sums_up_each_sensor_over_the_rows_up_to_now()
    {
        var features = WindowFeatures.Of(new Matrix(4, 2, [1, 5, 3, 5, 8, 5, 2, 9]), 3);
        Assert.Equal([1, 0, 0, 1, 1, 5, 0, 0, 5, 5], features[0].ToArray());
        Assert.Equal([2, 1.4142135f, 2, 1, 3, 5, 0, 0, 5, 5], features[1].ToArray());
        Assert.Equal([4, 3.6055512f, 3.5f, 1, 8, 5, 0, 0, 5, 5], features[2].ToArray());
        Assert.Equal([13 / 3f, 3.2145503f, -0.5f, 2, 8, 19 / 3f, 2.3094010f, 2, 5, 9], features[3].ToArray());
        Assert.Equal(["a mean", "a deviation", "a slope", "a min", "a max"], WindowFeatures.Names(["a"]));
    }

    [Fact]
    public void A_window_has_the_same_bits_wherever_it_lies()
    {
        var rng = Rng.At(1);
        var matrix = new Matrix(50, 3);
        for (var i = 0; i < matrix.Values.Length; i++)
        {
            matrix.Values[i] = (float)rng.NextGaussian() + 1000;
        }
        var all = WindowFeatures.Of(matrix, 8);
        var one = new float[15];
        WindowFeatures.At(matrix.View[22..30], one);
        Assert.Equal(all[29].ToArray(), one);
        Assert.Throws<DataException>(() => WindowFeatures.At(matrix.View[0..0], one));
        Assert.Throws<DataException>(() => WindowFeatures.Of(new Matrix(1, 1, [float.NaN]), 2));
    }
}
