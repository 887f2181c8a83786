namespace EquipmentHealth.Data;

/// <summary>What the generator plants.</summary>
internal enum FaultKind
{
    /// <summary>A gauge that reads ever further off until it is calibrated.</summary>
    Drift,

    /// <summary>A level that jumps, as by a leak, and comes back when it is mended.</summary>
    Step,

    /// <summary>A sensor that repeats its last value.</summary>
    StuckSensor,

    /// <summary>A sensor that stays within its usual range and no longer follows the others.</summary>
    CorrelationBreak,

    /// <summary>A level that swings, as by a badly set controller.</summary>
    Oscillation,

    /// <summary>A bearing that wears out until the machine fails and stands for repair.</summary>
    Degradation,
}
