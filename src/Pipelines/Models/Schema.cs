using System.Globalization;
using Pipelines.Data;

namespace Pipelines.Models;

/// <summary>Which columns a model was trained on, by name and type, and the names of the classes it predicts. The category maps of features are in the encoder that learned them.</summary>
public sealed class Schema
{
    private readonly Dictionary<string, int> _classOf = new(StringComparer.Ordinal);

    /// <summary>Makes a schema.</summary>
    /// <param name="columns">At least one feature and at most one target, with different names.</param>
    /// <param name="classes">The names of the target's classes, all different, in the order of their indices; empty where the target is a number to predict or there is none.</param>
    /// <exception cref="DataException">Two columns or classes share a name, there are two targets, or no feature.</exception>
    public Schema(IReadOnlyList<SchemaColumn> columns, IReadOnlyList<string>? classes = null)
    {
        (Columns, Classes) = (columns, classes ?? []);
        Target = columns.FirstOrDefault(c => c.Role == ColumnRole.Target);
        if (columns.Select(c => c.Name).Distinct(StringComparer.Ordinal).Count() != columns.Count || columns.Count(c => c.Role == ColumnRole.Target) > 1 || columns.All(c => c.Role == ColumnRole.Target)
            || (Target is null && Classes.Count > 0))
        {
            throw new DataException("schema.columns", $"Schema.columns must be differently named, with at least one feature and at most one target; got {string.Join(", ", columns.Select(c => $"{c.Name} ({c.Role})"))}. Rename or leave out columns.");
        }
        for (var i = 0; i < Classes.Count; i++)
        {
            if (!_classOf.TryAdd(Classes[i], i))
            {
                throw new DataException("schema.classes", $"Schema.classes must have different names; got '{Classes[i]}' twice. Name each class once.");
            }
        }
    }

    /// <summary>The columns, in the order of the training table.</summary>
    public IReadOnlyList<SchemaColumn> Columns { get; }

    /// <summary>The column to predict, or null.</summary>
    public SchemaColumn? Target { get; }

    /// <summary>The names of the target's classes, by index; empty where it is a number to predict.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The schema of a training table.</summary>
    /// <param name="table">The training table.</param>
    /// <param name="target">The column to predict; null for none. A text column is predicted as classes.</param>
    /// <param name="ignored">Columns to leave out.</param>
    /// <param name="classes">True to predict the different values of a number column as classes. Classes are ordered by number where all are numbers, and otherwise ordinally.</param>
    /// <exception cref="DataException">A named column does not exist; the message lists those that do.</exception>
    public static Schema Of(Table table, string? target = null, IEnumerable<string>? ignored = null, bool classes = false)
    {
        var left = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in ignored ?? [])
        {
            left.Add(table[name].Name);
        }
        var predicted = target is null ? null : table[target];
        return new(
            [.. table.Columns.Where(c => c.Name == target || !left.Contains(c.Name)).Select(c => new SchemaColumn(c.Name, TypeOf(c), c.Name == target ? ColumnRole.Target : ColumnRole.Feature))],
            predicted is TextColumn || (classes && predicted is not null) ? Distinct(predicted!) : []);
    }

    /// <summary>The feature columns of a table, in the order of this schema. Other columns are ignored: see <see cref="Extra"/>.</summary>
    /// <exception cref="DataException">A column is missing; the message lists the columns there are.</exception>
    public Table Features(Table table)
    {
        if (Columns.FirstOrDefault(c => c.Role == ColumnRole.Feature && table.Find(c.Name) is null) is { } missing)
        {
            throw new DataException("schema.missing", $"The data has no column '{missing.Name}', which the model was trained on. The columns are: {string.Join(", ", table.Columns.Select(c => c.Name))}. Add or rename it.");
        }
        return new([.. Columns.Where(c => c.Role == ColumnRole.Feature).Select(c => table[c.Name])]);
    }

    /// <summary>The columns of a table that this schema does not know and that are ignored.</summary>
    public IReadOnlyList<string> Extra(Table table) => [.. table.Columns.Select(c => c.Name).Where(n => Columns.All(c => c.Name != n))];

    /// <summary>The target of each row: its number, or the index of its class.</summary>
    /// <exception cref="DataException">There is no target column, or a cell is missing, not a finite number, or a class not seen in training.</exception>
    public float[] Targets(Table table)
    {
        var target = Target ?? throw new DataException("schema.target", $"The model was trained without a target column, so the data cannot be compared with it. Train with a target.");
        var column = table[target.Name];
        var targets = new float[column.Rows];
        for (var r = 0; r < targets.Length; r++)
        {
            if (column.IsMissing(r))
            {
                throw new DataException("target.missing", $"Column '{column.Name}', row {r} is empty, but it is the target. Leave such rows out.");
            }
            if (Classes.Count > 0)
            {
                targets[r] = _classOf.TryGetValue(column.Text(r), out var index)
                    ? index
                    : throw new DataException("target.class", $"Column '{column.Name}', row {r}: '{column.Text(r)}' is not a class of the model. The classes are: {string.Join(", ", Classes)}.");
            }
            else
            {
                targets[r] = column is NumberColumn numbers && float.IsFinite((float)numbers.Values[r])
                    ? (float)numbers.Values[r]
                    : throw new DataException("target.number", $"Column '{column.Name}', row {r}: '{column.Text(r)}' is not a finite number. Correct it or leave the row out.");
            }
        }
        return targets;
    }

    internal void Write(ModelWriter writer, string name)
    {
        writer.Texts($"{name}/names", [.. Columns.Select(c => c.Name)]);
        writer.Texts($"{name}/types", [.. Columns.Select(c => KebabCase.Of(Enum.GetName(c.Type)!))]);
        writer.Texts($"{name}/roles", [.. Columns.Select(c => KebabCase.Of(Enum.GetName(c.Role)!))]);
        writer.Texts($"{name}/classes", Classes);
    }

    internal static Schema Read(ModelReader reader, string name)
    {
        var (names, types, roles) = (reader.Texts($"{name}/names"), reader.Texts($"{name}/types"), reader.Texts($"{name}/roles"));
        var columns = new SchemaColumn[names.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = i < types.Count && i < roles.Count && Enum.TryParse<ColumnType>(types[i], ignoreCase: true, out var type) && Enum.TryParse<ColumnRole>(roles[i], ignoreCase: true, out var role)
                ? new(names[i], type, role)
                : throw reader.Damaged($"{name}/types", "does not fit the names");
        }
        return new(columns, reader.Texts($"{name}/classes"));
    }

    private static ColumnType TypeOf(Column column) => column switch { NumberColumn => ColumnType.Number, TimeColumn => ColumnType.Time, _ => ColumnType.Text };

    private static string[] Distinct(Column column)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        for (var r = 0; r < column.Rows; r++)
        {
            if (!column.IsMissing(r))
            {
                texts.Add(column.Text(r));
            }
        }
        static bool IsNumber(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        return texts.All(t => IsNumber(t, out _))
            ? [.. texts.OrderBy(t => IsNumber(t, out var value) ? value : 0).ThenBy(t => t, StringComparer.Ordinal)]
            : [.. texts.Order(StringComparer.Ordinal)];
    }
}
