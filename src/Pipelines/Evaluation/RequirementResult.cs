using System.Globalization;

namespace Pipelines.Evaluation;

/// <summary>A requirement held against a measured value.</summary>
/// <param name="Requirement">What was required.</param>
/// <param name="Value">What was measured; NaN holds nothing.</param>
/// <param name="Holds">True where the requirement is met.</param>
public sealed record RequirementResult(Requirement Requirement, double Value, bool Holds)
{
    /// <summary>One line: <c>rmse is 0.95; required rmse&lt;=0.9</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Requirement.Key} is {Value:G6}; required {Requirement}");
}
