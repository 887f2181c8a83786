namespace Pipelines.Clustering;

/// <summary>Options of <see cref="GaussianMixture"/>.</summary>
public sealed record GaussianMixtureOptions : IOptions<GaussianMixtureOptions>
{
    /// <summary>How many components there are, k, at least 1 and at most the number of rows. Default: 8.</summary>
    public int Components { get; init; } = 8;

    /// <summary>How free the shapes of the components are. Default: <see cref="CovarianceKind.Full"/>.</summary>
    public CovarianceKind Covariance { get; init; }

    /// <summary>Added to every variance, at least 0, in squared units of the columns: keeps a component that holds one point, or a column that does not vary, from a density without bound. Default: 1e-6.</summary>
    public double CovarianceFloor { get; init; } = 1e-6;

    /// <summary>From how many different starts to search, at least 1; the result of greatest likelihood is kept. Default: 3.</summary>
    public int Restarts { get; init; } = 3;

    /// <summary>At most so many passes from one start, at least 1. Default: 200.</summary>
    public int MaxIterations { get; init; } = 200;

    /// <summary>Stop when a pass changes the mean log-likelihood of a row by less, at least 0. Default: 1e-3.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Share of the training rows that are to count as unlike the others, from 0 to below 1: it sets <see cref="GaussianMixtureModel.Threshold"/>. Default: 0.01.</summary>
    public double UnusualShare { get; init; } = 0.01;

    /// <summary>Seed of every random choice. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<GaussianMixtureOptions>> Settings { get; } =
    [
        Setting.Whole("Components", "how many components there are", Bounds.Closed(1, 1 << 16), (GaussianMixtureOptions o) => o.Components, (o, v) => o with { Components = (int)v }),
        Setting.Choice("Covariance", "how free the shapes of the components are", (GaussianMixtureOptions o) => o.Covariance, (o, v) => o with { Covariance = v }),
        Setting.Number("CovarianceFloor", "added to every variance, in squared units of the columns", Bounds.AtLeast(0), (GaussianMixtureOptions o) => o.CovarianceFloor, (o, v) => o with { CovarianceFloor = v }),
        Setting.Whole("Restarts", "from how many different starts to search; the best result is kept", Bounds.Closed(1, 10_000), (GaussianMixtureOptions o) => o.Restarts, (o, v) => o with { Restarts = (int)v }),
        Setting.Whole("MaxIterations", "at most so many passes from one start", Bounds.Closed(1, 100_000), (GaussianMixtureOptions o) => o.MaxIterations, (o, v) => o with { MaxIterations = (int)v }),
        Setting.Number("Tolerance", "stop when a pass changes the mean log-likelihood of a row by less", Bounds.AtLeast(0), (GaussianMixtureOptions o) => o.Tolerance, (o, v) => o with { Tolerance = v }),
        Setting.Number("UnusualShare", "share of the training rows that are to count as unlike the others", Bounds.ClosedOpen(0, 1), (GaussianMixtureOptions o) => o.UnusualShare, (o, v) => o with { UnusualShare = v }),
        Setting.Seed((GaussianMixtureOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
