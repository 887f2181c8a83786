namespace Pipelines.Packing.Lossy;

/// <summary>
/// The contents of a packed file with codes: frames, each a length of four bytes and so many bytes. The first holds the model file, or nothing where it is kept apart; the second is the head, <see cref="LossyLayout"/>;
/// the others are blocks of rows, <see cref="LossyBlockWriter"/>; the last, a block of no rows, says how many there were. docs/packed-file-format.md has every byte.
/// </summary>
internal static class LossyFormat
{
    public const byte Version = 1;

    /// <summary>Most bytes of a frame, but for that of the model.</summary>
    public const int LargestFrame = 1 << 27;

    /// <summary>Most bytes of a model inside of a file.</summary>
    public const int LargestModel = 1 << 28;

    /// <summary>What stands for a number: up to 251 how many steps it is from the model's number, as 0, −1, 1, −2, ...; or one of these.</summary>
    public const byte LastStep = 251, Missing = 252, Wide = 253, Exact = 254;

    /// <summary>What stands for a category: the model's, an empty cell, a text that follows, or a level of the model and this.</summary>
    public const int Predicted = 0, Empty = 1, Literal = 2, FirstLevel = 3;

    private const int Cells = 1 << 19;

    /// <summary>Most rows of a block, so that its numbers take a few megabytes.</summary>
    public static int RowsAtOnce(int columns) => Math.Clamp(Cells / Math.Max(1, columns), 64, 16_384);

    public static DataException Wrong(string name) => new("lossy.contents", $"{name}: is sealed rightly, but the table in it is not what the format says: it was made by a faulty program, or to do harm. Pack the table again.");
}
