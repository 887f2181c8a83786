namespace Pipelines.Data;

/// <summary>How the cells of a time column are to be understood.</summary>
internal enum CsvTimes
{
    /// <summary>As dates are written, the day before the month where that is open.</summary>
    DayFirst,

    /// <summary>As dates are written, the month before the day where that is open.</summary>
    MonthFirst,

    /// <summary>Days since 1900, as Excel counts.</summary>
    Excel,

    /// <summary>Seconds, milliseconds or microseconds since 1970.</summary>
    Epoch,

    /// <summary>In the format of the options.</summary>
    Format,
}
