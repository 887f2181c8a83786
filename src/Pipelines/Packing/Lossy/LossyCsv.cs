using Pipelines.Data;

namespace Pipelines.Packing.Lossy;

/// <summary>Writes blocks of a table as one CSV file, and stops where that becomes larger than allowed: a few bytes may stand for long texts.</summary>
/// <param name="to">The file.</param>
/// <param name="most">Most bytes, about.</param>
/// <param name="name">What to call the packed file in errors.</param>
internal sealed class LossyCsv(CsvOut to, long most, string name)
{
    private const int DigitsOfNumber = 24;

    private long _bytes;
    private bool _begun;

    public void Write(Table block)
    {
        if (!_begun)
        {
            to.Row([.. block.Columns.Select(c => c.Name)]);
            _begun = true;
        }
        for (var r = 0; r < block.Rows; r++)
        {
            foreach (var column in block.Columns)
            {
                if (column is NumberColumn numbers)
                {
                    to.Field(numbers.Values[r]);
                    _bytes += DigitsOfNumber;
                }
                else
                {
                    var text = column.Text(r);
                    to.Field(text);
                    _bytes += text.Length;
                }
            }
            to.EndRow();
            if (_bytes > most)
            {
                throw new DataException("packed.large", $"{name}: unpacks to more than {most:N0} bytes. If that is expected, allow more with --max-size; else the file is meant to fill the disk.");
            }
        }
    }
}
