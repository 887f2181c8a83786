using System.Globalization;

namespace Pipelines.Models;

/// <summary>Collects the facts (small values) and tensors (arrays) of a model; <c>ModelFile</c> puts them into a file. Every name is used once.</summary>
public sealed class ModelWriter
{
    private readonly string _prefix;

    internal ModelWriter() : this("", new(StringComparer.Ordinal), new(StringComparer.Ordinal)) { }

    private ModelWriter(string prefix, SortedDictionary<string, string> facts, SortedDictionary<string, Tensor> tensors) => (_prefix, Facts, Tensors) = (prefix, facts, tensors);

    internal SortedDictionary<string, string> Facts { get; }

    internal SortedDictionary<string, Tensor> Tensors { get; }

    /// <summary>Writes a short text.</summary>
    public void Text(string name, string value) => Facts.Add(_prefix + name, value);

    /// <summary>Writes a real number, exactly.</summary>
    public void Number(string name, double value) => Text(name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Writes a whole number.</summary>
    public void Whole(string name, long value) => Text(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes true or false.</summary>
    public void Flag(string name, bool value) => Text(name, value ? "true" : "false");

    /// <summary>Writes every setting of an options record.</summary>
    public void Options<TOptions>(string name, TOptions options) where TOptions : class, IOptions<TOptions>, new()
    {
        foreach (var setting in TOptions.Settings)
        {
            Text($"{name}/{setting.Name}", setting.Text(options));
        }
    }

    /// <summary>Writes an array of float32 with its shape (none: one dimension).</summary>
    public void Floats(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) => Add(name, TensorType.Float32, values.ToArray(), shape);

    /// <summary>Writes an array of float64 with its shape (none: one dimension).</summary>
    public void Doubles(string name, ReadOnlySpan<double> values, params ReadOnlySpan<int> shape) => Add(name, TensorType.Float64, values.ToArray(), shape);

    /// <summary>Writes an array of int32 with its shape (none: one dimension).</summary>
    public void Ints(string name, ReadOnlySpan<int> values, params ReadOnlySpan<int> shape) => Add(name, TensorType.Int32, values.ToArray(), shape);

    /// <summary>Writes an array of int64 with its shape (none: one dimension).</summary>
    public void Longs(string name, ReadOnlySpan<long> values, params ReadOnlySpan<int> shape) => Add(name, TensorType.Int64, values.ToArray(), shape);

    /// <summary>Writes a list of texts, such as category levels or ids.</summary>
    public void Texts(string name, IReadOnlyList<string> values)
    {
        using var bytes = new MemoryStream();
        var ends = new long[values.Count];
        for (var i = 0; i < ends.Length; i++)
        {
            bytes.Write(System.Text.Encoding.UTF8.GetBytes(values[i]));
            ends[i] = bytes.Length;
        }
        Longs($"{name}/ends", ends);
        Add($"{name}/utf8", TensorType.UInt8, bytes.ToArray(), []);
    }

    /// <summary>Writes a model inside this one.</summary>
    public void Section(string name, IModel model)
    {
        var nested = new ModelWriter($"{_prefix}{name}/", Facts, Tensors);
        nested.Text("kind", model.Kind);
        model.Write(nested);
    }

    private void Add(string name, TensorType type, Array values, ReadOnlySpan<int> shape)
    {
        int[] dimensions = shape.IsEmpty ? [values.Length] : shape.ToArray();
        if (dimensions.Aggregate(1L, (product, d) => product * d) != values.Length)
        {
            throw new ArgumentException($"Tensor '{_prefix}{name}' holds {values.Length} values, not {string.Join(" x ", dimensions)}.", nameof(shape));
        }
        Tensors.Add(_prefix + name, new(type, dimensions, values));
    }
}
