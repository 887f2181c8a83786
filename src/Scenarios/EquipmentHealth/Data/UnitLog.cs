namespace EquipmentHealth.Data;

/// <summary>What one machine's sensors said, in order of time, each instant once.</summary>
/// <param name="Name">The machine; empty where the log has but one.</param>
/// <param name="Times">Ticks, rising.</param>
/// <param name="Values">One array a sensor, one value a row; NaN where missing.</param>
/// <param name="Regimes">Code of each row's regime.</param>
internal sealed record UnitLog(string Name, long[] Times, double[][] Values, int[] Regimes)
{
    /// <summary>How many rows.</summary>
    public int Rows => Times.Length;

    /// <summary>The values of one row.</summary>
    public void Row(int row, Span<double> values)
    {
        for (var s = 0; s < values.Length; s++)
        {
            values[s] = Values[s][row];
        }
    }
}
