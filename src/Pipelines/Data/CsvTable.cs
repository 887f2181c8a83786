using System.Security.Cryptography;
using System.Text;

namespace Pipelines.Data;

/// <summary>
/// Reads files into one table. The first rows of each file decide what a column holds; then all rows are read into typed arrays. Where a later cell contradicts the decision, the rest
/// of its column is only looked at, the column is decided again at the end and read in another pass, alone. So the text of the file is never held, and one pass is enough for most files.
/// </summary>
internal sealed class CsvTable
{
    private const int MostPasses = 4;

    private readonly CsvPlan _plan;
    private readonly IReadOnlyList<string> _paths;
    private readonly CsvOptions _options;
    private readonly bool _lenient;
    private readonly string[] _names;
    private readonly CsvColumnBuilder?[] _builders;
    private readonly SortedDictionary<int, (int File, CsvBadRow Row)> _badCells = [];
    private readonly List<(int File, CsvBadRow Row)> _badRows = [];

    // For each file, how many rows were kept of it and those before.
    private readonly int[] _goodOf;

    public CsvTable(IReadOnlyList<string> paths, CsvOptions options, bool lenient, IReadOnlyDictionary<string, string> encodings)
    {
        _plan = new(paths, options, lenient, encodings);
        (_paths, _options, _lenient, _names) = (paths, options, lenient, _plan.Names);
        (_builders, _goodOf) = (new CsvColumnBuilder?[_names.Length], new int[paths.Count]);
    }

    public IReadOnlyList<CsvSurvey> Surveys => _plan.Surveys;

    /// <summary>Reads everything.</summary>
    public CsvData Read(CancellationToken cancellation)
    {
        _plan.Sample();
        var wanted = new bool[_names.Length];
        Array.Fill(wanted, true);
        var sources = new CsvSource[_paths.Count];
        var (rows, good) = (0L, 0);
        for (var pass = 1; Array.IndexOf(wanted, true) >= 0; pass++)
        {
            Decide(wanted, pass);
            (rows, good) = Pass(wanted, pass == 1 ? sources : null, cancellation);
        }
        var kept = Kept(good);
        var columns = new List<Column>(_names.Length + 1);
        var described = new List<CsvColumn>(_names.Length + 1);
        for (var c = 0; c < _names.Length; c++)
        {
            var builder = _builders[c]!;
            CsvDecision.Say(builder.Format, builder.Marks, _plan.Facts[c]);
            columns.Add(builder.Finish(_names[c], kept));
            described.Add(new(_names[c], builder.Format.Type, _plan.Facts[c]));
            _builders[c] = null;
        }
        if (_options.FileNameColumn is { } fileColumn)
        {
            columns.Add(FileNames(fileColumn, sources, kept));
            described.Add(new(fileColumn, CsvType.Text, []));
        }
        return new()
        {
            Table = new(columns),
            Columns = described,
            Sources = sources,
            RowsRead = rows,
            Dropped = [.. _badRows.Concat(_badCells.Values).OrderBy(b => b.File).ThenBy(b => b.Row.Line).Select(b => b.Row)],
            Sha256 = Hash(sources),
        };
    }

    private void Decide(bool[] wanted, int pass)
    {
        var commas = _plan.HasDecimalCommas();
        for (var c = 0; c < wanted.Length; c++)
        {
            if (wanted[c])
            {
                _builders[c] = pass == 1 && _plan.IsOpen(c) ? null : _plan.Builder(_plan.Decide(c, commas, pass == 1, pass == MostPasses), _plan.Capacity);
            }
        }
    }

