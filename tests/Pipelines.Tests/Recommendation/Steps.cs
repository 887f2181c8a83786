namespace Pipelines.Tests.Recommendation;

/// <summary>Progress told at once on the fitting thread, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class Steps(Action<FitStep> told) : IProgress<FitStep>
{
    public void Report(FitStep value) => told(value);
}
