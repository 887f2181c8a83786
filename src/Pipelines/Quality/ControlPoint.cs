namespace Pipelines.Quality;

/// <summary>One point of a control chart.</summary>
/// <param name="Row">Row of the value, or first row of the subgroup, from 0.</param>
/// <param name="Size">How many values it is made of.</param>
/// <param name="Value">The value itself.</param>
/// <param name="Lower">Lower control limit.</param>
/// <param name="Upper">Upper control limit.</param>
public readonly record struct ControlPoint(int Row, int Size, double Value, double Lower, double Upper)
{
    /// <summary>True outside the limits.</summary>
    public bool IsOut => Value < Lower || Value > Upper;
}
