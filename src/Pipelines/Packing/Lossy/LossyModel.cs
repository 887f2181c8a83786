using System.Security.Cryptography;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;

namespace Pipelines.Packing.Lossy;

/// <summary>What turns the rows of a table into codes and back: a saved pipeline of a <see cref="TableEncoderModel"/> and a model that can be undone, such as an autoencoder or PCA. Immutable and thread-safe.</summary>
public sealed class LossyModel
{
    /// <summary>Numbers beyond this leave no room for the products and sums of float32 that follow; the model takes them for missing.</summary>
    private const double Large = 1e30;

    private readonly TabularPipeline<IInverseTransformer> _pipeline;
    private readonly IInverseTransformer _back;

    private LossyModel(byte[] file, TabularPipeline<IInverseTransformer> pipeline, TableEncoderModel encoder, IInverseTransformer back)
    {
        (File, _pipeline, Encoder, _back) = (file, pipeline, encoder, back);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        Features = [.. pipeline.Schema.Columns.Where(c => c.Role == ColumnRole.Feature)];
        Layout = encoder.Layout;
    }

    /// <summary>SHA-256 of the model file, in lower-case hexadecimal: a file that was packed without its model names it by this.</summary>
    public string Sha256 { get; }

    /// <summary>How many numbers a code has.</summary>
    public int CodeSize => _pipeline.Model.ResultColumns;

    /// <summary>The columns that it reads.</summary>
    public IReadOnlyList<SchemaColumn> Features { get; }

    /// <summary>The model file, byte for byte.</summary>
    internal byte[] File { get; }

    internal TableEncoderModel Encoder { get; }

    internal IReadOnlyList<EncodedColumn> Layout { get; }

    /// <summary>The widest of the matrices that a row passes through.</summary>
    internal int Width => Math.Max(Encoder.Columns, CodeSize);

    /// <summary>Reads a model file.</summary>
    /// <exception cref="DataException">The file has more than 256 MiB, or its model does not turn codes back into columns.</exception>
    /// <exception cref="ModelException">There is no such file, it is damaged or foreign, or holds another sort of model.</exception>
    public static LossyModel Load(string path)
    {
        // The usual refusals of folders and missing or foreign files.
        ModelFile.ReadInfo(path);
        return new FileInfo(path).Length <= LossyFormat.LargestModel
            ? Read(System.IO.File.ReadAllBytes(path), path)
            : throw new DataException("lossy.model-large", $"{path}: has more than {LossyFormat.LargestModel:N0} bytes, the most that a packed file holds of a model. Train a smaller one.");
    }

    /// <summary>How a column of that name is kept: as what the model reads there, and exactly where it reads none.</summary>
    public LossyColumnKind KindOf(string name)
    {
        foreach (var column in Layout)
        {
            if (column.Name == name && column.Type != EncodedType.Missing)
            {
                return column.Type == EncodedType.Levels ? LossyColumnKind.Category : IsTime(name) ? LossyColumnKind.Exact : LossyColumnKind.Number;
            }
        }
        return LossyColumnKind.Exact;
    }

    /// <summary>The model of a file's bytes.</summary>
    internal static LossyModel Read(byte[] file, string name)
    {
        using var stream = new MemoryStream(file);
        var pipeline = ModelFile.Load<TabularPipeline<IModel>>(stream, name).As<IInverseTransformer>();
        return pipeline.Encoder is TableEncoderModel encoder && encoder.Columns > 0 && pipeline.Model.ResultColumns > 0
            ? new(file, pipeline, encoder, pipeline.Model)
            : throw new DataException("lossy.model", $"{name}: holds a model that does not turn codes back into columns. Name a model that train wrote.");
    }

    /// <summary>The same codes, and the way back from them by as much of the model as a packed file holds of it: <see cref="File"/> is that.</summary>
    internal LossyModel Held()
    {
        if (_pipeline.Model is not ICompactInverse model)
        {
            return this;
        }
        using var file = new MemoryStream();
        ModelFile.Write(file, new TabularPipeline<IInverseTransformer>(_pipeline.Schema, Encoder, model.Compact()), null);
        var held = Read(file.ToArray(), "model");
        return new(held.File, _pipeline, Encoder, held._back);
    }

    /// <summary>The codes of rows, all finite. A row that cannot be computed with gets the code of zeros, or zeros.</summary>
    internal Matrix Codes(Table rows)
    {
        // Says which column is missing, where one is.
        var table = _pipeline.Schema.Features(rows);
        table = new([.. table.Columns.Select(Readable)]);
        var encoded = new Matrix(table.Rows, Encoder.Columns);
        try
        {
            Encoder.Encode(table, encoded);
        }
        catch (DataException e) when (e.Code == "column.large")
        {
            EncodeOneByOne(table, encoded);
        }
        var codes = new Matrix(encoded.Rows, CodeSize);
        _pipeline.Model.Transform(encoded, codes);
        foreach (ref var code in codes.Values.AsSpan())
        {
            code = float.IsFinite(code) ? code : 0;
        }
        return codes;
    }

    /// <summary>The rows that codes stand for, as the encoder writes them.</summary>
    internal Matrix Inverse(Matrix codes)
    {
        var rows = new Matrix(codes.Rows, Encoder.Columns);
        _back.Inverse(codes, rows);
        return rows;
    }

    private bool IsTime(string name) => Features.Any(f => f.Name == name && f.Type == ColumnType.Time);

    private Column Readable(Column column)
    {
        if (IsTime(column.Name))
        {
            // Times are kept as text, exactly; what the model might guess from them is not worth telling it.
            var none = new int[column.Rows];
            Array.Fill(none, -1);
            return new TextColumn(column.Name, none, []);
        }
        if (column is not NumberColumn numbers || Array.TrueForAll(numbers.Values, v => double.IsNaN(v) || Math.Abs(v) <= Large))
        {
            return column;
        }
        var values = new double[numbers.Values.Length];
        for (var r = 0; r < values.Length; r++)
        {
            values[r] = Math.Abs(numbers.Values[r]) <= Large ? numbers.Values[r] : double.NaN;
        }
        return numbers with { Values = values };
    }

    private void EncodeOneByOne(Table table, Matrix encoded)
    {
        var one = new Matrix(1, encoded.Columns);
        for (var r = 0; r < table.Rows; r++)
        {
            try
            {
                Encoder.Encode(table.Take([r]), one);
                one[0].CopyTo(encoded[r]);
            }
            catch (DataException e) when (e.Code == "column.large")
            {
                encoded[r].Clear();
            }
        }
    }
}
