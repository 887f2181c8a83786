using System.Globalization;
using Pipelines.Models;
using Xunit;

namespace Pipelines.Tests.Conformance;

/// <summary>The rules, written once for any estimator and any kind of data.</summary>
internal sealed class Subject<TData, TOptions, TModel>(DataKind<TData> kind, Func<TOptions, IEstimator<TData, TModel>> make, TOptions options) : Subject(make(options).GetType())
    where TOptions : class, IOptions<TOptions>, new() where TModel : class, IModel
{
    private static readonly string[] Cultures = ["de-DE", "tr-TR", "zh-CN"];

    public override IModel FitSample() => Fit(kind.Sample());

    public override float[][] Answers(IModel model) => kind.Answers(Assert.IsType<TModel>(model), kind.Sample(), alone: false);

    public override void RefusesSettingsOutOfRange()
    {
        foreach (var setting in TOptions.Settings)
        {
            foreach (var text in OutOfRange(setting))
            {
                // What does not even fit into the property is refused when read; the rest has to be refused by the estimator.
                var error = setting.Force(options, text) is { } forced ? Assert.Throws<OptionException>(() => { make(forced); }) : Assert.Throws<OptionException>(() => { setting.Parse(options, text); });
                Assert.Equal(setting.Name, error.Setting);
                Assert.Contains($"{typeof(TOptions).Name}.{setting.Name} must be {setting.Need}; got ", error.Message, StringComparison.Ordinal);
                Assert.Throws<OptionException>(() => { setting.Parse(options, text); });
            }
            Assert.Throws<OptionException>(() => { setting.Parse(options, "nonsense"); });
        }
    }

    public override void ReadsBackItsSettings()
    {
        InCultures(() =>
        {
            foreach (var setting in TOptions.Settings)
            {
                Assert.NotNull(typeof(TOptions).GetProperty(setting.Name));
                Assert.True(setting.Allows(new TOptions()), $"The default of {setting.Name} is out of its own range.");
                Assert.Equal(options, setting.Parse(options, setting.Text(options)));
                Assert.Equal(new TOptions(), setting.Parse(new TOptions(), setting.Default));
            }
            var settable = typeof(TOptions).GetProperties().Where(p => p.SetMethod is { IsStatic: false }).Select(p => p.Name);
            Assert.Equal(settable.Order(StringComparer.Ordinal), TOptions.Settings.Select(s => s.Name).Order(StringComparer.Ordinal));
            return 0;
        });
    }

    public override void RefusesEmptyData() => Assert.Throws<DataException>(() => { make(options).Fit(kind.Empty()); });

    public override void RefusesNotFiniteData()
    {
        var model = Fit(kind.Sample());
        foreach (var (name, data, place) in kind.NotFinite())
        {
            var error = Assert.Throws<DataException>(() => { make(options).Fit(data); });
            Assert.True(Array.TrueForAll(place, p => error.Message.Contains(p, StringComparison.Ordinal)), $"{name}: '{error.Message}' does not say {string.Join(" and ", place)}.");
        }
    }

    public override void RefusesMisfits()
    {
        var data = kind.Sample();
        foreach (var (name, call) in kind.Misfits(Fit(data), data))
        {
            var error = Record.Exception(call);
            Assert.True(error is DataException or ArgumentException, $"{name}: {error?.GetType().Name ?? "nothing"} was thrown.");
        }
    }

    public override void GivesTheSameBitsOnAnyNumberOfThreads()
    {
        var one = Bytes(make(options).Fit(kind.Sample(), new() { Threads = 1 }));
        Assert.Equal(one, Bytes(make(options).Fit(kind.Sample(), new() { Threads = 2 })));
        Assert.Equal(one, Bytes(make(options).Fit(kind.Sample(), new() { Threads = 8 })));
    }

    public override void GivesTheSameBitsWhenFittedAgain()
    {
        var estimator = make(options);
        var data = kind.Sample();
        var first = estimator.Fit(data);
        var (bytes, answers) = (Bytes(first), kind.Answers(first, data, alone: false));
        Assert.Equal(bytes, Bytes(estimator.Fit(data)));
        Assert.Equal(bytes, Bytes(first));
        Assert.Equal(answers, kind.Answers(first, data, alone: false));
    }

    public override void LeavesItsInputUnchanged()
    {
        var data = kind.Sample();
        var before = kind.Bytes(data);
        var model = Fit(data);
        Assert.Equal(before, kind.Bytes(data));
        kind.Answers(model, data, alone: false);
        Assert.Equal(before, kind.Bytes(data));
    }

    public override void AnswersTheSameAloneAndInABatch()
    {
        var data = kind.Sample();
        var model = Fit(data);
        Assert.Equal(Bits(kind.Answers(model, data, alone: false)), Bits(kind.Answers(model, data, alone: true)));
    }

    public override void ReadsAViewAsItReadsACopy()
    {
        var data = kind.Sample();
        if (kind.Elsewhere(data) is { } other)
        {
            var model = Fit(data);
            Assert.Equal(Bytes(model), Bytes(Fit(other)));
            Assert.Equal(Bits(kind.Answers(model, data, alone: false)), Bits(kind.Answers(model, other, alone: false)));
        }
    }

    public override void AnswersFiniteNumbersForDegenerateData()
    {
        foreach (var (name, data) in kind.Degenerate())
        {
            foreach (var answers in kind.Answers(Fit(data), data, alone: false))
            {
                Assert.True(Array.TrueForAll(answers, float.IsFinite), $"{name}: {string.Join(' ', answers)}");
            }
        }
    }

    public override void AnswersTheSameAfterSavingAndLoading()
    {
        using var folder = new TemporaryFolder();
        var data = kind.Sample();
        var model = Fit(data);
        ModelFile.Save(folder.File("m.pmodel"), model);
        var loaded = ModelFile.Load<TModel>(folder.File("m.pmodel"));
        Assert.Equal(Bits(kind.Answers(model, data, alone: false)), Bits(kind.Answers(loaded, data, alone: false)));
        Assert.Equal(Bytes(model), Bytes(loaded));
    }

    public override void WritesTheSameBytesTwice()
    {
        var model = Fit(kind.Sample());
        Assert.Equal(Bytes(model), Bytes(model));
    }

    public override void RefusesDamagedFiles()
    {
        using var folder = new TemporaryFolder();
        var bytes = Bytes(Fit(kind.Sample()));
        var path = folder.File("m.pmodel");
        for (var part = 0; part < 8; part++)
        {
            File.WriteAllBytes(path, bytes[..(bytes.Length * part / 8)]);
            Assert.Throws<ModelException>(() => { ModelFile.Load(path); });
        }
        File.WriteAllText(path, "id,name\n1,Ann\n");
        Assert.Throws<ModelException>(() => { ModelFile.Load(path); });
    }

    public override void StopsWhenCancelled()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => { make(options).Fit(kind.Sample(), new() { Cancellation = new(canceled: true) }); });
        using var source = new CancellationTokenSource();
        var more = false;
        var stop = new Listener(step =>
        {
            more = step.Step < step.Of;
            source.Cancel();
        });
        var error = Record.Exception(() => { make(options).Fit(kind.Sample(), new() { Cancellation = source.Token, Progress = stop }); });
        Assert.True(error is OperationCanceledException || !more, "It went on after being cancelled.");
    }

    public override void ReportsRisingProgress()
    {
        var steps = new List<FitStep>();
        make(options).Fit(kind.Sample(), new() { Progress = new Listener(steps.Add) });
        Assert.Equal(Enumerable.Range(1, Math.Max(1, steps.Count)), steps.Select(s => s.Step));
        Assert.All(steps, s => Assert.InRange(s.Step, 1, s.Of));
    }

    public override void GivesTheSameBitsInAnyCulture()
    {
        var here = Bytes(Fit(kind.Sample()));
        InCultures(() =>
        {
            Assert.Equal(here, Bytes(Fit(kind.Sample())));
            return 0;
        });
    }

    public override void AllocatesNothingWhenWritingIntoSpans()
    {
        var data = kind.Sample();
        if (kind.SpanCall(Fit(data), data) is not { } call)
        {
            return;
        }
        call();
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    public override void KeepsThePromisesOfItsRole()
    {
        var data = kind.Sample();
        kind.CheckRole(Fit(data), data);
    }

    private TModel Fit(TData data) => make(options).Fit(data);

    private static byte[] Bytes(TModel model)
    {
        using var stream = new MemoryStream();
        ModelFile.Write(stream, model, null);
        return stream.ToArray();
    }

    private static int[][] Bits(float[][] answers) => Array.ConvertAll(answers, a => Array.ConvertAll(a, BitConverter.SingleToInt32Bits));

    private static IEnumerable<string> OutOfRange(Setting<TOptions> setting)
    {
        var bounds = setting.Bounds;
        switch (setting.Kind)
        {
            case SettingKind.Number:
                double Margin(double end) => Math.Max(Math.Abs(end), 1) * 1e-6;
                yield return "NaN";
                yield return Text(bounds.LowOpen || double.IsInfinity(bounds.Low) ? bounds.Low : bounds.Low - Margin(bounds.Low));
                yield return Text(bounds.HighOpen || double.IsInfinity(bounds.High) ? bounds.High : bounds.High + Margin(bounds.High));
                break;
            case SettingKind.Whole:
                yield return "1.5";
                if (bounds.Low > -1e18)
                {
                    yield return Text(bounds.LowOpen ? bounds.Low : bounds.Low - 1);
                }
                if (bounds.High < 1e18)
                {
                    yield return Text(bounds.HighOpen ? bounds.High : bounds.High + 1);
                }
                break;
            case SettingKind.Choice:
                yield return "none-of-them";
                break;
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void InCultures(Func<int> check)
    {
        var here = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in Cultures)
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                check();
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    private sealed class Listener(Action<FitStep> hear) : IProgress<FitStep>
    {
        public void Report(FitStep value) => hear(value);
    }
}
