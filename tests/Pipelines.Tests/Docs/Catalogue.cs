using System.Globalization;
using System.Text;

namespace Pipelines.Tests.Docs;

/// <summary>What docs/catalogue.md and docs/catalogue.zh.md are written from. A new algorithm adds its line here.</summary>
internal static class Catalogue
{
    private static readonly (string En, string Zh) Association = ("Association: movie recommendation", "关联：电影推荐");
    private static readonly (string En, string Zh) Preparation = ("Data preparation, fitted on training rows only", "数据准备（只在训练集上拟合）");
    private static readonly (string En, string Zh) Reduction = ("Dimensionality reduction", "降维");
    private static readonly (string En, string Zh) Clustering = ("Clustering: customer segmentation", "聚类：客户分群");
    private static readonly (string En, string Zh) Encoding = ("Encoding: neural networks and autoencoders", "编码：神经网络与自编码器");
    private static readonly (string En, string Zh) Anomaly = ("Anomaly detection: equipment health and quality inspection", "异常检测：设备健康与质量检验");
    private static readonly (string En, string Zh) Supervised = ("Supervised training", "监督学习");
    private static readonly (string En, string Zh) Neighbors = ("Nearest neighbours, shared by clustering, anomaly detection and supervised training", "近邻搜索（聚类、异常检测与监督学习共用）");
    private static readonly (string En, string Zh) Evaluation = ("Evaluation", "模型评估");
    private static readonly (string En, string Zh) Encryption = ("Encoding: packing, encryption, pseudonyms", "编码：打包、加密与假名化");

