namespace Pipelines.Data;

/// <summary>Decides what a column holds, from the survey of its cells.</summary>
internal static class CsvDecision
{
    // Fewer cells than this say too little to call the odd one an error.
    private const int Enough = 20;

    private const double MostWords = 0.05;

    /// <summary>The form of a column.</summary>
    /// <param name="name">The column.</param>
    /// <param name="survey">Its cells.</param>
    /// <param name="options">What was told.</param>
    /// <param name="commaFile">True where another column of the file, or its semicolons, show that commas are decimal marks.</param>
    /// <param name="lenient">True to take an open order of day and month as text rather than stop.</param>
    /// <param name="facts">Each conversion is added here.</param>
    public static CsvColumnFormat Of(string name, CsvSurvey survey, CsvOptions options, bool commaFile, bool lenient, List<CsvFact> facts)
    {
        if (options.IdColumns.Contains(name))
        {
            return new(CsvType.Text) { Id = true };
        }
        if (options.Types.TryGetValue(name, out var told))
        {
            return told switch
            {
                CsvType.Number => Number(survey, options, commaFile) with { Told = true, Firm = true },
                CsvType.Time => ToldTime(name, survey, options, facts) with { Told = true, Firm = true },
                _ => new(CsvType.Text),
            };
        }
        if (survey.Filled == 0)
        {
            facts.Add(new(survey.SoftMissing > 0 ? "csv.fact.only-markers" : "csv.fact.no-values"));
            return new(CsvType.Text);
        }
        if (options.TimeFormat is { } format && survey.Formatted == survey.Filled)
        {
            return new(CsvType.Time) { Times = CsvTimes.Format, TimeFormat = format, HasZone = HasZone(format) };
        }
        if (survey.Compact == survey.Filled && survey.DayFirst == survey.Filled && survey.Filled > 1)
        {
            return new(CsvType.Time);
        }
        var numbers = Math.Max(survey.Points, survey.Commas);
        var times = Math.Max(survey.DayFirst, survey.MonthFirst);
        var almost = survey.Filled >= Enough && survey.WordCells <= MostWords * survey.Filled && survey.WordsAreMarkers;
        if (numbers >= survey.Filled - (almost ? survey.WordCells : 0))
        {
            return NumberOrCode(name, survey, options, commaFile, facts) with { Firm = almost };
        }
        if (times >= survey.Filled - (almost ? survey.WordCells : 0))
        {
            if (survey.Zoned > 0 && survey.Zoned < times)
            {
                facts.Add(new CsvFact("csv.fact.zones"));
                return new(CsvType.Text);
            }
            return WrittenTime(name, survey, options, lenient, facts) with { Firm = almost };
        }
        if (numbers > survey.Filled / 2)
        {
            facts.Add(new CsvFact("csv.fact.mixed", survey.Words.Count > 0 ? survey.Words[0] : survey.Samples[0]));
        }
        return new(CsvType.Text);
    }

    /// <summary>Adds what the numbers of a column had besides digits.</summary>
    public static void Say(CsvColumnFormat format, CsvNumberMarks marks, List<CsvFact> facts)
    {
        if (format.Type != CsvType.Number)
        {
            return;
        }
        AddIf(format.Comma, "csv.fact.decimal-comma");
        AddIf(format.Percent, "csv.fact.percent");
        AddIf((marks & CsvNumberMarks.Thousands) != 0, "csv.fact.thousands");
        AddIf((marks & CsvNumberMarks.Currency) != 0, "csv.fact.currency");
        AddIf((marks & CsvNumberMarks.Chinese) != 0, "csv.fact.chinese-units");
        AddIf((marks & CsvNumberMarks.FullWidth) != 0, "csv.fact.full-width");
        AddIf((marks & CsvNumberMarks.Parentheses) != 0, "csv.fact.parentheses");
        AddIf((marks & CsvNumberMarks.TooLong) != 0, "csv.fact.rounded");

        void AddIf(bool holds, string key)
        {
            if (holds)
            {
                facts.Add(new(key));
            }
        }
    }

    /// <summary>Whether a survey proves that commas are decimal marks: some cell makes sense no other way.</summary>
    public static bool ProvesComma(CsvSurvey survey) => survey.Filled > 0 && survey.Commas == survey.Filled && survey.Points < survey.Filled;

