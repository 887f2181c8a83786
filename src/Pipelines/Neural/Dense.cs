using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>Every output sees every input: y = activation(x W + b), W of inputs x <paramref name="Units"/>, b of <paramref name="Units"/>.</summary>
/// <remarks>
/// W begins uniform in ± sqrt(6 / inputs) before a ReLU (K. He and others, "Delving deep into rectifiers", 2015) and in ± sqrt(6 / (inputs + units)) before anything else
/// (X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010), b at 0. Cost: 2·inputs·units operations a row, three times that in training.
/// </remarks>
/// <param name="Units">How many outputs, 1 to 1,000,000.</param>
/// <param name="Activation">What follows the sums. Default: nothing.</param>
public sealed record Dense(int Units, Activation Activation = Activation.None) : Layer
{
    internal const int MostUnits = 1_000_000;

    internal override string Kind => "dense";

    internal override Layer WithoutActivation => this with { Activation = Activation.None };

    internal override Activation Output => Activation;

    internal override LayerPass For(int inputs, int place) => new DensePass(inputs, Units, Activation);

    internal override void Check()
    {
        if (Units is < 1 or > MostUnits)
        {
            throw new OptionException(nameof(Dense), nameof(Units), $"a whole number, {Bounds.Closed(1, MostUnits)}", Units.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        Defined(nameof(Dense), Activation);
    }

    internal override void Write(ModelWriter writer, string name)
    {
        writer.Whole($"{name}/units", Units);
        WriteActivation(writer, name, Activation);
    }
}
