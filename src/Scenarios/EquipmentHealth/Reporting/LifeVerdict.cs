using Pipelines.Reporting;

namespace EquipmentHealth.Reporting;

/// <summary>A study of lives in a few plain sentences.</summary>
internal static class LifeVerdict
{
    private const double Useful = 0.8;

    /// <summary>The sentences and how to read them.</summary>
    public static (Tone Tone, string[] Sentences) Of(LifeFigures figures, TextTable texts)
    {
        var study = figures.Study;
        var unit = Unit(study.Log.IsStep, texts);
        var better = figures.Own.Uncapped < Useful * figures.Baseline.Uncapped;
        var sentences = new List<string>
        {
            study.Announced == 0 ? texts["life.verdict.silent", study.Units.Count, study.Early, study.Sound] : texts["life.verdict.announced", study.Announced, study.Units.Count, study.MedianLead, unit, study.Early, study.Sound],
            texts["life.verdict.error", figures.Own.Uncapped, unit, figures.Baseline.Uncapped],
            texts["life.verdict.near", figures.Cap, unit, figures.Own.Typical, figures.Coverage.Level, figures.Coverage.Coverage],
        };
        if (!better)
        {
            sentences.Add(texts["life.verdict.no-better"]);
        }
        var covered = figures.Coverage.Coverage >= figures.Coverage.Level - 0.1;
        if (!covered)
        {
            sentences.Add(texts["life.verdict.narrow"]);
        }
        return (!better || 2 * study.Announced < study.Units.Count ? Tone.Poor : study.Units.Count < 20 || 10 * study.Early > study.Units.Count || !covered ? Tone.Mixed : Tone.Good, [.. sentences]);
    }

    /// <summary>What lives are counted in.</summary>
    public static string Unit(bool isStep, TextTable texts) => texts[isStep ? "life.steps" : "life.hours"];

    /// <summary>The same as an axis or heading says it.</summary>
    public static string Axis(bool isStep, TextTable texts) => texts[isStep ? "life.steps-axis" : "life.hours-axis"];
}