    // Reads the wanted columns; those that surprised stay wanted. Fills the sources in the first pass. Gives the rows that were read, and those that were kept.
    private (long Rows, int Good) Pass(bool[] wanted, CsvSource[]? sources, CancellationToken cancellation)
    {
        // The columns that are being built; of the others, those wanted are only looked at.
        var active = new CsvColumnBuilder?[wanted.Length];
        for (var c = 0; c < wanted.Length; c++)
        {
            active[c] = wanted[c] ? _builders[c] : null;
            wanted[c] &= _builders[c] is null;
        }
        long rows = 0;
        var good = 0;
        for (var f = 0; f < _paths.Count; f++)
        {
            using var records = new CsvRecords(_paths[f], _plan.Dialects[f], _options, sources is not null && _options.Hash);
            var places = _plan.Places[f];
            var before = rows;
            while (records.Read())
            {
                if ((rows++ & 1023) == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }
                if (records.Problem is { } problem)
                {
                    if (sources is not null)
                    {
                        Bad(f, new(_paths[f], records.Line, "", "", [], problem), records);
                    }
                    continue;
                }
                if (_plan.Share < 1 && Rng.At(_options.SampleSeed, 0, rows).NextDouble() >= _plan.Share)
                {
                    continue;
                }
                var record = records.Record;
                for (var c = 0; c < active.Length; c++)
                {
                    var cell = records.Field(places[c]);
                    if (active[c] is { } builder ? !builder.Add(cell, record) : wanted[c])
                    {
                        Surprise(f, good, c, cell, records, wanted, active);
                    }
                }
                good++;
            }
            if (sources is not null)
            {
                sources[f] = Source(f, rows - before, records);
                _goodOf[f] = good;
            }
        }
        if (rows == 0)
        {
            throw new DataException("csv.header-only", $"{_paths[0]}: there is a header but no row of data. Export the file again with its rows, or say --header-row none where the first line is data.");
        }
        if (good == 0 && !_lenient && _badRows.Count > 0)
        {
            throw _badRows[0].Row.Problem;
        }
        return (rows, good);
    }

    // A cell of a column that is only looked at, or one that does not fit its column, which may be from here on.
    private void Surprise(int file, int row, int column, ReadOnlySpan<byte> cell, CsvRecords records, bool[] wanted, CsvColumnBuilder?[] active)
    {
        if (wanted[column] || _builders[column]!.Format is { Firm: false, Id: false })
        {
            (wanted[column], active[column]) = (true, null);
            _plan.Surveys[column].Add(cell, _paths[file], records.Line);
        }
        else if (!_badCells.ContainsKey(row))
        {
            BadCell(file, row, column, cell, records);
        }
    }

    private CsvSource Source(int file, long rows, CsvRecords records)
    {
        var facts = new List<CsvFact>(_plan.Dialects[file].Facts);
        if (records.LeftOut.Count > 0)
        {
            facts.Add(new CsvFact("csv.fact.left-out", records.LeftOut.Count, records.LeftOut[^1]));
        }
        if (records.BlankRows > 0)
        {
            facts.Add(new CsvFact("csv.fact.blank-rows", records.BlankRows));
        }
        return new(_paths[file], rows, records.Size, records.FinishHash(), _plan.Dialects[file] with { Facts = facts });
    }

    private void BadCell(int file, int row, int column, ReadOnlySpan<byte> cell, CsvRecords records)
    {
        var problem = CsvProblem.Cell(_paths[file], records.Line, _plan.Places[file][column], _names[column], cell, _builders[column]!.Format);
        var bad = new CsvBadRow(_paths[file], records.Line, _names[column], Encoding.UTF8.GetString(cell), records.Texts(), problem);
        if (_options.OnBadRow == OnBadRow.Fail)
        {
            throw problem;
        }
        _badCells.Add(row, (file, bad));
        Limit(problem);
    }

    private void Bad(int file, CsvBadRow row, CsvRecords records)
    {
        if (_options.OnBadRow == OnBadRow.Fail)
        {
            throw row.Problem;
        }
        _badRows.Add((file, row with { Fields = records.Texts() }));
        Limit(row.Problem);
    }

    private void Limit(DataException problem)
    {
        if (_badRows.Count + _badCells.Count > _options.MaxBadRows)
        {
            throw new DataException("csv.too-many-bad", $"More than {_options.MaxBadRows} rows cannot be read, so the options do not fit the file. The last one: {problem.Message}", problem);
        }
    }

    private int[]? Kept(int good)
    {
        if (_badCells.Count == 0)
        {
            return null;
        }
        var kept = new int[good - _badCells.Count];
        var next = 0;
        for (var row = 0; row < good; row++)
        {
            if (!_badCells.ContainsKey(row))
            {
                kept[next++] = row;
            }
        }
        return kept;
    }

    private TextColumn FileNames(string name, CsvSource[] sources, int[]? kept)
    {
        var codes = new List<int>();
        for (var f = 0; f < sources.Length; f++)
        {
            codes.AddRange(Enumerable.Repeat(f, _goodOf[f] - codes.Count));
        }
        var column = new TextColumn(name, [.. codes], [.. _paths.Select(p => Path.GetFileName(p))]);
        return kept is null ? column : column.Take(kept);
    }

    private static string Hash(CsvSource[] sources) => sources.Length == 1 || sources[0].Sha256.Length == 0
        ? sources[0].Sha256
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(sources.Select(s => s.Sha256)))));
}
