using Pipelines.Anomaly;
using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Neighbors;
using Pipelines.Neural;
using Pipelines.Recommendation;
using Pipelines.Reduction;
using Pipelines.Supervised;

namespace Pipelines.Tests.Conformance;

/// <summary>Every estimator of the library: one line each, by the kind of data it learns from. A test fails when one is missing.</summary>
internal static class Subjects
{
    public static IReadOnlyList<Subject> All { get; } =
    [
        Matrix((StandardScalerOptions o) => new StandardScaler(o)),
        Matrix((MinMaxScalerOptions o) => new MinMaxScaler(o)),
        Matrix((RobustScalerOptions o) => new RobustScaler(o)),
        Matrix((Log1pScalerOptions o) => new Log1pScaler(o), new() { Standardize = true }),
        Matrix((UniformQuantizerOptions o) => new UniformQuantizer(o)).Except(nameof(ConformanceTests.Model_keeps_the_promises_of_its_role), "it rounds; its own tests say how far"),
        Matrix((MedianImputerOptions o) => new MedianImputer(o)).Except(nameof(ConformanceTests.Refuses_NaN_and_infinity_naming_their_place), "NaN is what it fills; its own test says that infinity is refused"),
        Matrix((PcaOptions o) => new Pca(o)),
        Matrix((RandomProjectionOptions o) => new RandomProjection(o), new() { Entries = ProjectionKind.Achlioptas }),
        Matrix((RandomizedPcaOptions o) => new RandomizedPca(o), new() { Components = 3 }).Except(nameof(ConformanceTests.Answers_finite_numbers_for_one_row_one_column_constants_and_duplicates), "three components of one column are an error that its own test covers"),
        Matrix((ProbabilisticPcaOptions o) => new ProbabilisticPca(o)).Except(nameof(ConformanceTests.Refuses_NaN_and_infinity_naming_their_place), "NaN is a missing value, which it is made for; its own test says that infinity is refused"),
        Matrix((KMeansOptions o) => new KMeans(o), new() { Clusters = 3 }).Except(nameof(ConformanceTests.Answers_finite_numbers_for_one_row_one_column_constants_and_duplicates), FewRows),
        Matrix((DbscanOptions o) => new Dbscan(o), new() { Radius = 1.5, MinRows = 3 }),
        Matrix((GenieOptions o) => new Genie(o), new() { Clusters = 3 }).Except(nameof(ConformanceTests.Answers_finite_numbers_for_one_row_one_column_constants_and_duplicates), FewRows),
        Matrix((AgglomerativeOptions o) => new Agglomerative(o), new() { Clusters = 3 }).Except(nameof(ConformanceTests.Answers_finite_numbers_for_one_row_one_column_constants_and_duplicates), FewRows),
        Matrix((GaussianMixtureOptions o) => new GaussianMixture(o), new() { Components = 3, Covariance = CovarianceKind.Diagonal }).Except(nameof(ConformanceTests.Answers_finite_numbers_for_one_row_one_column_constants_and_duplicates), FewRows),
        Rows((MiniBatchKMeansOptions o) => new MiniBatchKMeans(o), new() { Clusters = 3, BatchRows = 16 }).Except(nameof(ConformanceTests.Answers_finite_numbers_for_one_row_one_column_constants_and_duplicates), FewRows),
        Table((KPrototypesOptions o) => new KPrototypes(o), new() { Clusters = 3 }).Except(nameof(ConformanceTests.Answers_finite_numbers_for_one_row_one_column_constants_and_duplicates), FewRows),
        Matrix((AutoencoderResidualOptions o) => new AutoencoderResidual(o), new() { Members = 2, Epochs = 8, BatchSize = 16, CodeSize = 1 }),
        Matrix((EcodOptions o) => new Ecod(o)),
        Matrix((IsolationForestOptions o) => new IsolationForest(o), new() { Trees = 20, Contamination = 0.1 }),
        Matrix((LocalOutlierFactorOptions o) => new LocalOutlierFactor(o)),
        Matrix((MahalanobisOptions o) => new Mahalanobis(o)),
        Matrix((MinimumCovarianceDeterminantOptions o) => new MinimumCovarianceDeterminant(o)),
        Matrix((NeighborDistanceOptions o) => new NeighborDistance(o), new() { Aggregate = NeighborAggregate.Mean }),
        Matrix((PcaMonitorOptions o) => new PcaMonitor(o)),
        Matrix((PcaSeriesMonitorOptions o) => new PcaSeriesMonitor(o)),
        Matrix((RankEnsembleOptions o) => new RankEnsemble(o), new() { Trees = 20 }),
        Matrix((RelativeResidualOptions o) => new RelativeResidual(o), new() { Components = 1 }),
        Sparse((TruncatedSvdOptions o) => new TruncatedSvd(o)),
        Rows((IncrementalPcaOptions o) => new IncrementalPca(o)),
        Text((OneHotEncoderOptions o) => new OneHotEncoder(o), new() { MaxLevels = 4 }),
        Table((TableEncoderOptions o) => new TableEncoder(o), new() { MaxLevels = 3, Times = true }),
        Examples((DummyRegressorOptions o) => new DummyRegressor(o)),
        Examples((DummyClassifierOptions o) => new DummyClassifier(o)),
        Examples((RidgeRegressionOptions o) => new RidgeRegression(o)),
        Examples((LogisticRegressionOptions o) => new LogisticRegression(o)).Except(nameof(ConformanceTests.Answers_finite_numbers_for_one_row_one_column_constants_and_duplicates), "one row and one target for all are one class, which is refused; its own test tries the others"),
        Examples((KNeighborsClassifierOptions o) => new KNeighborsClassifier(o)),
        Examples((KNeighborsRegressorOptions o) => new KNeighborsRegressor(o), new() { Neighbors = 7, Weighting = NeighborWeighting.Distance, Algorithm = NeighborAlgorithm.KdTree }),
        Examples((NeuralNetworkOptions o) => new NeuralNetwork([new Dense(8, Activation.Relu), new BatchNorm(), new Dropout(0.1), new Dense(3, Activation.Tanh), new LayerNorm(), new GaussianNoise(0.1), new Dense(1)], Loss.MeanSquared, o), new() { Epochs = 8, BatchSize = 16 }),
        Examples((MlpOptions o) => new MlpClassifier(o), new() { Epochs = 10 }).Except(nameof(ConformanceTests.Answers_finite_numbers_for_one_row_one_column_constants_and_duplicates), "one row and one target for all are one class, which is refused; its own test tries the others"),
        Examples((MlpOptions o) => new MlpRegressor(o), new() { Epochs = 10, Dropout = 0.1 }),
        Matrix((AutoencoderOptions o) => new Autoencoder(o), new() { Epochs = 8, BatchSize = 16, HiddenUnits = 8, CodeSize = 1 }).Except(nameof(ConformanceTests.Model_keeps_the_promises_of_its_role), "a code of one number for three columns loses much; its own tests say how little well trained ones lose"),
        Ratings((GlobalMeanOptions o) => new GlobalMean(o)),
        Ratings((DampedBiasesOptions o) => new DampedBiases(o)),
        Ratings((MatrixFactorizationOptions o) => new MatrixFactorization(o), new() { Factors = 3, Epochs = 5 }),
        Ratings((BayesianMatrixFactorizationOptions o) => new BayesianMatrixFactorization(o), new() { Sweeps = 12, Factors = 3, Samples = 4 }),
        Ratings((PopularityOptions o) => new Popularity(o)).Except(nameof(ConformanceTests.Refuses_empty_data), "nothing was used, so all is equally popular: a list can still be shown")
            .Except(nameof(ConformanceTests.Model_refuses_rows_and_results_that_do_not_fit), "it looks at neither history nor weights, so nothing in them can misfit"),
        Ratings((EaseOptions o) => new Ease(o)),
    ];

