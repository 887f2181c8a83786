using System.Text;

namespace Pipelines.Data;

/// <summary>A set of cells that mean "missing".</summary>
internal sealed class CsvMissing
{
    private readonly bool[] _begins = new bool[256];
    private readonly byte[][] _tokens;

    public CsvMissing(IEnumerable<string> tokens)
    {
        _tokens = [.. tokens.Where(t => t.Trim().Length > 0).Select(t => Encoding.UTF8.GetBytes(t.Trim()))];
        foreach (var token in _tokens)
        {
            _begins[token[0]] = true;
        }
    }

    /// <summary>Whether the cell, trimmed and not empty, is one of them.</summary>
    public bool Has(ReadOnlySpan<byte> cell) => _begins[cell[0]] && Among(cell);

    private bool Among(ReadOnlySpan<byte> cell)
    {
        foreach (var token in _tokens)
        {
            if (cell.SequenceEqual(token))
            {
                return true;
            }
        }
        return false;
    }
}
