using System.Globalization;

namespace Pipelines.Data;

/// <summary>Numbers the ids of a column 0, 1, ... in the order they are taken. Whole numbers become text without exponent or decimals.</summary>
internal sealed class IdIndex
{
    /// <summary>No id that anybody gives is longer; what is, is a column of texts or a file whose quotes went wrong.</summary>
    private const int LongestId = 1000;

    private readonly Column _column;
    private readonly int[]? _ofLevel;
    private readonly Dictionary<string, int>? _ofText;
    private readonly Dictionary<double, int>? _ofNumber;
    private readonly List<string> _ids = [];

    public IdIndex(Column column)
    {
        _column = column;
        switch (column)
        {
            case TextColumn text:
                _ofLevel = new int[text.Levels.Count];
                Array.Fill(_ofLevel, -1);
                _ofText = new(StringComparer.Ordinal);
                break;
            case NumberColumn:
                _ofNumber = [];
                break;
            default:
                _ofText = new(StringComparer.Ordinal);
                break;
        }
    }

    /// <summary>The ids taken so far; an id's number is its place.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>True where the id is empty or blank.</summary>
    public bool IsMissing(int row) => _column.IsMissing(row) || (_column is TextColumn text && string.IsNullOrWhiteSpace(text.Levels[text.Codes[row]]));

    /// <summary>The number of the row's id; a new one where it was not taken before.</summary>
    public int Take(int row)
    {
        switch (_column)
        {
            case TextColumn text:
                ref var place = ref _ofLevel![text.Codes[row]];
                return place >= 0 ? place : place = Add(_ofText!, text.Levels[text.Codes[row]].Trim(), row);
            case NumberColumn numbers:
                var value = numbers.Values[row];
                if (!_ofNumber!.TryGetValue(value, out var number))
                {
                    number = _ids.Count;
                    _ids.Add(TextOf(value, row));
                    _ofNumber.Add(value, number);
                }
                return number;
            default:
                return Add(_ofText!, _column.Text(row), row);
        }
    }

    private int Add(Dictionary<string, int> places, string id, int row)
    {
        if (!places.TryGetValue(id, out var place))
        {
            if (id.Length > LongestId)
            {
                throw new DataException("ratings.id-long", $"Column '{_column.Name}' holds an id of {id.Length} characters in data row {row + 1}; at most {LongestId} are allowed. Name another column, or look for a quote that is never closed.");
            }
            place = _ids.Count;
            places.Add(id, place);
            _ids.Add(id);
        }
        return place;
    }

    private string TextOf(double value, int row)
    {
        // Beyond 2^53 neighbouring whole numbers share one double: the digits of the file are lost.
        if (Math.Abs(value) > 1L << 53)
        {
            throw new DataException("ratings.id", $"Column '{_column.Name}' was read as numbers, and {value.ToString(CultureInfo.InvariantCulture)} in data row {row + 1} is too long to keep all its digits. Read id columns as text.");
        }
        return value == Math.Truncate(value) ? ((long)value).ToString(CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
    }
}
