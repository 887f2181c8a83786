using Pipelines.Quality;
using QualityInspection.Study;

namespace QualityInspection.Reporting;

/// <summary>The last parts of text keys.</summary>
internal static class Words
{
    /// <summary>Of <c>reason.KEY</c>.</summary>
    public static string Key(PartReason reason) => reason switch
    {
        PartReason.OutOfTolerance => "out-of-tolerance",
        PartReason.OddTogether => "odd-together",
        PartReason.LikelyDefect => "likely-defect",
        PartReason.Incomplete => "incomplete",
        PartReason.NotMeasured => "not-measured",
        _ => "ok",
    };

    /// <summary>Of <c>chart.KEY</c>.</summary>
    public static string Key(ControlChartKind kind) => kind switch
    {
        ControlChartKind.Individuals => "individuals",
        ControlChartKind.MovingRange => "moving-range",
        ControlChartKind.Mean => "mean",
        ControlChartKind.Range => "range",
        _ => "deviation",
    };

    /// <summary>Of <c>rules.KEY</c>.</summary>
    public static string Key(RunRuleSet rules) => rules switch { RunRuleSet.Nelson => "nelson", RunRuleSet.LimitsOnly => "limits-only", _ => "western-electric" };
}
