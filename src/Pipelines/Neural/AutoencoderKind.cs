namespace Pipelines.Neural;

/// <summary>What keeps an <see cref="Autoencoder"/> from learning its rows by heart, beside a code that is narrower than they are.</summary>
public enum AutoencoderKind
{
    /// <summary>Rows are read with noise added and have to come back without it: the network learns what rows look like, not single values.</summary>
    Denoising,

    /// <summary>Nothing else.</summary>
    Plain,

    /// <summary>The code is 0 or more, and its sum costs: of many values only a few are not 0. The only kind whose code may be wider than the rows.</summary>
    Sparse,

    /// <summary>The code is a normal distribution drawn towards the standard one: neighbouring codes mean similar rows, and codes drawn at random look like rows.</summary>
    Variational,
}
