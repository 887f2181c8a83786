namespace Pipelines.Data;

/// <summary>Rows of numbers that may not fit in memory and can be read again from the start. A <see cref="MatrixView"/> becomes one by <see cref="RowSource.Of"/>.</summary>
public interface IRowSource
{
    /// <summary>How many columns each row has.</summary>
    int Columns { get; }

    /// <summary>How many rows there are; null where that is known only after reading.</summary>
    long? Rows { get; }

    /// <summary>Starts a pass from the first row.</summary>
    IRowCursor Open();
}
