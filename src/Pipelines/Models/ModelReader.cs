using System.Globalization;
using System.Text;

namespace Pipelines.Models;

/// <summary>The reading side of <see cref="ModelWriter"/>: every fact and tensor by name, with type and shape checked.</summary>
public sealed class ModelReader
{
    /// <summary>Models inside models inside ...: more than any pipeline needs, less than a crafted file needs to exhaust the stack.</summary>
    private const int DeepestSection = 64;

    private readonly string _file;
    private readonly int _depth;
    private readonly string _prefix;
    private readonly IReadOnlyDictionary<string, string> _facts;
    private readonly IReadOnlyDictionary<string, Tensor> _tensors;

    internal ModelReader(string file, string prefix, IReadOnlyDictionary<string, string> facts, IReadOnlyDictionary<string, Tensor> tensors, int depth = 0) =>
        (_file, _prefix, _facts, _tensors, _depth) = (file, prefix, facts, tensors, depth);

    /// <summary>Reads a short text.</summary>
    public string Text(string name) => _facts.TryGetValue(_prefix + name, out var value) ? value : throw Damaged(name, "is missing");

    /// <summary>Reads a real number.</summary>
    public double Number(string name) => double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Damaged(name, "is not a number");

    /// <summary>Reads a whole number between <paramref name="least"/> and <paramref name="most"/>.</summary>
    public long Whole(string name, long least = long.MinValue, long most = long.MaxValue) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : throw Damaged(name, "is not a whole number in range");

    /// <summary>Reads true or false.</summary>
    public bool Flag(string name) => Text(name) switch { "true" => true, "false" => false, _ => throw Damaged(name, "is not true or false") };

    /// <summary>Reads every setting of an options record, checked; settings newer than the file keep their defaults.</summary>
    /// <exception cref="ModelException">A setting is out of range.</exception>
    public TOptions Options<TOptions>(string name) where TOptions : class, IOptions<TOptions>, new()
    {
        var options = new TOptions();
        foreach (var setting in TOptions.Settings)
        {
            if (_facts.TryGetValue($"{_prefix}{name}/{setting.Name}", out var text))
            {
                try
                {
                    options = setting.Parse(options, text);
                }
                catch (OptionException e)
                {
                    throw Damaged($"{name}/{setting.Name}", $"must be {setting.Need}; it is '{text}'", e);
                }
            }
        }
        return options;
    }

    /// <summary>Reads an array of float32; −1 in the shape stands for any length, no shape for one dimension of any length.</summary>
    public float[] Floats(string name, params ReadOnlySpan<int> shape) => (float[])Values(name, TensorType.Float32, shape);

    /// <summary>Reads an array of float64; −1 in the shape stands for any length, no shape for one dimension of any length.</summary>
    public double[] Doubles(string name, params ReadOnlySpan<int> shape) => (double[])Values(name, TensorType.Float64, shape);

    /// <summary>Reads an array of int32; −1 in the shape stands for any length, no shape for one dimension of any length.</summary>
    public int[] Ints(string name, params ReadOnlySpan<int> shape) => (int[])Values(name, TensorType.Int32, shape);

    /// <summary>Reads an array of int64; −1 in the shape stands for any length, no shape for one dimension of any length.</summary>
    public long[] Longs(string name, params ReadOnlySpan<int> shape) => (long[])Values(name, TensorType.Int64, shape);

    /// <summary>Reads a list of texts.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var ends = Longs($"{name}/ends");
        var bytes = (byte[])Values($"{name}/utf8", TensorType.UInt8, []);
        var texts = new string[ends.Length];
        long start = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            if (ends[i] < start || ends[i] > bytes.Length)
            {
                throw Damaged(name, "has texts that overlap");
            }
            texts[i] = Encoding.UTF8.GetString(bytes, (int)start, (int)(ends[i] - start));
            start = ends[i];
        }
        return texts;
    }

    /// <summary>Shape of a tensor.</summary>
    public IReadOnlyList<int> Shape(string name) => Find(name).Shape;

    /// <summary>Reads a model inside this one.</summary>
    /// <exception cref="ModelException">It is of a kind this library does not know, or not a <typeparamref name="TModel"/>.</exception>
    public TModel Section<TModel>(string name) where TModel : class
    {
        var nested = _depth < DeepestSection ? new ModelReader(_file, $"{_prefix}{name}/", _facts, _tensors, _depth + 1) : throw Damaged(name, "is nested too deeply");
        return nested.Build<TModel>(nested.Text("kind"));
    }

    /// <summary>Builds the model of that kind from this reader's facts and tensors.</summary>
    internal TModel Build<TModel>(string kind) where TModel : class
    {
        if (!ModelKinds.Readers.TryGetValue(kind, out var read))
        {
            throw new ModelException("model.kind", $"{_file} holds a '{kind}' model, which this version cannot read. It reads: {string.Join(", ", ModelKinds.Readers.Keys.Order(StringComparer.Ordinal))}.");
        }
        return read(this) as TModel ?? throw new ModelException("model.role", $"{_file} holds a '{kind}' model where a {typeof(TModel).Name} is needed. Name a model file of the right kind.");
    }

    /// <summary>The error of a file whose contents do not fit together.</summary>
    public ModelException Damaged(string name, string problem, Exception? inner = null) =>
        new("model.damaged", $"{_file} is damaged: '{_prefix}{name}' {problem}. Train the model again or restore the file.", inner);

    private Tensor Find(string name) => _tensors.TryGetValue(_prefix + name, out var tensor) ? tensor : throw Damaged(name, "is missing");

    private Array Values(string name, TensorType type, ReadOnlySpan<int> shape)
    {
        var tensor = Find(name);
        var fits = tensor.Type == type && tensor.Shape.Length == Math.Max(1, shape.Length);
        for (var i = 0; fits && i < shape.Length; i++)
        {
            fits = shape[i] < 0 || shape[i] == tensor.Shape[i];
        }
        return fits ? tensor.Values : throw Damaged(name, "has another type or shape");
    }
}
