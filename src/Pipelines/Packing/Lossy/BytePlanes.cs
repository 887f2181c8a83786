namespace Pipelines.Packing.Lossy;

/// <summary>Every fourth byte, then those after them, and so on: of float32 one after the other like stands beside like, and compresses better.</summary>
internal static class BytePlanes
{
    private const int Width = 4;

    public static byte[] Split(ReadOnlySpan<byte> bytes)
    {
        var planes = new byte[bytes.Length];
        var next = 0;
        for (var plane = 0; plane < Width; plane++)
        {
            for (var i = plane; i < bytes.Length; i += Width)
            {
                planes[next++] = bytes[i];
            }
        }
        return planes;
    }

    public static byte[] Join(ReadOnlySpan<byte> planes)
    {
        var bytes = new byte[planes.Length];
        var next = 0;
        for (var plane = 0; plane < Width; plane++)
        {
            for (var i = plane; i < bytes.Length; i += Width)
            {
                bytes[i] = planes[next++];
            }
        }
        return bytes;
    }
}
