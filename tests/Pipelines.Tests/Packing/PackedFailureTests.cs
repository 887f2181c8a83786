using Pipelines.Packing;
using Xunit;

namespace Pipelines.Tests.Packing;

/// <summary>Full disks, forbidden folders, Ctrl-C: nothing half-written is left.</summary>
public sealed class PackedFailureTests
{
    private const int DiskFull = 28;

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(100_000)]
    [InlineData(600_000)]
    public void A_full_disk_is_the_error_it_is(int room)
    {
        var contents = PackedSample.Noise(700_000);
        var packed = PackedSample.Pack(contents, PackedSample.Key);
        Assert.Equal(DiskFull, Assert.Throws<IOException>(() => PackedFile.Pack(new MemoryStream(contents), new Full(room), PackedSample.Key)).HResult);
        Assert.Equal(DiskFull, Assert.Throws<IOException>(() => PackedFile.Unpack(new MemoryStream(packed), new Full(room), PackedSample.Key)).HResult);
    }

    [Fact]
    public void Cancelling_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        File.WriteAllBytes(folder.File("a"), PackedSample.Noise(9_000_000));
        var control = new FitControl { Threads = 1, Cancellation = cancel.Token, Progress = new After(cancel) };
        Assert.Throws<OperationCanceledException>(() => PackedFile.Pack(folder.File("a"), folder.File("a.packed"), PackedSample.Key, new() { Level = 1 }, control));
        Assert.Single(Directory.GetFileSystemEntries(folder.Root));
        PackedFile.Pack(folder.File("a"), folder.File("a.packed"), PackedSample.Key, new() { Level = 1 });
        Assert.Throws<OperationCanceledException>(() => PackedFile.Unpack(folder.File("a.packed"), folder.File("b"), PackedSample.Key, control: control));
        Assert.Throws<OperationCanceledException>(() => PackedFile.Rekey(folder.File("a.packed"), folder.File("b"), PackedSample.Key, PackedSample.OtherKey, control: control));
        Assert.Throws<OperationCanceledException>(() => PackedFile.Verify(folder.File("a.packed"), PackedSample.Key, control));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Root).Length);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_one_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a"), [1]);
        foreach (var place in (string[])[folder.Root, folder.File("a/b.packed"), "/proc/none/a.packed"])
        {
            Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /proc.");
            Assert.Equal("file.write", Assert.Throws<DataException>(() => PackedFile.Pack(folder.File("a"), place)).Code);
        }
        Assert.Equal("packed.folder", Assert.Throws<DataException>(() => PackedFile.Pack(folder.Root, folder.File("x"))).Code);
        Assert.Throws<FileNotFoundException>(() => PackedFile.Pack(folder.File("none"), folder.File("x")));
        Assert.Single(Directory.GetFileSystemEntries(folder.Root));
    }

    private sealed class After(CancellationTokenSource cancel) : IProgress<FitStep>
    {
        public void Report(FitStep value) => cancel.Cancel();
    }

    /// <summary>A disk with room for so many bytes.</summary>
    private sealed class Full(int room) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > room)
            {
                throw new IOException("No space left on device", DiskFull);
            }
            base.Write(buffer);
        }
    }
}
