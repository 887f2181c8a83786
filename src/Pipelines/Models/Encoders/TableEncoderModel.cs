using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>A fitted <see cref="TableEncoder"/>. Missing numbers take their median; texts never seen count as other. The numbers come first, each followed by its indicator, then the texts.</summary>
public sealed class TableEncoderModel : ITableEncoder
{
    private readonly NumberEncoding[] _numbers;
    private readonly OneHotEncoderModel[] _texts;
    private readonly string[] _names;

    internal TableEncoderModel(NumberEncoding[] numbers, OneHotEncoderModel[] texts, IReadOnlyList<string> ignored)
    {
        (_numbers, _texts, Ignored) = (numbers, texts, ignored);
        _names = [.. numbers.SelectMany(n => n.Indicated ? [n.Name, $"{n.Name} (missing)"] : new[] { n.Name }), .. texts.SelectMany(t => t.Names)];
    }

    /// <inheritdoc/>
    public string Kind => "table-encoder/1";

    /// <inheritdoc/>
    public int Columns => _names.Length;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Columns of the training table that it does not read: times unless asked for, and columns without any value.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <summary>What the columns it writes stand for, in their order.</summary>
    public IReadOnlyList<EncodedColumn> Layout
    {
        get
        {
            var layout = new List<EncodedColumn>();
            var first = 0;
            void Add(string name, EncodedType type, int count)
            {
                layout.Add(new(name, type, first, count));
                first += count;
            }
            foreach (var number in _numbers)
            {
                Add(number.Name, EncodedType.Number, 1);
                if (number.Indicated)
                {
                    Add(number.Name, EncodedType.Missing, 1);
                }
            }
            foreach (var text in _texts)
            {
                Add(text.Column, EncodedType.Levels, text.ResultColumns);
            }
            return layout;
        }
    }

    /// <inheritdoc/>
    public void Encode(Table table, Matrix result)
    {
        result.NeedShape(nameof(TableEncoderModel), table.Rows, Columns);
        var first = 0;
        foreach (var number in _numbers)
        {
            number.Encode(table[number.Name], result, first);
            first += number.Indicated ? 2 : 1;
        }
        foreach (var text in _texts)
        {
            text.Encode(AsText(table[text.Column]), result, first);
            first += text.ResultColumns;
        }
    }

    /// <summary>
    /// The way back: a table of the columns that it reads, numbers first, from rows as it writes them or near to such, as a reconstruction is. Numbers are unscaled, times come as days since 1970-01-01,
    /// and a text is the level whose column is largest, missing where that is the column of other or of empty cells. What was filled in stays filled in.
    /// </summary>
    /// <param name="rows">n x <see cref="Columns"/>.</param>
    /// <exception cref="DataException">The rows have another width.</exception>
    public Table Decode(MatrixView rows)
    {
        rows.NeedColumns(nameof(TableEncoderModel), Columns);
        var columns = new List<Column>(_numbers.Length + _texts.Length);
        var first = 0;
        foreach (var number in _numbers)
        {
            columns.Add(number.Decode(rows, first));
            first += number.Indicated ? 2 : 1;
        }
        foreach (var text in _texts)
        {
            columns.Add(text.Decode(rows, first));
            first += text.ResultColumns;
        }
        return new(columns);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Texts("ignored", Ignored);
        writer.Whole("numbers", _numbers.Length);
        for (var i = 0; i < _numbers.Length; i++)
        {
            var number = _numbers[i];
            writer.Text($"number/{i}/name", number.Name);
            writer.Flag($"number/{i}/time", number.IsTime);
            writer.Number($"number/{i}/median", number.Median);
            writer.Flag($"number/{i}/indicated", number.Indicated);
            writer.Flag($"number/{i}/scaled", number.Scaler is not null);
            if (number.Scaler is not null)
            {
                writer.Section($"number/{i}/scaler", number.Scaler);
            }
        }
        writer.Whole("texts", _texts.Length);
        for (var i = 0; i < _texts.Length; i++)
        {
            writer.Section($"text/{i}", _texts[i]);
        }
    }

    internal static TableEncoderModel Read(ModelReader reader)
    {
        // The count is believed one column at a time: each has to be there before room is made for the next.
        var numbers = new List<NumberEncoding>();
        for (var i = 0L; i < reader.Whole("numbers", 0, int.MaxValue); i++)
        {
            var scaler = reader.Flag($"number/{i}/scaled") ? reader.Section<IModel>($"number/{i}/scaler") : null;
            if (scaler is not (null or (IColumnScaler and ITransformer { Columns: 1 })))
            {
                throw reader.Damaged($"number/{i}/scaler", "is not a scaler of one column");
            }
            numbers.Add(new(reader.Text($"number/{i}/name"), reader.Flag($"number/{i}/time"), reader.Number($"number/{i}/median"), reader.Flag($"number/{i}/indicated"), scaler));
        }
        var texts = new List<OneHotEncoderModel>();
        for (var i = 0L; i < reader.Whole("texts", 0, int.MaxValue); i++)
        {
            texts.Add(reader.Section<OneHotEncoderModel>($"text/{i}"));
        }
        return new([.. numbers], [.. texts], reader.Texts("ignored"));
    }

    /// <summary>A column of codes that happened to look like numbers in the new file is read as the text it was in training.</summary>
    private static TextColumn AsText(Column column) =>
        column as TextColumn ?? TextColumn.From(column.Name, Enumerable.Range(0, column.Rows).Select(r => column.IsMissing(r) ? null : column.Text(r)));
}
