using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>Loads pipelines, and lets them predict from raw tables in the role of their model.</summary>
public static class TabularPipeline
{
    internal const string PipelineKind = "tabular-pipeline/1";

    /// <summary>Reads a pipeline whose model has to be a <typeparamref name="TModel"/>: a class or a role such as <see cref="IRegressor"/>.</summary>
    /// <exception cref="ModelException">There is no such file, it is damaged or foreign, needs a newer library, or holds another sort of model.</exception>
    public static TabularPipeline<TModel> Load<TModel>(string path) where TModel : class => ModelFile.Load<TabularPipeline<IModel>>(path).As<TModel>();

    /// <summary>The prediction of each row.</summary>
    /// <exception cref="DataException">A column is missing or of another type, or a number is infinite.</exception>
    public static float[] Predict<TModel>(this TabularPipeline<TModel> pipeline, Table table) where TModel : class, IRegressor => pipeline.Model.Predict(pipeline.Encode(table));

    /// <summary>The probability of each class for each row, n x classes, in the order of <see cref="Schema.Classes"/>.</summary>
    /// <exception cref="DataException">A column is missing or of another type, or a number is infinite.</exception>
    public static Matrix Probabilities<TModel>(this TabularPipeline<TModel> pipeline, Table table) where TModel : class, IClassifier => pipeline.Model.Probabilities(pipeline.Encode(table));

    /// <summary>The most probable class of each row, by name, in a column named as the target was.</summary>
    /// <exception cref="DataException">A column is missing or of another type, or a number is infinite.</exception>
    public static TextColumn Classify<TModel>(this TabularPipeline<TModel> pipeline, Table table) where TModel : class, IClassifier =>
        new(pipeline.Schema.Target?.Name ?? "class", pipeline.Model.Classify(pipeline.Encode(table)), pipeline.Schema.Classes);

    /// <summary>The cluster of each row; −1 where it belongs to none.</summary>
    /// <exception cref="DataException">A column is missing or of another type, or a number is infinite.</exception>
    public static int[] Assign<TModel>(this TabularPipeline<TModel> pipeline, Table table) where TModel : class, IClusterer => pipeline.Model.Assign(pipeline.Encode(table));

    /// <summary>How unusual each row is: larger is more.</summary>
    /// <exception cref="DataException">A column is missing or of another type, or a number is infinite.</exception>
    public static float[] Score<TModel>(this TabularPipeline<TModel> pipeline, Table table) where TModel : class, IAnomalyDetector => pipeline.Model.Score(pipeline.Encode(table));

    /// <summary>The transformed rows.</summary>
    /// <exception cref="DataException">A column is missing or of another type, or a number is infinite.</exception>
    public static Matrix Transform<TModel>(this TabularPipeline<TModel> pipeline, Table table) where TModel : class, ITransformer => pipeline.Model.Transform(pipeline.Encode(table));

    internal static TabularPipeline<IModel> Read(ModelReader reader) =>
        new(Schema.Read(reader, "schema"), reader.Section<ITableEncoder>("encoder"), reader.Section<IModel>("model"));

    /// <summary>How many columns a model reads; null where its role does not say.</summary>
    internal static int? ColumnsOf(object model) => model switch
    {
        IRegressor regressor => regressor.Columns,
        IClassifier classifier => classifier.Columns,
        IClusterer clusterer => clusterer.Columns,
        IAnomalyDetector detector => detector.Columns,
        ITransformer transformer => transformer.Columns,
        _ => null,
    };
}
