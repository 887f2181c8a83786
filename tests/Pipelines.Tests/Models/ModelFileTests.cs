using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Xunit;

namespace Pipelines.Tests.Models;

public sealed class ModelFileTests : IDisposable
{
    private static readonly StandardScalerModel Scaler = new StandardScaler().Fit(new Matrix(3, 2, [1, 2, 3, 5, 8, 13]));

    private static readonly ModelInfo Info = new()
    {
        Seed = 42,
        DataFiles = ["评分.csv", "b.csv"],
        DataHash = "00ff",
        Columns = [new("年龄", "number", "feature"), new("x", "number", "ignored")],
        Rows = new Dictionary<string, long> { ["train"] = 3, ["dropped"] = 1 },
        Options = new Dictionary<string, string> { ["seed"] = "42", ["rank"] = "8" },
        Facts = new Dictionary<string, string> { ["note"] = "a \"quoted\"\nline" },
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_loaded_computes_the_same_bits()
    {
        var path = Save();
        var loaded = ModelFile.Load<StandardScalerModel>(path);
        Assert.Equal(Scaler.Mean, loaded.Mean);
        Assert.Equal(Scaler.Deviation, loaded.Deviation);
        Assert.IsType<StandardScalerModel>(ModelFile.Load(path));
        Assert.Equal(2, ModelFile.Load<ITransformer>(path).Columns);
    }

    [Fact]
    public void Saving_twice_writes_the_same_bytes_and_replaces_the_file()
    {
        var path = Save();
        var first = File.ReadAllBytes(path);
        ModelFile.Save(path, Scaler, Info with { Rows = Info.Rows.Reverse().ToDictionary(r => r.Key, r => r.Value) });
        Assert.Equal(first, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void Says_where_the_model_comes_from_without_building_it()
    {
        var file = ModelFile.ReadInfo(Save());
        Assert.Equal((1, "standard-scaler/1", "0.1.0"), (file.Format, file.Kind, file.Library));
        Assert.Equal(Info.Seed, file.Info.Seed);
        Assert.Equal(Info.DataFiles, file.Info.DataFiles);
        Assert.Equal(Info.DataHash, file.Info.DataHash);
        Assert.Equal(Info.Columns, file.Info.Columns);
        Assert.Equal(Info.Rows.OrderBy(r => r.Key), file.Info.Rows.OrderBy(r => r.Key));
        Assert.Equal(Info.Options.OrderBy(r => r.Key), file.Info.Options.OrderBy(r => r.Key));
        Assert.Equal(Info.Facts, file.Info.Facts);
        Assert.Equal(["deviation", "mean"], file.Tensors.Select(t => t.Name));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(Scaler.Mean[0]).Concat(BitConverter.GetBytes(Scaler.Mean[1])).ToArray())), file.Tensors[1].Sha256);
        Assert.Null(ModelFile.ReadInfo(SaveAs("none.pmodel", null)).Info.Seed);
    }

    [Fact]
    public void Other_programs_can_read_it()
    {
        using var zip = ZipFile.OpenRead(Save());
        Assert.Equal(["manifest.json", "manifest.sha256", "tensors/deviation", "tensors/mean"], zip.Entries.Select(e => e.FullName));
        using var manifest = new StreamReader(zip.GetEntry("manifest.json")!.Open());
        Assert.Contains("\"评分.csv\"", manifest.ReadToEnd(), StringComparison.Ordinal);
        using var mean = new BinaryReader(zip.GetEntry("tensors/mean")!.Open());
        Assert.Equal(Scaler.Mean[0], mean.ReadDouble());
    }