    private static readonly CatalogueRow[] Rows =
    [
        new(Association, ("Global mean (trivial baseline)", "全局均值（最简单的基线）"), "Recommendation/GlobalMean", "Recommendation/RatingModelTests", "MovieRecommendation train"),
        new(Association, ("Damped person and item averages (strong simple baseline)", "带阻尼的用户与物品偏置（较强的简单基线）"), "Recommendation/DampedBiases", "Recommendation/DampedBiasesTests",
            "MovieRecommendation train", "Y. Koren, Factor in the neighbors: scalable and accurate collaborative filtering, ACM TKDD 4(1), 2010"),
        new(Association, ("Biased matrix factorization by stochastic gradient descent", "带偏置的矩阵分解（随机梯度下降）"), "Recommendation/MatrixFactorization", "Recommendation/MatrixFactorizationTests",
            "MovieRecommendation train", "Y. Koren, R. Bell, C. Volinsky, Matrix factorization techniques for recommender systems, IEEE Computer 42(8), 2009"),
        new(Association, ("Bayesian matrix factorization by Gibbs sampling", "贝叶斯矩阵分解（吉布斯采样）"), "Recommendation/BayesianMatrixFactorization", "Recommendation/BayesianMatrixFactorizationTests",
            "MovieRecommendation train", "R. Salakhutdinov, A. Mnih, Bayesian probabilistic matrix factorization using Markov chain Monte Carlo, ICML 2008"),
        new(Association, ("Most popular (baseline of lists)", "热门榜（榜单的基线）"), "Recommendation/Popularity", "Recommendation/PopularityTests", "MovieRecommendation recommend"),
        new(Association, ("EASE, a linear autoencoder over items", "EASE（物品线性自编码器）"), "Recommendation/Ease", "Recommendation/EaseTests",
            "MovieRecommendation recommend", "H. Steck, Embarrassingly shallow autoencoders for sparse data, WWW 2019"),
        new(Clustering, ("k-means, started by k-means++ or on a weighted sample", "k 均值（k-means++ 初始化；数据多时在加权样本上选起点）"), "Clustering/KMeans", "Clustering/KMeansTests", "CustomerSegmentation train",
            Paper: "S. Lloyd, Least squares quantization in PCM, IEEE Transactions on Information Theory 28(2), 1982; D. Arthur, S. Vassilvitskii, k-means++: the advantages of careful seeding, SODA 2007; O. Bachem, M. Lucic, A. Krause, Scalable k-means clustering via lightweight coresets, KDD 2018"),
        new(Clustering, ("RFM features and scores from transactions", "由交易明细计算 RFM 特征与评分"), "Clustering/Rfm", "Clustering/RfmTests", "CustomerSegmentation train",
            Paper: "A. M. Hughes, Strategic database marketing, 1994; J. Bult, T. Wansbeek, Optimal selection for direct mail, Marketing Science 14, 1995"),
        new(Clustering, ("DBSCAN: clusters of any form, and noise", "DBSCAN 密度聚类（任意形状，可识别噪声）"), "Clustering/Dbscan", "Clustering/DbscanTests", "CustomerSegmentation train",
            Paper: "M. Ester, H.-P. Kriegel, J. Sander, X. Xu, A density-based algorithm for discovering clusters in large spatial databases with noise, KDD 1996"),
        new(Clustering, ("Genie: a hierarchy of nearest neighbours that does not chain", "Genie：带规模均衡约束的层次聚类"), "Clustering/Genie", "Clustering/GenieTests", "CustomerSegmentation train",
            Paper: "M. Gagolewski, M. Bartoszuk, A. Cena, Genie: a new, fast, and outlier-resistant hierarchical clustering algorithm, Information Sciences 363, 2016"),
        new(Clustering, ("Agglomerative: Ward, average, complete, single linkage", "凝聚层次聚类：Ward、平均、全连接、单连接"), "Clustering/Agglomerative", "Clustering/AgglomerativeTests", "CustomerSegmentation train",
            Paper: "J. H. Ward, Hierarchical grouping to optimize an objective function, JASA 58, 1963; F. Murtagh, A survey of recent advances in hierarchical clustering algorithms, The Computer Journal 26, 1983"),
        new(Clustering, ("k-means of a stream, batch by batch", "小批量 k 均值（流式读取）"), "Clustering/MiniBatchKMeans", "Clustering/MiniBatchKMeansTests",
            Paper: "D. Sculley, Web-scale k-means clustering, WWW 2010"),
        new(Clustering, ("Mixture of normal distributions: soft clusters, BIC, rows unlike any seen", "高斯混合模型：软聚类、BIC、识别从未见过的样本"), "Clustering/GaussianMixture", "Clustering/GaussianMixtureTests", "CustomerSegmentation train",
            Paper: "A. Dempster, N. Laird, D. Rubin, Maximum likelihood from incomplete data via the EM algorithm, Journal of the Royal Statistical Society B 39(1), 1977"),
        new(Clustering, ("k-prototypes: clusters of numbers and categories together", "k-prototypes：数值与类别混合数据的聚类"), "Clustering/KPrototypes", "Clustering/KPrototypesTests", "CustomerSegmentation train --method kprototypes",
            Paper: "Z. Huang, Extensions to the k-means algorithm for clustering large data sets with categorical values, Data Mining and Knowledge Discovery 2, 1998; G. Szepannek, clustMixType: user-friendly clustering of mixed-type data in R, The R Journal 10(2), 2018"),
        new(Reduction, ("Principal components, exact", "主成分分析（精确）"), "Reduction/Pca", "Reduction/PcaTests", "DimensionalityReduction train",
            Paper: "K. Pearson, On lines and planes of closest fit to systems of points in space, Philosophical Magazine 2(11), 1901; H. Hotelling, Analysis of a complex of statistical variables into principal components, Journal of Educational Psychology 24, 1933"),
        new(Reduction, ("Principal components of a stream larger than memory, exact in one pass", "流式主成分分析（数据超出内存时一次读取，结果精确）"), "Reduction/IncrementalPca", "Reduction/IncrementalPcaTests",
            Paper: "T. Chan, G. Golub, R. LeVeque, Updating formulae and a pairwise algorithm for computing sample variances, Stanford STAN-CS-79-773, 1979"),
        new(Reduction, ("Principal components by random sampling of the range", "随机化主成分分析"), "Reduction/RandomizedPca", "Reduction/RandomizedPcaTests",
            Paper: "N. Halko, P. Martinsson, J. Tropp, Finding structure with randomness: probabilistic algorithms for constructing approximate matrix decompositions, SIAM Review 53(2), 2011"),
        new(Reduction, ("Probabilistic principal components, with missing values and a likelihood", "概率主成分分析（允许缺失值，可计算似然）"), "Reduction/ProbabilisticPca", "Reduction/ProbabilisticPcaTests",
            Paper: "M. Tipping, C. Bishop, Probabilistic principal component analysis, Journal of the Royal Statistical Society B 61(3), 1999"),
        new(Reduction, ("Truncated singular value decomposition of sparse rows", "稀疏矩阵的截断奇异值分解"), "Reduction/TruncatedSvd", "Reduction/TruncatedSvdTests",
            Paper: "S. Deerwester, S. Dumais, G. Furnas, T. Landauer, R. Harshman, Indexing by latent semantic analysis, JASIS 41(6), 1990"),
        new(Reduction, ("Random projection, normal or sparse (cheap baseline)", "随机投影：高斯或稀疏（低成本基线）"), "Reduction/RandomProjection", "Reduction/RandomProjectionTests", "DimensionalityReduction train",
            Paper: "D. Achlioptas, Database-friendly random projections: Johnson-Lindenstrauss with binary coins, Journal of Computer and System Sciences 66, 2003"),
        new(Reduction, ("How many components: share of variance, parallel analysis", "主成分个数的选择：方差贡献率、平行分析"), "Reduction/ComponentChoice", "Reduction/ComponentChoiceTests", "DimensionalityReduction train",
            Paper: "J. Horn, A rationale and test for the number of factors in factor analysis, Psychometrika 30(2), 1965"),
        new(Encoding, ("Feed-forward neural network, trained by back-propagation", "前馈神经网络（反向传播训练）"), "Neural/NeuralNetwork", "Neural/NeuralNetworkTests",
            Paper: "D. Rumelhart, G. Hinton, R. Williams, Learning representations by back-propagating errors, Nature 323, 1986"),
        new(Encoding, ("Reverse-mode automatic differentiation", "反向模式自动微分"), "Neural/Tape", "Neural/TapeTests",
            Paper: "S. Linnainmaa, Taylor expansion of the accumulated rounding error, BIT 16, 1976"),
        new(Anomaly, ("Sensors with different clocks on common rows, gaps kept", "多时钟测点重采样与对齐（不跨长间断插值）"), "Anomaly/Signals/SignalGrid", "Anomaly/Signals/SignalGridTests", "EquipmentHealth train"),
        new(Anomaly, ("Missing, stuck and dead sensors", "测点缺失、卡死与失效检查"), "Anomaly/Signals/SensorCheck", "Anomaly/Signals/SensorCheckTests", "EquipmentHealth train"),
        new(Anomaly, ("Machine off and hidden regimes: two heaps of values", "停机与未标明的工况：双峰检测"), "Anomaly/Signals/TwoModes", "Anomaly/Signals/SensorCheckTests",
            Paper: "N. Otsu, A threshold selection method from gray-level histograms, IEEE Transactions on Systems, Man, and Cybernetics 9(1), 1979"),
        new(Anomaly, ("Period of a signal by autocorrelation", "用自相关检测周期"), "Anomaly/Signals/Periodicity", "Anomaly/Signals/SensorCheckTests"),
        new(Anomaly, ("Windows of a series as features", "滑动窗口特征"), "Anomaly/Signals/WindowFeatures", "Anomaly/Signals/WindowFeaturesTests"),
        new(Anomaly, ("Cumulative sums (CUSUM), with average run lengths", "累积和控制图（CUSUM）及平均链长"), "Anomaly/Signals/CusumChart", "Anomaly/Signals/ChangeChartTests",
            Paper: "E. S. Page, Continuous inspection schemes, Biometrika 41, 1954"),
        new(Anomaly, ("Moving-average chart (EWMA), with average run lengths", "指数加权移动平均控制图（EWMA）及平均链长"), "Anomaly/Signals/EwmaChart", "Anomaly/Signals/ChangeChartTests",
            Paper: "S. W. Roberts, Control chart tests based on geometric moving averages, Technometrics 1(3), 1959"),
        new(Anomaly, ("Alarms with persistence (m of n) and hysteresis, row by row or at once", "报警规则：n 行中 m 行超限触发，带回差，可逐行流式处理"), "Anomaly/Events/AlarmRule", "Anomaly/Events/AlarmRuleTests",
            Paper: "ANSI/ISA-18.2, Management of alarm systems for the process industries, 2016"),
        new(Anomaly, ("Alarm limit for a number of alarms a week", "按每周报警次数确定报警限"), "Anomaly/Events/AlarmLimit", "Anomaly/Events/AlarmLimitTests", "EquipmentHealth train"),
        new(Anomaly, ("Machines watched row by row: monitors per machine and regime, stops, stuck and missing sensors, alarms, resumable", "逐行监测设备：分设备分工况建模，识别停机、卡死与缺失，可断点续接"), "Anomaly/Equipment/EquipmentTracker", "Anomaly/Equipment/EquipmentTrackerTests", "EquipmentHealth monitor"),
        new(Anomaly, ("Health index from 100 to 0", "健康指数（100 到 0）"), "Anomaly/Health/HealthIndex", "Anomaly/Health/HealthIndexTests", "EquipmentHealth train"),
        new(Anomaly, ("Robust trend with an interval (Theil-Sen)", "稳健趋势及其置信区间（Theil-Sen）"), "Anomaly/Health/RobustTrend", "Anomaly/Health/RobustTrendTests",
            Paper: "P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63, 1968"),
        new(Anomaly, ("Remaining life by similarity to machines that ran until they failed", "剩余使用寿命：与运行到失效的设备历史作相似性比较"), "Anomaly/Health/RemainingLifeModel", "Anomaly/Health/RemainingLifeModelTests",
            Paper: "T. Wang, J. Yu, D. Siegel, J. Lee, A similarity-based prognostics approach for remaining useful life estimation of engineered systems, PHM 2008"),
        new(Anomaly, ("Remaining life by regression on windows, with an interval set by machines kept back", "剩余使用寿命：滑窗回归，区间由留出的设备校准"), "Anomaly/Health/WindowedLifeModel", "Anomaly/Health/WindowedLifeModelTests", "EquipmentHealth train --run-to-failure",
            Paper: "F. O. Heimes, Recurrent neural networks for remaining useful life estimation, PHM 2008"),
        new(Anomaly, ("Control charts of values and of subgroups (I-MR, Xbar-R, Xbar-S)", "控制图：单值-移动极差、均值-极差、均值-标准差"), "Quality/ControlCharts", "Quality/ControlChartsTests", "QualityInspection train",
            Paper: "W. A. Shewhart, Economic control of quality of manufactured product, 1931"),
        new(Anomaly, ("Run rules of control charts: Western Electric, Nelson", "控制图判异准则：Western Electric、Nelson"), "Quality/RunRules", "Quality/RunRulesTests", "QualityInspection train --rules nelson",
            Paper: "L. S. Nelson, The Shewhart control chart: tests for special causes, Journal of Quality Technology 16(4), 1984"),
        new(Anomaly, ("Process capability with intervals: Cp, Cpk, Pp, Ppk, ppm", "过程能力及其置信区间：Cp、Cpk、Pp、Ppk、ppm"), "Quality/ProcessCapability", "Quality/ProcessCapabilityTests", "QualityInspection train --spec spec.csv",
            Paper: "A. F. Bissell, How reliable is your capability index?, Applied Statistics 39(3), 1990"),
        new(Anomaly, ("Process monitoring by principal components: T², SPE, combined index, Mahalanobis, contributions", "主元分析过程监控：T²、SPE、综合指标、马氏距离与变量贡献"), "Anomaly/PcaMonitor", "Anomaly/PcaMonitorTests", "QualityInspection train",
            Paper: "J. Kresta, J. MacGregor, T. Marlin, Multivariate statistical monitoring of process operating performance, Canadian Journal of Chemical Engineering 69, 1991; C. Alcala, S. Qin, Reconstruction-based contribution for process monitoring, Automatica 45, 2009"),
        new(Anomaly, ("Process monitoring in time: lags (dynamic PCA) and exponentially weighted means, row by row or at once", "时序过程监控：动态主元分析与指数加权移动平均，可逐行或整批"), "Anomaly/PcaSeriesMonitor", "Anomaly/PcaSeriesMonitorTests",
            Paper: "W. Ku, R. Storer, C. Georgakis, Disturbance detection and isolation by dynamic principal component analysis, Chemometrics and Intelligent Laboratory Systems 30, 1995"),
        new(Anomaly, ("Isolation forest", "孤立森林"), "Anomaly/IsolationForest", "Anomaly/IsolationForestTests",
            Paper: "F. Liu, K. Ting, Z.-H. Zhou, Isolation forest, ICDM 2008"),
        new(Anomaly, ("Mahalanobis distance", "马氏距离"), "Anomaly/Mahalanobis", "Anomaly/MahalanobisTests",
            Paper: "P. Mahalanobis, On the generalised distance in statistics, Proceedings of the National Institute of Sciences of India 2, 1936"),
        new(Anomaly, ("Robust covariance: minimum covariance determinant", "稳健协方差：最小协方差行列式"), "Anomaly/MinimumCovarianceDeterminant", "Anomaly/MahalanobisTests",
            Paper: "P. Rousseeuw, K. Van Driessen, A fast algorithm for the minimum covariance determinant estimator, Technometrics 41(3), 1999"),
        new(Anomaly, ("Distance to the nearest training rows", "近邻距离"), "Anomaly/NeighborDistance", "Anomaly/NeighborDetectorTests",
            Paper: "S. Ramaswamy, R. Rastogi, K. Shim, Efficient algorithms for mining outliers from large data sets, SIGMOD 2000"),
        new(Anomaly, ("Local outlier factor", "局部离群因子"), "Anomaly/LocalOutlierFactor", "Anomaly/NeighborDetectorTests",
            Paper: "M. Breunig, H.-P. Kriegel, R. Ng, J. Sander, LOF: identifying density-based local outliers, SIGMOD 2000"),
        new(Anomaly, ("ECOD: tails of each column's own distribution", "ECOD：各列经验分布的尾部"), "Anomaly/Ecod", "Anomaly/EcodTests",
            Paper: "Z. Li, Y. Zhao, X. Hu, N. Botta, C. Ionescu, G. Chen, ECOD: unsupervised outlier detection using empirical cumulative distribution functions, IEEE TKDE 35(12), 2023"),
        new(Anomaly, ("Residual of denoising autoencoders, in the spread of held-out residuals", "去噪自编码器的重构残差，按留出样本各列的残差幅度标准化"), "Anomaly/AutoencoderResidual", "Anomaly/AutoencoderResidualTests",
            Paper: "M. Sakurada, T. Yairi, Anomaly detection using autoencoders with nonlinear dimensionality reduction, MLSDA 2014"),
        new(Anomaly, ("Rank ensemble of fixed members", "固定成员的秩集成"), "Anomaly/RankEnsemble", "Anomaly/RankEnsembleTests",
            Paper: "C. Aggarwal, S. Sathe, Theoretical foundations and algorithms for outlier ensembles, SIGKDD Explorations 17(1), 2015"),
        new(Anomaly, ("Relative residual, as ML.NET's RandomizedPca scores (for comparison only)", "相对残差，即 ML.NET RandomizedPca 的得分（仅供比较）"), "Anomaly/RelativeResidual", "Anomaly/PcaMonitorTests"),
        new(Anomaly, ("Thresholds from contamination or held-out rows", "由异常比例或留出样本确定阈值"), "Anomaly/ScoreThreshold", "Anomaly/ScoreThresholdTests"),
        new(Encoding, ("Autoencoder: plain, denoising, sparse, variational, linear; for tables of numbers, categories and gaps", "自编码器：普通、去噪、稀疏、变分、线性；支持数值、类别与缺失值混合的表格"), "Neural/Autoencoder", "Neural/AutoencoderTests", "DataEncoding train",
            Paper: "G. Hinton, R. Salakhutdinov, Reducing the dimensionality of data with neural networks, Science 313, 2006; P. Vincent, H. Larochelle, Y. Bengio, P. Manzagol, Extracting and composing robust features with denoising autoencoders, ICML 2008; D. Kingma, M. Welling, Auto-encoding variational Bayes, ICLR 2014"),
        new(Supervised, ("Always the mean or median (trivial baseline)", "始终预测均值或中位数（最简单的基线）"), "Supervised/DummyRegressor", "Supervised/DummyTests"),
        new(Supervised, ("Always the most frequent class, or the class shares (trivial baseline)", "始终预测最多的类别或类别比例（最简单的基线）"), "Supervised/DummyClassifier", "Supervised/DummyTests"),
        new(Supervised, ("Linear regression: ridge, and least squares with Alpha 0", "线性回归：岭回归；Alpha 为 0 时即最小二乘"), "Supervised/RidgeRegression", "Supervised/RidgeRegressionTests", "DimensionalityReduction train",
            Paper: "A. Hoerl, R. Kennard, Ridge regression: biased estimation for nonorthogonal problems, Technometrics 12(1), 1970"),
        new(Supervised, ("Logistic regression; softmax regression for more than two classes", "逻辑回归；多于两类时即 softmax 回归"), "Supervised/LogisticRegression", "Supervised/LogisticRegressionTests", "DimensionalityReduction train",
            Paper: "J. Nocedal, Updating quasi-Newton matrices with limited storage, Mathematics of Computation 35, 1980; D. Böhning, Multinomial logistic regression algorithm, Annals of the Institute of Statistical Mathematics 44, 1992"),
        new(Supervised, ("k-nearest neighbours: class", "k 近邻分类"), "Supervised/KNeighborsClassifier", "Supervised/KNeighborsTests", "DimensionalityReduction train",
            Paper: "T. M. Cover, P. E. Hart, Nearest neighbor pattern classification, IEEE Transactions on Information Theory 13(1), 1967"),
        new(Supervised, ("k-nearest neighbours: number", "k 近邻回归"), "Supervised/KNeighborsRegressor", "Supervised/KNeighborsTests", "DimensionalityReduction train",
            Paper: "T. M. Cover, Estimation by the nearest neighbor rule, IEEE Transactions on Information Theory 14(1), 1968"),
        new(Supervised, ("Multi-layer perceptron: class", "多层感知机分类"), "Neural/MlpClassifier", "Neural/MlpTests",
            Paper: "D. Rumelhart, G. Hinton, R. Williams, Learning representations by back-propagating errors, Nature 323, 1986"),
        new(Supervised, ("Multi-layer perceptron: number", "多层感知机回归"), "Neural/MlpRegressor", "Neural/MlpTests",
            Paper: "D. Rumelhart, G. Hinton, R. Williams, Learning representations by back-propagating errors, Nature 323, 1986"),
        new(Neighbors, ("k-d tree: nearest rows and all within a radius", "k-d 树：最近邻与半径内近邻"), "Neighbors/KdTree", "Neighbors/NeighborIndexTests",
            Paper: "J. H. Friedman, J. L. Bentley, R. A. Finkel, An algorithm for finding best matches in logarithmic expected time, ACM TOMS 3(3), 1977"),
        new(Neighbors, ("Brute force over products of matrices", "暴力搜索（用矩阵乘法）"), "Neighbors/BruteForce", "Neighbors/NeighborIndexTests"),
        new(Encryption, ("Packed file: lossless compression, authenticated encryption in chunks", "打包文件：无损压缩，分块认证加密"), "Packing/PackedFile", "Packing/PackedFileTests", "DataEncoding pack",
            "V. Hoang, R. Reyhanitabar, P. Rogaway, D. Vizár, Online authenticated-encryption and its nonce-reuse misuse-resistance, CRYPTO 2015"),
        new(Encryption, ("Packed table with loss: codes and corrections, every number within a bound", "有损打包表格：隐编码加修正，每个数值都在误差上限内"), "Packing/Lossy/LossyTable", "Packing/Lossy/LossyTableTests", "DataEncoding pack --lossy",
            "S. Di, F. Cappello, Fast error-bounded lossy HPC data compression with SZ, IPDPS 2016"),
        new(Encryption, ("Keyed pseudonyms, equal for equal", "带密钥的假名（相同的值得到相同的假名）"), "Packing/Pseudonyms", "Packing/PseudonymsTests", "DataEncoding mask",
            "M. Bellare, R. Canetti, H. Krawczyk, Keying hash functions for message authentication, CRYPTO 1996"),
        new(Preparation, ("IDX image files, as MNIST is kept in", "IDX 图像文件（MNIST 所用的格式）"), "Data/IdxFile", "Data/IdxFileTests",
            Paper: "Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits, 1998"),
        new(Preparation, ("Mean 0, deviation 1", "标准化（均值 0，标准差 1）"), "Models/Encoders/StandardScaler", "Models/Encoders/ScalerTests"),
        new(Preparation, ("Range 0 to 1", "最小-最大归一化"), "Models/Encoders/MinMaxScaler", "Models/Encoders/ScalerTests"),
        new(Preparation, ("Median 0, interquartile range 1", "稳健缩放（中位数 0，四分位距 1）"), "Models/Encoders/RobustScaler", "Models/Encoders/ScalerTests"),
        new(Preparation, ("Scaling chosen by skewness", "按偏度选择缩放方式"), "Models/Encoders/ScalingChoice", "Models/Encoders/ScalerTests"),
        new(Preparation, ("Logarithm of 1 + x", "log1p 对数变换"), "Models/Encoders/Log1pScaler", "Models/Encoders/ScalerTests"),
        new(Preparation, ("Median for missing values, with an indicator", "缺失值用中位数填补，并加指示列"), "Models/Encoders/MedianImputer", "Models/Encoders/ScalerTests"),
        new(Preparation, ("Levels at equal distances: a value in a few bits", "均匀量化：每个数值只占几个比特"), "Models/Encoders/UniformQuantizer", "Models/Encoders/UniformQuantizerTests",
            Paper: "H. Gish, J. Pierce, Asymptotically efficient quantizing, IEEE Transactions on Information Theory 14(5), 1968"),
        new(Preparation, ("One-hot, with a level for the unknown", "独热编码（含未知类别）"), "Models/Encoders/OneHotEncoder", "Models/Encoders/OneHotEncoderTests"),
        new(Preparation, ("A whole table into a matrix", "整张表编码为矩阵"), "Models/Encoders/TableEncoder", "Models/Encoders/TableEncoderTests"),
        new(Evaluation, ("Regression metrics: RMSE, MAE, R²", "回归指标：均方根误差、平均绝对误差、决定系数"), "Evaluation/RegressionMetrics", "Evaluation/RegressionMetricsTests", "MovieRecommendation evaluate"),
        new(Evaluation, ("Ranking metrics over the full catalogue: precision, recall, NDCG, MAP, MRR, hit rate", "全目录排序指标：精确率、召回率、NDCG、MAP、MRR、命中率"), "Evaluation/RankingEvaluation", "Evaluation/RankingEvaluationTests",
            "MovieRecommendation evaluate", "K. Järvelin, J. Kekäläinen, Cumulated gain-based evaluation of IR techniques, ACM TOIS 20(4), 2002"),
        new(Evaluation, ("What a reduction keeps: reconstruction error, trustworthiness and continuity", "降维质量：重构误差、可信度、连续性"), "Evaluation/ReductionMetrics", "Evaluation/ReductionMetricsTests", "DimensionalityReduction train",
            Paper: "J. Venna, S. Kaski, Neighborhood preservation in nonlinear projection methods: an experimental study, ICANN 2001"),
        new(Evaluation, ("Clusters without known classes: silhouette, Davies-Bouldin, Calinski-Harabasz", "无标签的聚类指标：轮廓系数、DB 指数、CH 指数"), "Evaluation/ClusteringMetrics", "Evaluation/ClusteringMetricsTests",
            Paper: "P. J. Rousseeuw, Silhouettes: a graphical aid to the interpretation and validation of cluster analysis, Journal of Computational and Applied Mathematics 20, 1987; D. L. Davies, D. W. Bouldin, A cluster separation measure, IEEE TPAMI 1(2), 1979; T. Caliński, J. Harabasz, A dendrite method for cluster analysis, Communications in Statistics 3, 1974"),
        new(Evaluation, ("Clusters against known classes: ARI, AMI, NMI, V-measure", "与已知类别比较：ARI、AMI、NMI、V 度量"), "Evaluation/ClusterAgreement", "Evaluation/ClusteringMetricsTests",
            Paper: "L. Hubert, P. Arabie, Comparing partitions, Journal of Classification 2, 1985; N. X. Vinh, J. Epps, J. Bailey, Information theoretic measures for clusterings comparison, JMLR 11, 2010; A. Rosenberg, J. Hirschberg, V-measure, EMNLP 2007"),
        new(Evaluation, ("Stability of clusters under the bootstrap: ARI, Jaccard of each cluster", "聚类稳定性（自助抽样）：ARI、逐簇 Jaccard 相似度"), "Evaluation/ClusterStability", "Evaluation/ClusterStabilityTests",
            Paper: "C. Hennig, Cluster-wise assessment of cluster stability, Computational Statistics and Data Analysis 52, 2007"),
        new(Evaluation, ("Elbow rule", "肘部法则"), "Evaluation/Elbow", "Evaluation/ClusterStabilityTests",
            Paper: "V. Satopää, J. Albrecht, D. Irwin, B. Raghavan, Finding a kneedle in a haystack: detecting knee points in system behavior, ICDCS Workshops 2011"),
        new(Evaluation, ("What segments tell of a later outcome: η², lift, cumulative gain", "客群对后续结果的价值：η²、提升度、累积增益"), "Evaluation/SegmentOutcomes", "Evaluation/SegmentOutcomesTests"),
        new(Evaluation, ("Drift between two segmentations: migration, population stability index", "两次分群之间的漂移：迁移矩阵、PSI"), "Evaluation/SegmentDrift", "Evaluation/SegmentOutcomesTests",
            Paper: "H. Jeffreys, An invariant form for the prior probability in estimation problems, 1946; N. Siddiqi, Credit Risk Scorecards, 2006"),
        new(Evaluation, ("Bootstrap confidence intervals", "自助法置信区间"), "Evaluation/Bootstrap", "Evaluation/BootstrapTests",
            "MovieRecommendation evaluate", "B. Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7(1), 1979"),
        new(Evaluation, ("Alarms against events: events hit, delay, lead time, false alarms a week", "报警与事件：命中事件数、检测延迟、预警提前量、每周误报次数"), "Evaluation/EventMetrics", "Evaluation/EventMetricsTests",
            Paper: "F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28, 1936"),
        new(Evaluation, ("Point-adjusted F1, only beside random alarms", "点调整 F1 值（仅与随机报警对照）"), "Evaluation/PointAdjusted", "Evaluation/EventMetricsTests",
            Paper: "S. Kim, K. Choi, H.-S. Choi, B. Lee, S. Yoon, Towards a rigorous evaluation of time-series anomaly detection, AAAI 2022"),
        new(Evaluation, ("Intervals of any regression that keep their promise (split conformal)", "分裂共形预测区间"), "Evaluation/SplitConformal", "Evaluation/SplitConformalTests",
            Paper: "J. Lei, M. G'Sell, A. Rinaldo, R. Tibshirani, L. Wasserman, Distribution-free predictive inference for regression, JASA 113, 2018"),
        new(Evaluation, ("Cross-validation", "交叉验证"), "Evaluation/CrossValidation", "Evaluation/CrossValidationTests"),
        new(Evaluation, ("Hyper-parameter search: grid, random, successive halving", "超参数搜索：网格、随机、逐次减半"), "Evaluation/ModelSearch", "Evaluation/ModelSearchTests",
            Paper: "J. Bergstra, Y. Bengio, Random search for hyper-parameter optimization, JMLR 13, 2012; K. Jamieson, A. Talwalkar, Non-stochastic best arm identification and hyperparameter optimization, AISTATS 2016"),
        new(Evaluation, ("Two models on the same units: sign flips, Wilcoxon, Holm", "两个模型在相同单元上的配对比较：符号翻转检验、Wilcoxon 检验、Holm 校正"), "Evaluation/PairedComparison", "Evaluation/PairedComparisonTests",
            "MovieRecommendation evaluate", "R. A. Fisher, The design of experiments, 1935; F. Wilcoxon, Individual comparisons by ranking methods, Biometrics Bulletin 1(6), 1945; S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6(2), 1979"),
    ];

