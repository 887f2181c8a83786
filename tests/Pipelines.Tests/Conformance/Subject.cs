using Pipelines.Models;

namespace Pipelines.Tests.Conformance;

/// <summary>One estimator under test. Each method is a rule that every estimator keeps; it throws where the rule is broken.</summary>
internal abstract class Subject(Type estimator)
{
    private readonly Dictionary<string, string> _exceptions = new(StringComparer.Ordinal);

    public Type Estimator { get; } = estimator;

    public string Name => Estimator.Name;

    /// <summary>Rules it need not keep, by test name, each with its reason.</summary>
    public IReadOnlyDictionary<string, string> Exceptions => _exceptions;

    /// <summary>Says that a rule is not for this estimator, and why. A test fails when it would keep the rule after all.</summary>
    public Subject Except(string rule, string reason)
    {
        _exceptions.Add(rule, reason);
        return this;
    }

    /// <summary>A model of the ordinary sample of its kind of data.</summary>
    public abstract IModel FitSample();

    /// <summary>What a model of this estimator answers about that sample.</summary>
    public abstract float[][] Answers(IModel model);

    public abstract void RefusesSettingsOutOfRange();

    public abstract void ReadsBackItsSettings();

    public abstract void RefusesEmptyData();

    public abstract void RefusesNotFiniteData();

    public abstract void RefusesMisfits();

    public abstract void GivesTheSameBitsOnAnyNumberOfThreads();

    public abstract void GivesTheSameBitsWhenFittedAgain();

    public abstract void LeavesItsInputUnchanged();

    public abstract void AnswersTheSameAloneAndInABatch();

    public abstract void ReadsAViewAsItReadsACopy();

    public abstract void AnswersFiniteNumbersForDegenerateData();

    public abstract void AnswersTheSameAfterSavingAndLoading();

    public abstract void WritesTheSameBytesTwice();

    public abstract void RefusesDamagedFiles();

    public abstract void StopsWhenCancelled();

    public abstract void ReportsRisingProgress();

    public abstract void GivesTheSameBitsInAnyCulture();

    public abstract void AllocatesNothingWhenWritingIntoSpans();

    public abstract void KeepsThePromisesOfItsRole();
}
