using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>
/// One layer of a <see cref="NeuralNetwork"/>, as it is described: what it does, not what it has learned. Layers are values, so the same description can be trained any number of times.
/// The width of its input is that of the layer before it, or of the data.
/// </summary>
public abstract record Layer
{
    private protected Layer() { }

    /// <summary>Name in model files.</summary>
    internal abstract string Kind { get; }

    /// <summary>The layer for rows of a known width.</summary>
    /// <exception cref="DataException">It cannot read rows of this width, or not in this place.</exception>
    internal abstract LayerPass For(int inputs, int place);

    /// <summary>Writes what <see cref="Read"/> reads, names beginning with <paramref name="name"/>.</summary>
    internal abstract void Write(ModelWriter writer, string name);

    /// <summary>Refuses what no data could make right.</summary>
    /// <exception cref="OptionException">A number is out of range.</exception>
    internal abstract void Check();

    /// <summary>The layer with its activation left out, as a loss that applies it itself needs it.</summary>
    internal virtual Layer WithoutActivation => this;

    /// <summary>Its activation, where it has one.</summary>
    internal virtual Activation Output => Activation.None;

    internal static Layer Read(ModelReader reader, string name)
    {
        Layer layer = reader.Text($"{name}/kind") switch
        {
            "dense" => new Dense((int)reader.Whole($"{name}/units", 1, Dense.MostUnits), ReadActivation(reader, name)),
            "batch-norm" => new BatchNorm(ReadActivation(reader, name)) { Momentum = reader.Number($"{name}/momentum"), Epsilon = reader.Number($"{name}/epsilon") },
            "layer-norm" => new LayerNorm(ReadActivation(reader, name)) { Epsilon = reader.Number($"{name}/epsilon") },
            "dropout" => new Dropout(reader.Number($"{name}/rate")),
            "gaussian-noise" => new GaussianNoise(reader.Number($"{name}/deviation")),
            "activity-penalty" => new ActivityPenalty(reader.Number($"{name}/absolute"), reader.Number($"{name}/square")),
            "gaussian-sample" => new GaussianSample(reader.Number($"{name}/weight")),
            "scale" => new Scale(),
            "embedding" => Embedding.ReadColumns(reader, name),
            _ => throw reader.Damaged($"{name}/kind", "is no layer that this version knows"),
        };
        try
        {
            layer.Check();
        }
        catch (OptionException e)
        {
            throw reader.Damaged(name, "is out of range", e);
        }
        return layer;
    }

    private protected static void Number(string owner, string name, double value, Bounds bounds)
    {
        if (!bounds.Contains(value))
        {
            throw new OptionException(owner, name, $"a number, {bounds}", value.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private protected static void Defined(string owner, Activation activation)
    {
        if (!Enum.IsDefined(activation))
        {
            throw new OptionException(owner, "Activation", $"one of {string.Join(", ", Enum.GetNames<Activation>())}", activation.ToString());
        }
    }

    private protected static void WriteActivation(ModelWriter writer, string name, Activation activation) => writer.Text($"{name}/activation", KebabCase.Of(activation.ToString()));

    private static Activation ReadActivation(ModelReader reader, string name)
    {
        var text = reader.Text($"{name}/activation");
        foreach (var activation in Enum.GetValues<Activation>())
        {
            if (KebabCase.Of(activation.ToString()) == text)
            {
                return activation;
            }
        }
        throw reader.Damaged($"{name}/activation", "is no activation that this version knows");
    }
}
