using Pipelines.Anomaly;
using Pipelines.Anomaly.Equipment;
using Pipelines.Anomaly.Health;
using Pipelines.Clustering;
using Pipelines.Models.Encoders;
using Pipelines.Neural;
using Pipelines.Recommendation;
using Pipelines.Reduction;
using Pipelines.Supervised;

namespace Pipelines.Models;

/// <summary>
/// Every kind of model this library reads, and how: the one table that knows all task folders. Reading instantiates no type by name.
/// </summary>
public static class ModelKinds
{
    /// <summary>From a kind, such as <c>kmeans/1</c>, to its reader.</summary>
    public static IReadOnlyDictionary<string, Func<ModelReader, IModel>> Readers { get; } = new Dictionary<string, Func<ModelReader, IModel>>(StringComparer.Ordinal)
    {
        [EncodedPrototypesModel.KindName] = EncodedPrototypesModel.Read,
        [GaussianMixtureModel.KindName] = GaussianMixtureModel.Read,
        [KMeansModel.KindName] = KMeansModel.Read,
        [KPrototypesModel.KindName] = KPrototypesModel.Read,
        [SegmentationModel.KindName] = SegmentationModel.Read,
        [BayesianMatrixFactorizationModel.KindName] = BayesianMatrixFactorizationModel.Read,
        [DampedBiasesModel.KindName] = DampedBiasesModel.Read,
        [GlobalMeanModel.KindName] = GlobalMeanModel.Read,
        [MatrixFactorizationModel.KindName] = MatrixFactorizationModel.Read,
        ["ease/1"] = EaseModel.Read,
        ["popularity/1"] = PopularityModel.Read,
        [AgglomerativeModel.KindName] = AgglomerativeModel.Read,
        [DbscanModel.KindName] = DbscanModel.Read,
        [GenieModel.KindName] = GenieModel.Read,
        [AutoencoderModel.KindName] = AutoencoderModel.Read,
        [AutoencoderResidualModel.KindName] = AutoencoderResidualModel.Read,
        [MlpClassifierModel.KindName] = MlpClassifierModel.Read,
        [MlpRegressorModel.KindName] = MlpRegressorModel.Read,
        [NetworkCheckpoint.KindName] = NetworkCheckpoint.Read,
        [NeuralNetworkModel.KindName] = NeuralNetworkModel.Read,
        [EquipmentMonitorModel.KindName] = EquipmentMonitorModel.Read,
        [HealthIndex.KindName] = HealthIndex.Read,
        [RemainingLifeModel.KindName] = RemainingLifeModel.Read,
        [WindowedLifeModel.KindName] = WindowedLifeModel.Read,
        [EcodModel.KindName] = EcodModel.Read,
        [IsolationForestModel.KindName] = IsolationForestModel.Read,
        [LocalOutlierFactorModel.KindName] = LocalOutlierFactorModel.Read,
        [MahalanobisModel.KindName] = MahalanobisModel.Read,
        [NeighborDistanceModel.KindName] = NeighborDistanceModel.Read,
        [PcaMonitorModel.KindName] = PcaMonitorModel.Read,
        [PcaSeriesMonitorModel.KindName] = PcaSeriesMonitorModel.Read,
        [RankEnsembleModel.KindName] = RankEnsembleModel.Read,
        [RelativeResidualModel.KindName] = RelativeResidualModel.Read,
        [PcaModel.KindName] = PcaModel.Read,
        [ProbabilisticPcaModel.KindName] = ProbabilisticPcaModel.Read,
        [RandomProjectionModel.KindName] = RandomProjectionModel.Read,
        [TruncatedSvdModel.KindName] = TruncatedSvdModel.Read,
        ["dummy-classifier/1"] = DummyClassifierModel.Read,
        ["dummy-regressor/1"] = DummyRegressorModel.Read,
        ["logistic-regression/1"] = LogisticRegressionModel.Read,
        ["ridge-regression/1"] = RidgeRegressionModel.Read,
        [KNeighborsClassifierModel.KindName] = KNeighborsClassifierModel.Read,
        [KNeighborsRegressorModel.KindName] = KNeighborsRegressorModel.Read,
        ["log1p-scaler/1"] = Log1pScalerModel.Read,
        ["median-imputer/1"] = MedianImputerModel.Read,
        ["min-max-scaler/1"] = MinMaxScalerModel.Read,
        ["one-hot-encoder/1"] = OneHotEncoderModel.Read,
        [RobustScalerModel.KindName] = RobustScalerModel.Read,
        ["standard-scaler/1"] = StandardScalerModel.Read,
        ["table-encoder/1"] = TableEncoderModel.Read,
        [UniformQuantizerModel.KindName] = UniformQuantizerModel.Read,
        ["tabular-pipeline/1"] = TabularPipeline.Read,
        ["recommender/1"] = RecommenderModel.Read,
    };
}
