using Pipelines.Anomaly.Health;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Supervised;
using Xunit;

namespace Pipelines.Tests.Anomaly.Health;

public sealed class WindowedLifeModelTests
{
    [Fact]
    public void A_prediction_is_corrected_by_what_machines_really_had_left()
    {
        var rng = Rng.At(3, 0, 0);
        // Ten machines that all outlive what is predicted by 10, give or take 2, and by 50 where nothing shows yet.
        var (said, left, machine) = (new double[2000], new double[2000], new int[2000]);
        for (var i = 0; i < said.Length; i++)
        {
            said[i] = i % 200;
            left[i] = said[i] + (said[i] > 150 ? 50 : 10) + (4 * (rng.NextDouble() - 0.5));
            machine[i] = i / 200;
        }
        var calibration = LifeCalibration.Of(said, left, machine);
        var (low, high) = (calibration.Around(40), calibration.Around(190));
        Assert.Equal(50, low.Rows, 1.0);
        Assert.Equal(240, high.Rows, 1.0);
        Assert.InRange(low.Low, 47.5, 49);
        Assert.InRange(low.High, 51, 52.5);
        Assert.Equal(0.9, low.Level);
        Assert.Equal(0, calibration.Around(-100).Low);
    }

    [Fact]
    public void Intervals_hold_what_they_promise_on_machines_not_seen()
    {
        var (inside, all) = (0, 0);
        for (var draw = 0; draw < 40; draw++)
        {
            var rng = Rng.At(4, 0, draw);
            var (said, left, machine) = (new double[1500], new double[1500], new int[1500]);
            for (var m = 0; m < 30; m++)
            {
                var own = 10 * rng.NextGaussian();
                for (var i = 0; i < 50; i++)
                {
                    (said[(m * 50) + i], left[(m * 50) + i], machine[(m * 50) + i]) = (4 * i, Math.Max(0, (4 * i) + own + (3 * rng.NextGaussian())), m);
                }
            }
            // The last machine is new.
            var calibration = LifeCalibration.Of(said.AsSpan(0, 1450), left.AsSpan(0, 1450), machine.AsSpan(0, 1450));
            for (var i = 1450; i < 1500; i++)
            {
                var life = calibration.Around(said[i]);
                inside += life.Low <= left[i] && left[i] <= life.High ? 1 : 0;
                all++;
            }
        }
        Assert.InRange(inside / (double)all, 0.85, 0.99);
    }

    [Fact]
    public void With_few_machines_the_interval_is_the_widest_seen()
    {
        double[] said = [10, 10, 10, 10, 10], left = [4, 9, 10, 12, 30];
        var life = LifeCalibration.Of(said, left, [0, 1, 2, 3, 4]).Around(10);
        Assert.Equal((4, 10, 30), (life.Low, life.Rows, life.High));
    }

    [Fact]
    public void Machines_of_one_prediction_are_all_heard()
    {
        // Eight machines that show no wear yet: the same is predicted for all, and they last 100 to 800 longer.
        var (said, left, machine) = (new double[80], new double[80], new int[80]);
        for (var i = 0; i < said.Length; i++)
        {
            (said[i], left[i], machine[i]) = (200, 200 + (100 * ((i / 10) + 1)), i / 10);
        }
        var life = LifeCalibration.Of(said, left, machine).Around(200);
        Assert.Equal((300d, 600d, 1000d), (life.Low, life.Rows, life.High));
    }

    [Fact]
    public void Reads_back_what_it_wrote()
    {
        var model = Make();
        using var folder = new TemporaryFolder();
        ModelFile.Save(folder.File("m.pmodel"), model);
        var back = ModelFile.Load<WindowedLifeModel>(folder.File("m.pmodel"));
        var window = new Matrix(3, 2, [1, 2, 3, 4, 5, 6]);
        Assert.Equal(model.Predict(window), back.Predict(window));
        Assert.Equal((model.Window, model.Cap, model.Sensors), (back.Window, back.Cap, back.Sensors));
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        var model = Make();
        Assert.Throws<DataException>(() => model.Predict(new Matrix(2, 2)));
        Assert.Throws<DataException>(() => model.Predict(new Matrix(3, 1)));
        Assert.Throws<DataException>(() => model.Predict(new Matrix(3, 2, [1, 2, 3, float.NaN, 5, 6])));
        Assert.Throws<DataException>(() => LifeCalibration.Of([], [], []));
        Assert.Throws<DataException>(() => LifeCalibration.Of([1], [double.NaN], [0]));
        Assert.Throws<DataException>(() => LifeCalibration.Of([1, 2], [1], [0, 0]));
        var regressor = Regressor(10);
        var calibration = LifeCalibration.Of([1], [1], [0]);
        Assert.Throws<DataException>(() => new WindowedLifeModel(1, 100, new double[10], Ones(10), regressor, calibration));
        Assert.Throws<DataException>(() => new WindowedLifeModel(3, 100, new double[10], new double[10], regressor, calibration));
        Assert.Throws<DataException>(() => new WindowedLifeModel(3, 100, new double[5], Ones(5), regressor, calibration));
    }

    private static WindowedLifeModel Make() => new(3, 100, new double[10], Ones(10), Regressor(10), LifeCalibration.Of([0, 50, 100], [0, 55, 120], [0, 1, 2]));

    private static double[] Ones(int n) => [.. Enumerable.Repeat(1.0, n)];

    private static RidgeRegressionModel Regressor(int columns)
    {
        var rng = Rng.At(1, 0, 0);
        var rows = new Matrix(50, columns);
        var targets = new float[50];
        for (var r = 0; r < 50; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                rows[r][c] = (float)rng.NextGaussian();
            }
            targets[r] = 50 + (10 * rows[r][0]);
        }
        return new RidgeRegression().Fit(new(rows, targets));
    }
}
