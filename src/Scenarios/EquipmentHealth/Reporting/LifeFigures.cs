using EquipmentHealth.Study;
using Pipelines.Evaluation;

namespace EquipmentHealth.Reporting;

/// <summary>Figures of a study of lives that screen and report show: computed once.</summary>
internal sealed record LifeFigures
{
    /// <summary>The study.</summary>
    public required LifeStudy Study { get; init; }

    /// <summary>Each method: regression on windows, machines of like health, mean of what machines of that age had left.</summary>
    public required IReadOnlyList<LifeMethod> Methods { get; init; }

    /// <summary>How often the interval holds what was really left, and how wide it is.</summary>
    public required IntervalCoverage Coverage { get; init; }

    /// <summary>The own method.</summary>
    public LifeMethod Own => Methods[0];

    /// <summary>What needs no sensor.</summary>
    public LifeMethod Baseline => Methods[^1];

    /// <summary>Beyond how much remaining life histories are not told apart.</summary>
    public double Cap => Study.Model.Life!.Cap;

    /// <summary>The run's numbers, the most important first.</summary>
    public IReadOnlyList<Metric> Metrics =>
    [
        new("rmse", Own.Uncapped, Better.Lower),
        new("rmse_capped", Own.Capped, Better.Lower),
        new("rmse_by_age", Baseline.Uncapped, Better.Neither),
        new("rmse_capped_by_age", Baseline.Capped, Better.Neither),
        new("interval_coverage", Coverage.Coverage, Better.Neither),
        new("interval_width", Coverage.MeanWidth, Better.Lower),
        new("announced", Study.Announced, Better.Higher),
        new("histories", Study.Units.Count, Better.Neither),
        new("early", Study.Early, Better.Lower),
        new("lead_time", Study.MedianLead, Better.Higher),
    ];

    /// <summary>Computes them.</summary>
    public static LifeFigures Of(LifeStudy study)
    {
        var cap = study.Model.Life!.Cap;
        float[] left = [.. study.Points.Select(p => (float)p.Left)];
        return new()
        {
            Study = study,
            Methods =
            [
                LifeMethod.Of("windows", study.Points, p => p.Own.Rows, cap),
                .. study.Points.All(p => !double.IsNaN(p.Similar)) ? new[] { LifeMethod.Of("similarity", study.Points, p => p.Similar, cap) } : [],
                LifeMethod.Of("age", study.Points, p => p.Mean, cap),
            ],
            Coverage = IntervalCoverage.Of(left, [.. study.Points.Select(p => (float)p.Own.Low)], [.. study.Points.Select(p => (float)p.Own.High)], study.Points[0].Own.Level),
        };
    }
}
