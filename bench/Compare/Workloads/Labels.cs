namespace Bench.Compare.Workloads;

/// <summary>Labels as results that agree only where every row has the same one: each is multiplied by a number that depends on its place, so that exchanged labels do not cancel. Whole numbers below 2^24.</summary>
internal static class Labels
{
    public static ReadOnlyMemory<float> Compared(ReadOnlySpan<int> labels)
    {
        var values = new float[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            values[i] = (labels[i] + 2) * ((i * 7919L % 1009) + 1);
        }
        return values;
    }
}
