using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Supervised;
using Xunit;

namespace Pipelines.Tests.Models;

public sealed class TabularPipelineTests
{
    private static readonly Table Train = new(
    [
        new NumberColumn("age", [20, 30, 40]),
        TextColumn.From("city", ["Oslo", "Lyon", "Oslo"]),
        TextColumn.From("note", ["a", "b", "c"]),
        TextColumn.From("bought", ["yes", "no", "yes"]),
        new NumberColumn("spent", [10, 0, 26]),
    ]);

    [Fact]
    public void Predicts_from_raw_rows_after_being_saved_and_loaded()
    {
        var schema = Schema.Of(Train, "spent", ["note", "bought"]);
        using var folder = new TemporaryFolder();
        ModelFile.Save(folder.File("spent.pmodel"), Fit(schema, new DummyRegressor()));
        var loaded = TabularPipeline.Load<IRegressor>(folder.File("spent.pmodel"));
        Assert.Equal([12, 12], loaded.Predict(new Table([TextColumn.From("city", ["Bonn", null]), new NumberColumn("age", [double.NaN, 7])])));
        Assert.Equal(["age", "city"], loaded.Schema.Columns.Where(c => c.Role == ColumnRole.Feature).Select(c => c.Name));
        Assert.Equal("spent", loaded.Schema.Target?.Name);
    }

    [Fact]
    public void Names_the_classes_it_predicts()
    {
        var pipeline = Fit(Schema.Of(Train, "bought", ["note"]), new DummyClassifier());
        Assert.Equal(["no", "yes"], pipeline.Schema.Classes);
        var classes = pipeline.Classify(Train.Take([1]));
        Assert.Equal(("bought", "yes"), (classes.Name, classes.Text(0)));
        Assert.Equal([1 / 3f, 2 / 3f], pipeline.Probabilities(Train.Take([1])).Values);
    }

    [Fact]
    public void Classes_of_numbers_are_in_the_order_of_numbers()
    {
        var table = new Table([new NumberColumn("x", [1, 2, 3]), new NumberColumn("stars", [10, 9, 10])]);
        var schema = Schema.Of(table, "stars", classes: true);
        Assert.Equal(["9", "10"], schema.Classes);
        Assert.Equal([1, 0, 1], schema.Targets(table));
    }

    [Fact]
    public void A_missing_column_is_named_with_those_there_are()
    {
        var pipeline = Fit(Schema.Of(Train, "spent", ["note", "bought"]), new DummyRegressor());
        var error = Assert.Throws<DataException>(() => pipeline.Predict(new Table([new NumberColumn("Age", [1]), TextColumn.From("city", ["Oslo"])])));
        Assert.Equal("The data has no column 'age', which the model was trained on. The columns are: Age, city. Add or rename it.", error.Message);
    }

    [Fact]
    public void Extra_columns_are_ignored_and_said()
    {
        var pipeline = Fit(Schema.Of(Train, "spent", ["note", "bought"]), new DummyRegressor());
        Assert.Equal(["note", "bought"], pipeline.Schema.Extra(Train));
        Assert.Equal([12, 12, 12], pipeline.Predict(Train));
    }

    [Fact]
    public void Refuses_parts_that_do_not_fit_each_other()
    {
        var schema = Schema.Of(Train, "bought", ["note"]);
        var encoder = new TableEncoder().Fit(schema.Features(Train));
        var narrow = new DummyRegressor().Fit(new Examples(new Matrix(1, 1), new float[1]));
        Assert.Equal("pipeline.width", Assert.Throws<DataException>(() => new TabularPipeline<IRegressor>(schema, encoder, narrow)).Code);
        var many = new DummyClassifier().Fit(new Examples(new Matrix(1, encoder.Columns), new float[] { 5 }));
        Assert.Equal("pipeline.classes", Assert.Throws<DataException>(() => new TabularPipeline<DummyClassifierModel>(schema, encoder, many)).Code);
    }

    [Fact]
    public void Refuses_a_model_of_another_role()
    {
        using var folder = new TemporaryFolder();
        ModelFile.Save(folder.File("m.pmodel"), Fit(Schema.Of(Train, "spent", ["note", "bought"]), new DummyRegressor()));
        var error = Assert.Throws<ModelException>(() => TabularPipeline.Load<IClassifier>(folder.File("m.pmodel")));
        Assert.Equal("The pipeline holds a 'dummy-regressor/1' model where a IClassifier is needed. Use a model trained for this task.", error.Message);
    }

    [Fact]
    public void Targets_that_cannot_be_compared_are_refused_with_their_row()
    {
        var schema = Schema.Of(Train, "bought");
        Assert.Equal("target.class", Assert.Throws<DataException>(() => schema.Targets(new Table([TextColumn.From("bought", ["yes", "maybe"])]))).Code);
        Assert.Equal("target.missing", Assert.Throws<DataException>(() => schema.Targets(new Table([TextColumn.From("bought", ["yes", null])]))).Code);
        Assert.Equal("target.number", Assert.Throws<DataException>(() => Schema.Of(Train, "spent").Targets(new Table([new NumberColumn("spent", [1e300])]))).Code);
        Assert.Equal("schema.target", Assert.Throws<DataException>(() => Schema.Of(Train).Targets(Train)).Code);
        Assert.Equal("table.column", Assert.Throws<DataException>(() => Schema.Of(Train, "sold")).Code);
    }

    [Fact]
    public void Refuses_schemas_that_contradict_themselves()
    {
        SchemaColumn x = new("x", ColumnType.Number), y = new("y", ColumnType.Text, ColumnRole.Target);
        Assert.Equal("schema.columns", Assert.Throws<DataException>(() => new Schema([])).Code);
        Assert.Equal("schema.columns", Assert.Throws<DataException>(() => new Schema([y])).Code);
        Assert.Equal("schema.columns", Assert.Throws<DataException>(() => new Schema([x, x])).Code);
        Assert.Equal("schema.columns", Assert.Throws<DataException>(() => new Schema([x, y, y with { Name = "z" }])).Code);
        Assert.Equal("schema.columns", Assert.Throws<DataException>(() => new Schema([x], ["a"])).Code);
        Assert.Equal("schema.classes", Assert.Throws<DataException>(() => new Schema([x, y], ["a", "a"])).Code);
    }

    private static TabularPipeline<TModel> Fit<TModel>(Schema schema, IEstimator<Examples, TModel> estimator) where TModel : class
    {
        var features = schema.Features(Train);
        var encoder = new TableEncoder().Fit(features);
        var rows = new Matrix(Train.Rows, encoder.Columns);
        encoder.Encode(features, rows);
        return new(schema, encoder, estimator.Fit(new Examples(rows, schema.Targets(Train))));
    }
}
