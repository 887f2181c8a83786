using System.Globalization;
using System.Runtime.InteropServices;
using Pipelines.Data;
using Pipelines.Models;
using Xunit;

namespace Pipelines.Tests.Conformance;

/// <summary>The suite itself is tried: for each rule an estimator that breaks just that one, and must be caught.</summary>
public sealed class FlawTests
{
    public static TheoryData<Flaw> Flaws => [.. Enum.GetValues<Flaw>()];

    [Theory, MemberData(nameof(Flaws))]
    public void A_broken_rule_is_noticed(Flaw flaw)
    {
        var sound = Of(Flaw.None);
        var flawed = Of(flaw);
        Action<Subject> rule = flaw switch
        {
            Flaw.UncheckedSettings => s => s.RefusesSettingsOutOfRange(),
            Flaw.UnlistedSetting => s => s.ReadsBackItsSettings(),
            Flaw.AcceptsEmpty => s => s.RefusesEmptyData(),
            Flaw.AcceptsNaN => s => s.RefusesNotFiniteData(),
            Flaw.AcceptsAnyWidth => s => s.RefusesMisfits(),
            Flaw.DependsOnThreads => s => s.GivesTheSameBitsOnAnyNumberOfThreads(),
            Flaw.RemembersEarlierFits => s => s.GivesTheSameBitsWhenFittedAgain(),
            Flaw.WritesToItsInput => s => s.LeavesItsInputUnchanged(),
            Flaw.DependsOnTheBatch => s => s.AnswersTheSameAloneAndInABatch(),
            Flaw.DividesByZero => s => s.AnswersFiniteNumbersForDegenerateData(),
            Flaw.WritesACounter => s => s.WritesTheSameBytesTwice(),
            Flaw.NeverStops => s => s.StopsWhenCancelled(),
            Flaw.ProgressFalls => s => s.ReportsRisingProgress(),
            Flaw.DependsOnTheCulture => s => s.GivesTheSameBitsInAnyCulture(),
            Flaw.Allocates => s => s.AllocatesNothingWhenWritingIntoSpans(),
            Flaw.InverseIsWrong => s => s.KeepsThePromisesOfItsRole(),
            _ => s => s.ReadsAViewAsItReadsACopy(),
        };
        rule(sound);
        if (flaw != Flaw.None)
        {
            Assert.NotNull(Record.Exception(() => rule(flawed)));
        }
    }

    /// <summary>What is wrong with a <see cref="Centring"/>.</summary>
    public enum Flaw
    {
        None, UncheckedSettings, UnlistedSetting, AcceptsEmpty, AcceptsNaN, AcceptsAnyWidth, DependsOnThreads, RemembersEarlierFits, WritesToItsInput, DependsOnTheBatch, DividesByZero, WritesACounter,
        NeverStops, ProgressFalls, DependsOnTheCulture, Allocates, InverseIsWrong, ReadsOnlyTheSize,
    }

    private static Subject Of(Flaw flaw) => flaw switch
    {
        Flaw.UnlistedSetting => new Subject<MatrixView, UnlistedOptions, Centred>(new MatrixKind(), _ => new Centring(flaw, 1), new()),
        Flaw.ReadsOnlyTheSize => new Subject<MatrixView, CentringOptions, Centred>(new MovedKind(), o => new Centring(flaw, o.Strength), new()),
        Flaw.UncheckedSettings => new Subject<MatrixView, CentringOptions, Centred>(new MatrixKind(), o => new Centring(flaw, o.Strength), new()),
        _ => new Subject<MatrixView, CentringOptions, Centred>(new MatrixKind(), o => new Centring(flaw, o.Checked().Strength), new()),
    };

    private sealed record CentringOptions : IOptions<CentringOptions>
    {
        public double Strength { get; init; } = 1;

        public static IReadOnlyList<Setting<CentringOptions>> Settings { get; } = [Setting.Number("Strength", "how much of the mean is subtracted", Bounds.OpenClosed(0, 1), (CentringOptions o) => o.Strength, (o, v) => o with { Strength = v })];
    }

    private sealed record UnlistedOptions : IOptions<UnlistedOptions>
    {
        public double Forgotten { get; init; } = 1;

