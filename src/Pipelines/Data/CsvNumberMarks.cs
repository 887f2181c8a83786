namespace Pipelines.Data;

/// <summary>What a written number has besides its digits.</summary>
[Flags]
internal enum CsvNumberMarks
{
    None = 0,
    Thousands = 1,
    Percent = 2,
    Currency = 4,
    Chinese = 8,
    Parentheses = 16,
    FullWidth = 32,
    LeadingZero = 64,
    TooLong = 128,
    Scientific = 256,
}
