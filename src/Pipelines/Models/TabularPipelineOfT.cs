using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>Everything between a raw table and a prediction: the columns, the encoder fitted on them, and the model. Immutable and thread-safe; saved, loaded and used as one.</summary>
/// <typeparam name="TModel">The model's class, or a role it plays such as <see cref="IRegressor"/>.</typeparam>
public sealed class TabularPipeline<TModel> : IModel where TModel : class
{
    private readonly IModel _model;

    /// <summary>Puts the parts together.</summary>
    /// <param name="schema">The columns the encoder was fitted on.</param>
    /// <param name="encoder">From columns to numbers.</param>
    /// <param name="model">From numbers to predictions; has to be an <see cref="IModel"/>, so that it can be saved.</param>
    /// <exception cref="DataException">The model reads another number of columns than the encoder writes, or knows another number of classes than the schema.</exception>
    /// <exception cref="ArgumentException">The model is not an <see cref="IModel"/>.</exception>
    public TabularPipeline(Schema schema, ITableEncoder encoder, TModel model)
    {
        _model = model as IModel ?? throw new ArgumentException($"{typeof(TModel).Name} is not an IModel and cannot be saved.", nameof(model));
        if (TabularPipeline.ColumnsOf(model) is { } columns && columns != encoder.Columns)
        {
            throw new DataException("pipeline.width", $"TabularPipeline.model must read the {encoder.Columns} columns that the encoder writes; it reads {columns}. Fit it on rows of this encoder.");
        }
        if (model is IClassifier classifier && schema.Classes.Count > 0 && classifier.Classes > schema.Classes.Count)
        {
            throw new DataException("pipeline.classes", $"TabularPipeline.model must know the {schema.Classes.Count} classes of the schema; it knows {classifier.Classes}. Fit it on targets of this schema.");
        }
        (Schema, Encoder, Model) = (schema, encoder, model);
    }

    /// <inheritdoc/>
    public string Kind => TabularPipeline.PipelineKind;

    /// <summary>The columns of the training table.</summary>
    public Schema Schema { get; }

    /// <summary>From columns to numbers.</summary>
    public ITableEncoder Encoder { get; }

    /// <summary>From numbers to predictions.</summary>
    public TModel Model { get; }

    /// <summary>The rows of a raw table as the model reads them, n x <see cref="ITableEncoder.Columns"/>. Columns that training did not have are ignored: <see cref="Schema.Extra"/> names them.</summary>
    /// <exception cref="DataException">A column is missing (the message lists those there are) or of another type, or a number is infinite.</exception>
    public Matrix Encode(Table table)
    {
        var result = new Matrix(table.Rows, Encoder.Columns);
        Encoder.Encode(Schema.Features(table), result);
        return result;
    }

    /// <summary>The same pipeline with its model seen in another role, such as <c>As&lt;IRegressor&gt;()</c> after loading.</summary>
    /// <exception cref="ModelException">The model is not a <typeparamref name="TOther"/>.</exception>
    public TabularPipeline<TOther> As<TOther>() where TOther : class => Model is TOther other
        ? new(Schema, Encoder, other)
        : throw new ModelException("pipeline.role", $"The pipeline holds a '{_model.Kind}' model where a {typeof(TOther).Name} is needed. Use a model trained for this task.");

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        Schema.Write(writer, "schema");
        writer.Section("encoder", Encoder);
        writer.Section("model", _model);
    }
}
