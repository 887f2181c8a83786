namespace Pipelines.Data;

/// <summary>What to do with a row that cannot be read: too many or too few fields, text after a closing quote, or a cell that is not of its column's type.</summary>
public enum OnBadRow
{
    /// <summary>Stop with an error that says where and why (the default).</summary>
    Fail,

    /// <summary>Leave the row out; it is counted and listed with its reason.</summary>
    Skip,

    /// <summary>As <see cref="Skip"/>, and the host writes the rows to a file of their own (<see cref="CsvQuarantine"/>).</summary>
    Quarantine,
}
