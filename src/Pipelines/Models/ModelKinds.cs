using Pipelines.Recommendation;

namespace Pipelines.Models;

/// <summary>
/// Every kind of model this library reads, and how: the one table that knows all task folders. Reading instantiates no type by name.
/// </summary>
public static class ModelKinds
{
    /// <summary>From a kind, such as <c>kmeans/1</c>, to its reader.</summary>
    public static IReadOnlyDictionary<string, Func<ModelReader, IModel>> Readers { get; } = new Dictionary<string, Func<ModelReader, IModel>>(StringComparer.Ordinal)
    {
        [DampedBiasesModel.KindName] = DampedBiasesModel.Read,
        [GlobalMeanModel.KindName] = GlobalMeanModel.Read,
        ["ease/1"] = EaseModel.Read,
        ["popularity/1"] = PopularityModel.Read,
    };
}
