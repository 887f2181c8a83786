using System.Buffers.Binary;
using Pipelines.Data;
using Pipelines.Packing;
using Pipelines.Packing.Lossy;
using Xunit;

namespace Pipelines.Tests.Packing.Lossy;

/// <summary>A file that was damaged, cut off or made to do harm is refused in one line; none crashes the reader or makes it ask for memory that the file has no bytes for.</summary>
public sealed class LossyDamageTests
{
    private static readonly LossyModel Model = LossyTables.Model();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_flipped_bit_and_every_cut_is_refused_and_nothing_is_written(bool encrypted)
    {
        using var folder = new TemporaryFolder();
        var key = encrypted ? PackedSample.Key : null;
        var (file, _) = LossyTables.Pack(LossyTables.Mixed(5), Model, key, new() { ModelApart = true });
        var path = folder.File("t.packed");
        for (var i = 0; i < file.Length; i++)
        {
            var damaged = (byte[])file.Clone();
            damaged[i] ^= (byte)(1 << (i % 8));
            foreach (var wrong in (byte[][])[damaged, file[..i]])
            {
                var error = Assert.Throws<DataException>(() => LossyTables.Unpack(wrong, key, Model));
                Assert.StartsWith("packed.", error.Code, StringComparison.Ordinal);
                if (i % 16 == 0)
                {
                    Refused(wrong, path, folder, key);
                }
            }
        }
        Refused([.. file, 0], path, folder, key);
    }

    [Fact]
    public void What_is_sealed_rightly_and_holds_nonsense_is_refused_too()
    {
        var contents = Contents(LossyTables.Mixed(40), apart: true);
        var accepted = 0;
        var codes = new HashSet<string>();
        for (var i = 0; i < 3000; i++)
        {
            var rng = Rng.At(3, 0, i);
            var changed = (byte[])contents.Clone();
            for (var flips = 1 + rng.NextBelow(3); flips > 0; flips--)
            {
                changed[rng.NextBelow(changed.Length)] = (rng.NextBelow(4)) switch { 0 => 0, 1 => 255, 2 => 127, _ => (byte)rng.NextBelow(256) };
            }
            changed = rng.NextBelow(5) == 0 ? changed[..rng.NextBelow(changed.Length)] : changed;
            try
            {
                LossyTables.Unpack(Sealed(changed), model: Model);
                accepted++;
            }
            catch (DataException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                codes.Add(e.Code);
            }
        }
        // Some changes only make another table; the others are found out.
        Assert.InRange(accepted, 1, 2250);
        Assert.Subset(new HashSet<string> { "lossy.contents", "lossy.newer", "lossy.other-model", "lossy.model-needed" }, codes);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(1 << 28)]
    public void A_length_asks_for_no_memory_before_its_bytes_are_there(int length)
    {
        foreach (var place in (int[])[0, 4, 8])
        {
            // Frames of the model and the head that say to be long, in a file of a few bytes.
            var contents = new byte[place + 8];
            BinaryPrimitives.WriteInt32LittleEndian(contents.AsSpan(place), length);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal("lossy.contents", Assert.Throws<DataException>(() => LossyTables.Unpack(Sealed(contents), model: Model)).Code);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3_000_000);
        }
    }

    [Fact]
    public void A_number_of_columns_asks_for_no_more_memory_than_its_bytes()
    {
        const int bytes = 4_000_000;
        // A head that says to have as many columns as it has bytes after it, all of which are 0 and so have the same name.
        var head = new LossyBytes();
        head.Bytes(new LossyLayout(Model.Sha256, 0, 4, new double[Model.CodeSize], new double[Model.CodeSize], []).Write().AsSpan()[..^1]);
        head.Variable(bytes);
        head.Bytes(new byte[bytes]);
        var file = Sealed(Frames(head));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("lossy.contents", Assert.Throws<DataException>(() => LossyTables.Unpack(file, model: Model)).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 12L * bytes);
    }

    [Fact]
    public void A_model_inside_that_is_damaged_or_of_another_sort_is_refused()
    {
        var contents = Contents(LossyTables.Mixed(3), apart: false);
        var size = BinaryPrimitives.ReadInt32LittleEndian(contents);
        for (var i = 0; i < 300; i++)
        {
            var changed = (byte[])contents.Clone();
            changed[4 + (int)((long)i * size / 300)] ^= 4;
            Assert.Equal("lossy.contents", Assert.Throws<DataException>(() => LossyTables.Unpack(Sealed(changed))).Code);
        }
    }

    private static void Refused(byte[] file, string path, TemporaryFolder folder, PackingKey? key)
    {
        File.WriteAllBytes(path, file);
        var error = Assert.Throws<DataException>(() => LossyTable.Unpack(path, folder.File("t.csv"), key, Model));
        Assert.DoesNotContain('\n', error.Message);
        Assert.StartsWith("packed.", error.Code, StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    /// <summary>The frames before they are compressed and sealed.</summary>
    private static byte[] Contents(Table table, bool apart)
    {
        using var to = new MemoryStream();
        var (file, _) = LossyTables.Pack(table, Model, options: new() { ModelApart = apart });
        PackedFile.Unpack(new MemoryStream(file), to);
        return to.ToArray();
    }

    /// <summary>Frames after that of a model which is kept apart.</summary>
    private static byte[] Frames(params LossyBytes[] frames)
    {
        var contents = new LossyBytes();
        contents.Int(0);
        foreach (var frame in frames)
        {
            contents.Int(frame.Length);
            contents.Bytes(frame.Written);
        }
        return contents.Written.ToArray();
    }

    private static byte[] Sealed(byte[] contents)
    {
        using var to = new MemoryStream();
        PackedFile.Pack(new MemoryStream(contents), to, null, new() { Content = PackedContent.Codes, Level = 0 });
        return to.ToArray();
    }
}