    private static CsvColumnFormat NumberOrCode(string name, CsvSurvey survey, CsvOptions options, bool commaFile, List<CsvFact> facts)
    {
        if (survey.Codes > 0)
        {
            facts.Add(new((survey.Marks & CsvNumberMarks.LeadingZero) != 0 ? "csv.fact.leading-zeros" : "csv.fact.long-digits"));
            return new(CsvType.Text);
        }
        if (survey.Percents > 0 && survey.Percents + survey.Zeros < survey.Points)
        {
            facts.Add(new CsvFact("csv.fact.some-percent"));
            return new(CsvType.Text);
        }
        if (survey.Currency < 0)
        {
            facts.Add(new CsvFact("csv.fact.currencies"));
            return new(CsvType.Text);
        }
        if (survey.InParentheses == survey.Filled)
        {
            return new(CsvType.Text);
        }
        if (survey.AllWhole && IsEpochName(name) && CsvTime.TryEpoch(survey.Low, out _) && CsvTime.TryEpoch(survey.High, out _))
        {
            facts.Add(new CsvFact("csv.fact.epoch"));
            return new(CsvType.Time) { Times = CsvTimes.Epoch };
        }
        return Number(survey, options, commaFile);
    }

    private static CsvColumnFormat Number(CsvSurvey survey, CsvOptions options, bool commaFile)
    {
        // 1,234 alone is a thousand and something unless the file shows otherwise; so is it where points are more often right.
        var comma = options.DecimalComma ?? (survey.Commas > survey.Points || (survey.Commas == survey.Points && commaFile && survey.Commas > 0 && !OnlyPoints(survey)));
        return new(CsvType.Number) { Comma = comma, Percent = survey.Percents > 0 };
    }

    // 1.234 in a file of decimal commas is a thousand and something only where a separator was met at all.
    private static bool OnlyPoints(CsvSurvey survey) => survey.AllWhole && (survey.Marks & CsvNumberMarks.Thousands) == 0;

    private static CsvColumnFormat ToldTime(string name, CsvSurvey survey, CsvOptions options, List<CsvFact> facts)
    {
        if (options.TimeFormat is { } format)
        {
            return new(CsvType.Time) { Times = CsvTimes.Format, TimeFormat = format, HasZone = HasZone(format) };
        }
        var times = Math.Max(survey.DayFirst, survey.MonthFirst);
        if (survey.Points <= times)
        {
            return WrittenTime(name, survey, options, false, facts);
        }
        var epoch = survey.High >= 2_958_466;
        facts.Add(new(epoch ? "csv.fact.epoch" : "csv.fact.excel-dates"));
        return new(CsvType.Time) { Times = epoch ? CsvTimes.Epoch : CsvTimes.Excel };
    }

    private static CsvColumnFormat WrittenTime(string name, CsvSurvey survey, CsvOptions options, bool lenient, List<CsvFact> facts)
    {
        if (options.DayFirst is { } told && survey.Open > 0 && (told ? survey.DayFirst >= survey.MonthFirst : survey.MonthFirst >= survey.DayFirst))
        {
            return new(CsvType.Time) { Times = told ? CsvTimes.DayFirst : CsvTimes.MonthFirst, HasZone = survey.Zoned > 0 };
        }
        if (survey.Open > 0 && survey.DayFirst == survey.MonthFirst)
        {
            if (!lenient)
            {
                throw new DataException("csv.ambiguous-date", $"{survey.FirstOpenFile}({survey.FirstOpenLine}): column '{name}': '{survey.FirstOpen}' may be day/month or month/day. Say which with --time-format, such as dd/MM/yyyy or MM/dd/yyyy, or read the column as text.");
            }
            facts.Add(new CsvFact("csv.fact.ambiguous-date", survey.FirstOpen));
            return new(CsvType.Text);
        }
        if (survey.Open > 0)
        {
            facts.Add(new(survey.DayFirst > survey.MonthFirst ? "csv.fact.day-first" : "csv.fact.month-first"));
        }
        return new(CsvType.Time) { Times = survey.DayFirst >= survey.MonthFirst ? CsvTimes.DayFirst : CsvTimes.MonthFirst, HasZone = survey.Zoned > 0 };
    }

    private static bool IsEpochName(string name) =>
        name.Contains("timestamp", StringComparison.OrdinalIgnoreCase) || name.Contains("epoch", StringComparison.OrdinalIgnoreCase) || name.Contains("unix", StringComparison.OrdinalIgnoreCase)
        || name.Contains("时间戳", StringComparison.Ordinal) || name.Equals("ts", StringComparison.OrdinalIgnoreCase);

    private static bool HasZone(string format) => format.Contains('z', StringComparison.Ordinal) || format.Contains('K', StringComparison.Ordinal);
}
