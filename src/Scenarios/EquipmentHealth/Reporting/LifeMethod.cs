using EquipmentHealth.Study;

namespace EquipmentHealth.Reporting;

/// <summary>How far a way of estimating remaining life is off.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Uncapped">Root mean square error.</param>
/// <param name="Capped">The same with truth and estimate cut off at the cap.</param>
/// <param name="Near">The same over moments with no more left than the cap.</param>
/// <param name="Typical">Median absolute error over those.</param>
internal sealed record LifeMethod(string Key, double Uncapped, double Capped, double Near, double Typical)
{
    /// <summary>Measures it.</summary>
    public static LifeMethod Of(string key, IReadOnlyList<LifePoint> points, Func<LifePoint, double> of, double cap)
    {
        double[] near = [.. points.Where(p => p.Left <= cap).Select(p => Math.Abs(of(p) - p.Left)).Order()];
        return new(key, Root(points.Select(p => of(p) - p.Left)), Root(points.Select(p => Math.Min(cap, of(p)) - Math.Min(cap, p.Left))), Root(near), near.Length == 0 ? double.NaN : near[near.Length / 2]);
    }

    private static double Root(IEnumerable<double> errors) => Math.Sqrt(errors.Select(e => e * e).DefaultIfEmpty(double.NaN).Average());
}
