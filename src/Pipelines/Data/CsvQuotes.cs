namespace Pipelines.Data;

/// <summary>Finds the field of a broken row in which the quoting went wrong.</summary>
internal static class CsvQuotes
{
    /// <summary>The number of the field, from 1: the first with text after its closing quote or with a quote that is not closed.</summary>
    public static int FieldAtFault(string row, char delimiter)
    {
        var field = 1;
        for (var i = 0; i <= row.Length; field++)
        {
            if (i < row.Length && row[i] == '"')
            {
                for (i++; ; i++)
                {
                    if (i >= row.Length)
                    {
                        return field;
                    }
                    if (row[i] == '"' && (++i >= row.Length || row[i] != '"'))
                    {
                        break;
                    }
                }
                if (i < row.Length && row[i] != delimiter)
                {
                    return field;
                }
                i++;
            }
            else
            {
                var next = row.IndexOf(delimiter, i);
                i = next < 0 ? row.Length + 1 : next + 1;
            }
        }
        return 1;
    }
}
