namespace Pipelines.Data;

/// <summary>What is known of files before their rows are read: how each is written, where its columns stand, and, from the first rows, what these hold.</summary>
internal sealed class CsvPlan
{
    private const int SampleRows = 1000;

    private readonly IReadOnlyList<string> _paths;
    private readonly CsvOptions _options;
    private readonly bool _lenient;
    private readonly CsvMissing _missing;
    private readonly CsvMissing _missingNumbers;
    private bool _isPart;

    public CsvPlan(IReadOnlyList<string> paths, CsvOptions options, bool lenient, IReadOnlyDictionary<string, string> encodings)
    {
        (_paths, _options, _lenient) = (paths, options, lenient);
        if (paths.Count == 0)
        {
            throw new DataException("csv.no-files", $"There is no file to read. Name one with --data.");
        }
        (_missing, _missingNumbers) = (new(options.Missing), new(options.MissingNumbers));
        Dialects = new CsvDialect[paths.Count];
        for (var f = 0; f < Dialects.Length; f++)
        {
            Dialects[f] = CsvDetector.Detect(paths[f], options, encodings.GetValueOrDefault(paths[f]));
        }
        (Names, Places) = CsvColumnPlaces.Match(paths, Dialects, options);
        Surveys = new CsvSurvey[Names.Length];
        Facts = new List<CsvFact>[Names.Length];
        for (var c = 0; c < Names.Length; c++)
        {
            (Surveys[c], Facts[c]) = (new(_missing, _missingNumbers, options.TimeFormat), []);
        }
    }

    /// <summary>A plan and the form of each column, for reading in one pass.</summary>
    public static (CsvPlan Plan, CsvColumnFormat[] Formats) Ready(IReadOnlyList<string> paths, CsvOptions options) =>
        CsvFile.WithEncodings(paths, options, encodings =>
        {
            var plan = new CsvPlan(paths, options, true, encodings);
            plan.Sample();
            var commas = plan.HasDecimalCommas();
            var formats = new CsvColumnFormat[plan.Names.Length];
            for (var c = 0; c < formats.Length; c++)
            {
                formats[c] = plan.Decide(c, commas, false, false);
            }
            return (plan, formats);
        });

    /// <summary>How each file is written.</summary>
    public CsvDialect[] Dialects { get; }

    /// <summary>The columns to read.</summary>
    public string[] Names { get; }

    /// <summary>For each file, the place of each column.</summary>
    public int[][] Places { get; }

    /// <summary>What the cells of each column look like so far.</summary>
    public CsvSurvey[] Surveys { get; }

    /// <summary>What is to be said of each column.</summary>
    public List<CsvFact>[] Facts { get; }

    /// <summary>Room for about as many rows as the files hold.</summary>
    public int Capacity { get; private set; } = 1024;

    /// <summary>The share of rows to keep: 1 for all.</summary>
    public double Share { get; private set; } = 1;

    /// <summary>Looks at the first rows of each file.</summary>
    public void Sample()
    {
        long about = 0;
        for (var f = 0; f < _paths.Count; f++)
        {
            using var records = new CsvRecords(_paths[f], Dialects[f], _options, false);
            var places = Places[f];
            long bytes = 0;
            var rows = 0;
            for (; rows < SampleRows && records.Read(); rows++)
            {
                bytes += records.Bytes;
                for (var c = 0; c < places.Length && records.Problem is null; c++)
                {
                    Surveys[c].Add(records.Field(places[c]), _paths[f], records.Line);
                }
            }
            about += rows;
            if (rows == SampleRows)
            {
                _isPart = true;
                about += (records.Size * rows / Math.Max(1, bytes)) - rows;
                // Room for the rows to come, so that arrays seldom grow; a packed file may hold more.
                Capacity = (int)Math.Min(1 << 26, Capacity + (records.Size * rows / Math.Max(1, bytes) * 21 / 20));
            }
        }
        if (_options.SampleRows > 0 && _options.SampleRows < about)
        {
            Share = (double)_options.SampleRows / about;
            Capacity = _options.SampleRows + (_options.SampleRows / 8);
        }
    }

    /// <summary>Whether some column shows, or semicolons between the fields suggest, that commas are decimal marks here.</summary>
    public bool HasDecimalCommas() =>
        Surveys.Any(CsvDecision.ProvesComma) || (Dialects[0].Delimiter == ';' && !Surveys.Any(s => s.Filled > 0 && s.Points == s.Filled && s.Commas < s.Filled));

    /// <summary>Whether the first rows leave open what a column holds (no values yet, or days that may be months), so that all of it must be seen first.</summary>
    public bool IsOpen(int c) => _isPart && (Surveys[c].Filled == 0 || (Surveys[c].Open > 0 && Surveys[c].DayFirst == Surveys[c].MonthFirst));

    /// <summary>The form of a column, by what was seen so far.</summary>
    /// <param name="c">The column.</param>
    /// <param name="commas">As <see cref="HasDecimalCommas"/>.</param>
    /// <param name="early">True where only the first rows were seen: a few odd cells may yet turn out to be many.</param>
    /// <param name="last">True where a column that still surprises has to be text.</param>
    public CsvColumnFormat Decide(int c, bool commas, bool early, bool last)
    {
        Facts[c].Clear();
        var format = CsvDecision.Of(Names[c], Surveys[c], _options, commas, _lenient, Facts[c]);
        return format.Told || format.Type == CsvType.Text ? format
            : early ? format with { Firm = false }
            : last && !format.Firm ? new(CsvType.Text)
            : format;
    }

    /// <summary>An empty column.</summary>
    public CsvColumnBuilder Builder(CsvColumnFormat format, int capacity) => new(format, _missing, _missingNumbers, capacity);

    /// <summary>Whether a cell of a number column is empty or means "missing".</summary>
    public bool IsMissing(ReadOnlySpan<byte> cell) => cell.IsEmpty || _missing.Has(cell) || _missingNumbers.Has(cell);
}