        public static IReadOnlyList<Setting<UnlistedOptions>> Settings { get; } = [];
    }

    /// <summary>A view whose copy differs: stands for an estimator that looks at more than the values of its view.</summary>
    private sealed class MovedKind : DataKind<MatrixView>
    {
        private readonly MatrixKind _rows = new();

        public override MatrixView Sample() => _rows.Sample();

        public override MatrixView Empty() => _rows.Empty();

        public override IEnumerable<(string Name, MatrixView Data)> Degenerate() => _rows.Degenerate();

        public override IEnumerable<(string Name, MatrixView Data, string[] Place)> NotFinite() => _rows.NotFinite();

        public override MatrixView Elsewhere(MatrixView data) => data[1..];

        public override byte[] Bytes(MatrixView data) => _rows.Bytes(data);

        public override float[][] Answers(object model, MatrixView data, bool alone) => _rows.Answers(model, data, alone);

        public override IEnumerable<(string Name, Action Call)> Misfits(object model, MatrixView data) => _rows.Misfits(model, data);

        public override Action SpanCall(object model, MatrixView data) => _rows.SpanCall(model, data);

        public override void CheckRole(object model, MatrixView data) => _rows.CheckRole(model, data);
    }

    private sealed class Centring(Flaw flaw, double strength) : IEstimator<MatrixView, Centred>
    {
        private int _fits;

        public Centred Fit(MatrixView data, FitControl? control = null)
        {
            control ??= FitControl.Default;
            if (flaw != Flaw.AcceptsEmpty)
            {
                data.NeedRows(nameof(Centring));
            }
            if (flaw != Flaw.AcceptsNaN)
            {
                data.NeedFinite(nameof(Centring));
            }
            var mean = new float[data.Columns];
            for (var r = 0; r < data.Rows; r++)
            {
                for (var c = 0; c < mean.Length; c++)
                {
                    mean[c] += (float)(strength * data[r][c] / data.Rows);
                }
            }
            mean[0] += flaw switch
            {
                Flaw.DependsOnThreads => control.Threads,
                Flaw.RemembersEarlierFits => _fits++,
                Flaw.DependsOnTheCulture => CultureInfo.CurrentCulture.Name.Length,
                Flaw.DividesByZero => 0f / (data[0][0] - data[^1..][0][0]),
                _ => 0,
            };
            if (flaw == Flaw.WritesToItsInput)
            {
                MemoryMarshal.GetReference(data.Values) = 7;
            }
            var said = flaw == Flaw.NeverStops ? new FitControl { Progress = control.Progress } : control;
            said.Step(flaw == Flaw.ProgressFalls ? 2 : 1, 2);
            said.Step(flaw == Flaw.ProgressFalls ? 1 : 2, 2);
            return new(flaw, mean);
        }
    }

    private sealed class Centred(Flaw flaw, float[] mean) : IInverseTransformer, IModel
    {
        private int _writes;

        public string Kind => "centred/1";

        public int Columns => mean.Length;

        public int ResultColumns => mean.Length;

        public void Transform(MatrixView rows, Matrix result) => Add(rows, result, -1);

        public void Inverse(MatrixView rows, Matrix result) => Add(rows, result, flaw == Flaw.InverseIsWrong ? -1 : 1);

        public void Write(ModelWriter writer)
        {
            writer.Whole("counter", flaw == Flaw.WritesACounter ? _writes++ : 0);
            writer.Floats("mean", mean);
        }

        private void Add(MatrixView rows, Matrix result, float sign)
        {
            if (flaw != Flaw.AcceptsAnyWidth)
            {
                rows.NeedColumns(nameof(Centred), mean.Length);
            }
            rows.NeedFinite(nameof(Centred));
            result.NeedShape(nameof(Centred), rows.Rows, mean.Length);
            var used = flaw == Flaw.Allocates ? [.. mean] : mean;
            for (var r = 0; r < rows.Rows; r++)
            {
                for (var c = 0; c < Math.Min(used.Length, rows.Columns); c++)
                {
                    result[r][c] = rows[r][c] + (sign * used[c]) + (flaw == Flaw.DependsOnTheBatch ? rows.Rows : 0);
                }
            }
        }
    }
}
