namespace Pipelines.Packing;

/// <summary>Writes so that a file system's limit on the length of a file is an error of the disk, which it is, and not of an argument, as the runtime has it.</summary>
internal static class FileLimit
{
    public static void Write(Stream to, ReadOnlySpan<byte> bytes)
    {
        try
        {
            to.Write(bytes);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new IOException("The file would be longer than its file system allows (FAT32: 4 GB).", e);
        }
    }
}