    private const string FewRows = "three clusters of one row are an error that its own test covers, with all the other dull data";

    public static Subject Of(string name) => All.Single(s => s.Name == name);

    private static Subject<MatrixView, TOptions, TModel> Matrix<TOptions, TModel>(Func<TOptions, IEstimator<MatrixView, TModel>> make, TOptions? options = null)
        where TOptions : class, IOptions<TOptions>, new() where TModel : class, IModel => new(new MatrixKind(), make, options ?? new());

    private static Subject<Examples, TOptions, TModel> Examples<TOptions, TModel>(Func<TOptions, IEstimator<Examples, TModel>> make, TOptions? options = null)
        where TOptions : class, IOptions<TOptions>, new() where TModel : class, IModel => new(new ExamplesKind(), make, options ?? new());

    private static Subject<Ratings, TOptions, TModel> Ratings<TOptions, TModel>(Func<TOptions, IEstimator<Ratings, TModel>> make, TOptions? options = null)
        where TOptions : class, IOptions<TOptions>, new() where TModel : class, IModel => new(new RatingsKind(), make, options ?? new());

    private static Subject<IRowSource, TOptions, TModel> Rows<TOptions, TModel>(Func<TOptions, IEstimator<IRowSource, TModel>> make, TOptions? options = null)
        where TOptions : class, IOptions<TOptions>, new() where TModel : class, IModel => new(new RowSourceKind(), make, options ?? new());

    private static Subject<SparseView, TOptions, TModel> Sparse<TOptions, TModel>(Func<TOptions, IEstimator<SparseView, TModel>> make, TOptions? options = null)
        where TOptions : class, IOptions<TOptions>, new() where TModel : class, IModel => new(new SparseKind(), make, options ?? new());

    private static Subject<Table, TOptions, TModel> Table<TOptions, TModel>(Func<TOptions, IEstimator<Table, TModel>> make, TOptions? options = null)
        where TOptions : class, IOptions<TOptions>, new() where TModel : class, IModel => new(new TableKind(), make, options ?? new());

    private static Subject<TextColumn, TOptions, TModel> Text<TOptions, TModel>(Func<TOptions, IEstimator<TextColumn, TModel>> make, TOptions? options = null)
        where TOptions : class, IOptions<TOptions>, new() where TModel : class, IModel => new(new TextKind(), make, options ?? new());
}
