using System.Globalization;

namespace Pipelines.Anomaly.Signals;

/// <summary>When a machine is off: its rows are then neither normal nor anomalous, and must not be learned from.</summary>
/// <param name="Sensor">The sensor that tells.</param>
/// <param name="Below">The machine is off while the sensor reads less.</param>
public readonly record struct OffRule(string Sensor, double Below)
{
    /// <summary>True where the machine is off; false where the reading is missing.</summary>
    public bool IsOff(double reading) => reading < Below;

    /// <summary>As <see cref="Parse"/> reads it: <c>speed&lt;10</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sensor}<{Below:R}");

    /// <summary>Reads <c>speed&lt;10</c>.</summary>
    /// <exception cref="OptionException">It is written otherwise.</exception>
    public static OffRule Parse(string text) =>
        text.LastIndexOf('<') is > 0 and var at && double.TryParse(text.AsSpan(at + 1).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var below) && double.IsFinite(below)
            ? new(text[..at].Trim(), below)
            : throw new OptionException("signal.off", $"When a machine is off is written sensor<number, such as speed<10; got '{text}'.");

    /// <summary>
    /// Proposes a rule from the data: a sensor whose values fall into two clear heaps, the low one close to 0, still, and at most 60 % of the rows. Of several the one with the clearest heaps. A
    /// proposal to show and to confirm: two speeds of a machine can look like this too.
    /// </summary>
    /// <param name="signals">The sensors.</param>
    /// <returns>Null where nothing looks like a machine that stands.</returns>
    public static OffRule? Propose(SignalGrid signals)
    {
        OffRule? found = null;
        double clearest = 0;
        for (var s = 0; s < signals.Names.Count; s++)
        {
            var modes = TwoModes.Of(signals[s]);
            var nearZero = Math.Abs(modes.LowMean) <= 0.15 * Math.Abs(modes.HighMean) && modes.HighMean > 0;
            if (modes.IsClear && nearZero && modes.LowShare <= 0.6 && modes.LowDeviation <= 0.1 * (modes.HighMean - modes.LowMean) && modes.Separation > clearest)
            {
                (found, clearest) = (new(signals.Names[s], modes.Cut), modes.Separation);
            }
        }
        return found;
    }
}