    /// <summary>The rows whose source stands.</summary>
    public static IReadOnlyList<CatalogueRow> Built { get; } = [.. Rows.Where(row => row.IsBuilt)];

    /// <summary>The page in English.</summary>
    public static string English() => Page(
        "# Catalogue",
        "Every algorithm that is built: the lecture's topic, the class, its test, the command that runs it, and the paper. Written by `CatalogueTests`; rows appear as algorithms are built. [中文](catalogue.zh.md)",
        "| topic | algorithm | class | test | command | paper |",
        row => (row.Topic.En, row.Name.En));

    /// <summary>The page in Chinese.</summary>
    public static string Chinese() => Page(
        "# 算法目录",
        "已实现的全部算法：课程主题、类、测试、运行命令和论文。本页由 `CatalogueTests` 生成，算法完成后自动列入。[English](catalogue.md)",
        "| 课程主题 | 算法 | 类 | 测试 | 命令 | 论文 |",
        row => (row.Topic.Zh, row.Name.Zh));

    private static string Page(string title, string introduction, string head, Func<CatalogueRow, (string Topic, string Name)> words)
    {
        var page = new StringBuilder().Append(title).Append('\n').Append(introduction).Append("\n\n").Append(head).Append("\n|---|---|---|---|---|---|\n");
        foreach (CatalogueRow row in Built)
        {
            (string topic, string name) = words(row);
            string test = row.Test[(row.Test.LastIndexOf('/') + 1)..];
            page.Append(CultureInfo.InvariantCulture,
                $"| {topic} | {name} | [{row.Type}](../{row.SourceFile}) | [{test}](../{row.TestFile}) | {(row.Command.Length == 0 ? "—" : $"`{row.Command}`")} | {(row.Paper.Length == 0 ? "—" : row.Paper)} |\n");
        }

        return page.ToString();
    }
}