    [Fact]
    public void Every_flipped_bit_is_found_or_harmless()
    {
        var path = SaveAs("small.pmodel", null);
        var bytes = File.ReadAllBytes(path);
        var refused = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(path, bytes);
            try
            {
                var loaded = ModelFile.Load<StandardScalerModel>(path);
                Assert.Equal(Scaler.Mean, loaded.Mean);
                Assert.Equal(Scaler.Deviation, loaded.Deviation);
            }
            catch (ModelException)
            {
                refused++;
            }
            bytes[at] ^= (byte)(1 << (at % 8));
        }
        // What may change unseen is what only other programs look at: times, attributes, the zip's own checksums.
        Assert.InRange(refused, (int)(0.75 * bytes.Length), bytes.Length);
    }

    [Fact]
    public void Every_truncated_file_is_refused()
    {
        var path = SaveAs("small.pmodel", null);
        var bytes = File.ReadAllBytes(path);
        for (var length = 0; length < bytes.Length; length += length < 60 ? 1 : 7)
        {
            File.WriteAllBytes(path, bytes[..length]);
            var error = Assert.Throws<ModelException>(() => ModelFile.Load(path));
            Assert.Equal(length == 0 ? "model.empty" : length < 43 ? "model.foreign" : "model.broken", error.Code);
            Assert.Throws<ModelException>(() => ModelFile.ReadInfo(path));
        }
    }

    [Fact]
    public void What_is_no_model_is_named_as_what_it_is()
    {
        Assert.Equal($"There is no model file {_folder.File("none.pmodel")}. Train a model first, or name another file.", Refused("none.pmodel").Message);
        Assert.Equal("model.missing", Assert.Throws<ModelException>(() => ModelFile.Load("")).Code);
        Assert.Equal("model.missing", Assert.Throws<ModelException>(() => ModelFile.Load("a\0b")).Code);
        Directory.CreateDirectory(_folder.File("run"));
        Assert.Equal("model.folder", Refused("run").Code);
        File.WriteAllText(_folder.File("text.csv"), "user,item\n1,2\n");
        Assert.Equal($"{_folder.File("text.csv")} is not a Pipelines model. Name a file written by train, usually .pmodel.", Refused("text.csv").Message);
        File.WriteAllBytes(_folder.File("random.bin"), RandomNumberGenerator.GetBytes(5000));
        Assert.Equal("model.foreign", Refused("random.bin").Code);
        Assert.Equal("model.foreign", Refused(Zip("other.zip", ("a.txt", "hello"))).Code);
        Assert.Equal("model.foreign", Refused(Zip("webapp.zip", ("manifest.json", "{\"name\": \"some web application\"}"))).Code);
        Assert.Equal("model.foreign", Refused(Zip("list.zip", ("manifest.json", "[1, 2, 3]"))).Code);
    }

    [Fact]
    public void A_newer_format_is_refused_by_its_number()
    {
        var error = Refused(Rewrite(m => m.Replace("\"leastReader\": 1", "\"leastReader\": 7", StringComparison.Ordinal)));
        Assert.Equal($"{_folder.File("rewritten.pmodel")} was written by Pipelines 0.1.0 in format 7; this version reads formats up to 1. Update this program, or train the model again with it.", error.Message);
    }

    [Fact]
    public void A_newer_format_that_says_this_version_suffices_is_read() =>
        Assert.Equal(Scaler.Mean, ModelFile.Load<StandardScalerModel>(_folder.File(Rewrite(m => m.Replace("\"format\": 1", "\"format\": 2, \"later\": [{}]", StringComparison.Ordinal)))).Mean);

    [Theory]
    [InlineData("\"standard-scaler/1\"", "\"standard-scaler/99\"", "model.kind")]
    [InlineData("\"standard-scaler/1\"", "null", "model.broken")]
    [InlineData("\"bytes\": 16", "\"bytes\": 24", "model.broken")]
    [InlineData("\"bytes\": 16", "\"bytes\": 9223372036854775807", "model.broken")]
    [InlineData("\"bytes\": 16", "\"bytes\": \"16\"", "model.broken")]
    [InlineData("2\n      ]", "3\n      ]", "model.broken")]
    [InlineData("2\n      ]", "2147483647, 2147483647\n      ]", "model.broken")]
    [InlineData("2\n      ]", "-2\n      ]", "model.broken")]
    [InlineData("2\n      ]", "1e99\n      ]", "model.broken")]
    [InlineData("2\n      ]", "]", "model.broken")]
    [InlineData("2\n      ]", "2, 1\n      ]", "model.damaged")]
    [InlineData("\"float64\"", "\"float128\"", "model.broken")]
    [InlineData("\"float64\"", "\"int64\"", "model.damaged")]
    [InlineData("\"name\": \"mean\"", "\"name\": \"deviation\"", "model.broken")]
    [InlineData("\"name\": \"mean\"", "\"name\": \"../mean\"", "model.broken")]
    [InlineData("\"tensors\": [", "\"tensors\": [], \"none\": [", "model.broken")]
    [InlineData("\"facts\": {}", "\"facts\": {\"a\": \"1\", \"a\": \"2\"}", "model.broken")]
    [InlineData("\"facts\": {}", "\"facts\": 7", "model.broken")]
    public void A_manifest_that_lies_is_refused_though_its_hash_is_right(string said, string lie, string code)
    {
        var path = Rewrite(m =>
        {
            Assert.Contains(said, m, StringComparison.Ordinal);
            return m.Replace(said, lie, StringComparison.Ordinal);
        });
        Assert.Equal(code, Refused(path).Code);
    }

    [Fact]
    public void A_bomb_of_packed_zeros_is_refused_before_it_unfolds()
    {
        var path = _folder.File("bomb.pmodel");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("manifest.json", CompressionLevel.SmallestSize).Open();
            entry.Write(new byte[64 << 20]);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("model.foreign", Refused("bomb.pmodel").Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_model_whose_numbers_make_no_sense_is_refused()
    {
        foreach (var deviation in new[] { 0, -1, double.NaN })
        {
            ModelFile.Save(_folder.File("bad.pmodel"), new StandardScalerModel([0], [deviation]));
            Assert.Equal("model.damaged", Refused("bad.pmodel").Code);
        }
    }

    [Fact]
    public void Settings_out_of_range_are_a_damaged_file_not_a_wrong_option()
    {
        ModelFile.Save(_folder.File("bad.pmodel"), new MinMaxScalerModel(new() { Width = -1 }, [0], [1]));
        var error = Refused("bad.pmodel");
        Assert.Equal($"{_folder.File("bad.pmodel")} is damaged: 'options/Width' must be a number, more than 0 and at most 1000000000; it is '-1'. Train the model again or restore the file.", error.Message);
    }

    [Fact]
    public void Sections_nested_without_end_are_refused()
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var (depth, prefix) = (0, ""); depth < 2000; depth++)
        {
            prefix += "standard/";
            facts[prefix + "kind"] = "log1p-scaler/1";
        }
        var reader = new ModelReader("deep.pmodel", "", facts, new Dictionary<string, Tensor>());
        Assert.Equal("model.damaged", Assert.Throws<ModelException>(() => Log1pScalerModel.Read(reader)).Code);
    }

    [Fact]
    public void The_wrong_sort_of_model_is_refused_by_name() =>
        Assert.Equal($"{_folder.File("m.pmodel")} holds a 'standard-scaler/1' model where a IClusterer is needed. Name a model file of the right kind.", Assert.Throws<ModelException>(() => ModelFile.Load<IClusterer>(Save())).Message);

    [Fact]
    public void A_file_that_cannot_be_written_leaves_nothing_behind()
    {
        Directory.CreateDirectory(_folder.File("taken"));
        Assert.Equal("file.write", Assert.Throws<DataException>(() => ModelFile.Save(_folder.File("taken"), Scaler)).Code);
        Assert.Equal([_folder.File("taken")], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void A_model_that_fails_to_write_leaves_the_earlier_file_as_it_was()
    {
        var path = Save();
        var before = File.ReadAllBytes(path);
        Assert.Throws<InvalidOperationException>(() => ModelFile.Save(path, new Unwritable()));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Root));
    }

    private string Save() => SaveAs("m.pmodel", Info);

    private string SaveAs(string name, ModelInfo? info)
    {
        ModelFile.Save(_folder.File(name), Scaler, info);
        return _folder.File(name);
    }

    private ModelException Refused(string name) => Assert.Throws<ModelException>(() => ModelFile.Load(_folder.File(name)));

    /// <summary>The saved model with another manifest under a right hash, as someone who means harm would make it.</summary>
    private string Rewrite(Func<string, string> change)
    {
        using var from = ZipFile.OpenRead(Save());
        using var reader = new StreamReader(from.GetEntry("manifest.json")!.Open());
        var manifest = change(reader.ReadToEnd());
        var hash = $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(manifest)))}  manifest.json\n";
        using var to = ZipFile.Open(_folder.File("rewritten.pmodel"), ZipArchiveMode.Create);
        foreach (var entry in from.Entries)
        {
            using var copy = to.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
            using var original = entry.Open();
            switch (entry.FullName)
            {
                case "manifest.json": copy.Write(Encoding.UTF8.GetBytes(manifest)); break;
                case "manifest.sha256": copy.Write(Encoding.UTF8.GetBytes(hash)); break;
                default: original.CopyTo(copy); break;
            }
        }
        return "rewritten.pmodel";
    }

    private string Zip(string name, params ReadOnlySpan<(string Name, string Text)> entries)
    {
        using var zip = ZipFile.Open(_folder.File(name), ZipArchiveMode.Create);
        foreach (var (entryName, text) in entries)
        {
            using var stream = zip.CreateEntry(entryName, CompressionLevel.NoCompression).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
        return name;
    }

    private sealed class Unwritable : IModel
    {
        public string Kind => "unwritable/1";

        public void Write(ModelWriter writer) => throw new InvalidOperationException();
    }
}
