using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace DataEncoding.Data;

/// <summary>From files to numbers that an autoencoder learns: the bundled digits, the user's own CSV files, or IDX files of pictures.</summary>
internal static class EncodingDataReader
{
    private const int LeastRows = 10;
    private const int LeastNew = 20;
    private const int MostClasses = 50;

    // Medians and ranges of pictures are those of so many: a table of every pixel would take twice the memory of the rows.
    private const int MostEncoderRows = 20_000;
    private const int MostEncoderCells = 4_000_000;

    /// <summary>Reads what <c>--data</c> names, or the bundled digits.</summary>
    /// <param name="run">The run.</param>
    /// <param name="read">The CSV files as they were read, for their bad rows; null for pictures.</param>
    public static EncodingData Read(RunContext run, out CsvData? read)
    {
        var named = run.Get(SharedOptions.Data);
        if (named.Count > 0 && run.Previous is not { WithBundled: true })
        {
            var files = DataInput.Expand(run, named);
            var pictures = files.Count(IdxFile.IsIdx);
            if (pictures > 0)
            {
                read = null;
                return pictures == files.Count ? OfPictures(run, files) : throw new ScenarioException(ExitCode.Data, "encode.mixed", Path.GetFileName(files.First(f => !IdxFile.IsIdx(f))));
            }
        }
        return OfTables(run, named, out read);
    }

    private static EncodingData OfTables(RunContext run, IReadOnlyList<string> named, out CsvData read)
    {
        var input = run.Previous is { WithBundled: true }
            // Retraining a run of the bundled data puts the new files behind it.
            ? DataInput.Find(run, [run.BundledPath(EncodingOptions.Bundled), .. named])
            : run.FindData(EncodingOptions.Bundled);
        if (run.Get(EncodingOptions.Labels) is not (null or "none"))
        {
            throw new ScenarioException(ExitCode.Usage, "encode.labels-csv", EncodingOptions.Labels.Typed, SharedOptions.Target.Typed);
        }
        var ignored = run.Get(SharedOptions.Ignore) is { } list ? ColumnList.Of(list, input.Columns) : [];
        var wanted = run.Get(SharedOptions.Columns) is { } some ? ColumnList.Of(some, input.Columns) : input.Columns;
        // A target that was only guessed gives way to --ignore.
        var target = input[EncodingOptions.TargetRole] is { } guess && !ignored.Contains(guess, StringComparer.Ordinal) ? guess : null;
        string[] columns = [.. input.Columns.Where(c => c == target || (wanted.Contains(c, StringComparer.Ordinal) && !ignored.Contains(c, StringComparer.Ordinal)))];
        if (columns.Length == 0)
        {
            throw new ScenarioException(ExitCode.Data, "encode.no-columns", string.Join(", ", input.Columns));
        }
        read = input.Read(columns);
        var table = read.Table;
        NeedRows(table.Rows);
        target = TargetOf(table, target, run);
        var choice = ColumnsOf(table, target, run);
        var shown = new Table([.. table.Columns.Where(c => c.Name == target || choice.Used.Contains(c))]);
        var schema = Schema.Of(shown, target, classes: true);
        var raw = RawRows.Of(table, target is null ? null : table[target], schema.Classes);
        var sources = read.Sources;
        return Encoded(run, schema, choice.Encoding, raw, run.Previous is { } previous ? FirstNewRow(read, previous.NewData, run) : 0) with
        {
            Image = choice.Image,
            Scale = choice.Scale,
            Ignored = choice.Ignored,
            MissingCells = choice.Used.Sum(c => c is NumberColumn numbers ? numbers.Values.LongCount(double.IsNaN) : 0),
            Files = [.. input.Files.Select(f => input.IsBundled ? EncodingOptions.Bundled : Path.GetFileName(f))],
            Hash = read.Sha256,
            RowsRead = read.RowsRead,
            Unreadable = read.Dropped,
            LosslessBytesPerRow = LosslessSize.PerRow(sources[0].Path, sources[0].Bytes, sources[0].Rows),
            Bundled = input.IsBundled,
        };
    }

    private static EncodingData OfPictures(RunContext run, IReadOnlyList<string> files)
    {
        if (run.IsGiven(SharedOptions.Target))
        {
            throw new ScenarioException(ExitCode.Usage, "encode.target-idx", SharedOptions.Target.Typed, EncodingOptions.Labels.Typed);
        }
        var pictures = Pictures.Read(run, files);
        return Encoded(run, pictures.Schema, new() { Scaling = Scaling.Together, Indicators = false }, pictures.Rows, run.Previous is { } previous ? pictures.FirstRowOf(run, previous.NewData) : 0) with
        {
            Image = pictures.Layout,
            Scale = new(0, 255),
            Files = [.. files.Select(f => Path.GetFileName(f))],
            Hash = pictures.Hash,
            RowsRead = pictures.Rows.Count,
            LosslessBytesPerRow = pictures.LosslessBytesPerRow(),
        };
    }

    /// <summary>Splits, learns how columns become numbers from the training rows alone, and encodes.</summary>
    private static EncodingData Encoded(RunContext run, Schema schema, TableEncoderOptions encoding, RawRows raw, int firstNew)
    {
        NeedRows(raw.Count);
        var split = SplitOf(run, raw, firstNew);
        var step = Math.Max(1, split.Train.Length / Math.Clamp(MostEncoderCells / schema.Columns.Count, 1000, MostEncoderRows));
        var seen = raw.IsTable ? split.Train : [.. split.Train.Where((_, i) => i % step == 0)];
        var encoder = new TableEncoder(encoding).Fit(schema.Features(raw.Take(seen)));
        if (encoder.Columns < 2)
        {
            throw new ScenarioException(ExitCode.Data, "encode.few-columns", encoder.Columns, string.Join(", ", schema.Columns.Select(c => c.Name)));
        }
        return new()
        {
            Schema = schema,
            Encoding = encoding,
            Encoder = encoder,
            Train = EncodingData.Encode(schema, encoder, raw, split.Train, run.Cancellation),
            Test = EncodingData.Encode(schema, encoder, raw, split.Test, run.Cancellation),
            TrainRows = split.Train,
            TestRows = split.Test,
            TrainClasses = raw.ClassesOf(split.Train),
            TestClasses = raw.ClassesOf(split.Test),
            Raw = raw,
            Image = null,
            Scale = null,
            Ignored = [],
            MissingCells = 0,
            Files = [],
            Hash = "",
            RowsRead = raw.Count,
            Unreadable = [],
            LosslessBytesPerRow = double.NaN,
            Bundled = false,
        };
    }

    private static void NeedRows(int rows)
    {
        if (rows < LeastRows)
        {
            throw new ScenarioException(ExitCode.Data, "encode.rows", LeastRows, rows);
        }
    }

    /// <summary>Under retraining only new rows are held out, so that neither model has learned from them.</summary>
    private static Split SplitOf(RunContext run, RawRows raw, int firstNew)
    {
        var share = run.Get(EncodingOptions.TestShare)!.Value;
        var count = raw.Count - firstNew;
        if (run.Previous is not null && count * share < LeastNew)
        {
            throw new ScenarioException(ExitCode.Data, "encode.few-new", LeastNew, count, share);
        }
        var split = raw.Classes.Length == 0 ? Split.Random(count, share, run.Seed) : Split.Stratified(raw.Classes.AsSpan(firstNew), share, run.Seed);
        return firstNew == 0 ? split
            : new([.. Enumerable.Range(0, firstNew), .. split.Train.Select(r => r + firstNew)], [.. split.Test.Select(r => r + firstNew)]);
    }

    private static (List<Column> Used, List<IgnoredColumn> Ignored, SharedScale? Scale, ImageLayout? Image, TableEncoderOptions Encoding) ColumnsOf(Table table, string? target, RunContext run)
    {
        var ignored = new List<IgnoredColumn>();
        var (used, pixels) = (new List<Column>(), new List<Column>());
        foreach (var column in table.Columns.Where(c => c.Name != target))
        {
            if (column is TextColumn text && ColumnChoice.InfiniteCell(text) is { } row)
            {
                throw new ScenarioException(ExitCode.Data, "encode.infinite", column.Name, row + 1, column.Text(row), SharedOptions.Missing.Typed);
            }
            var reason = ColumnChoice.Reject(column);
            if (reason is null)
            {
                used.Add(column);
            }
            else
            {
                ignored.Add(reason);
            }
            if (reason is null or { Reason: "constant" })
            {
                pixels.Add(column);
            }
        }
        if (used.Count == 0)
        {
            throw new ScenarioException(ExitCode.Data, "encode.few-columns", 0, string.Join("; ", ignored.Select(i => $"{i.Name}: {run.Texts[$"ignored.{i.Reason}", i.Count]}")));
        }
        var scale = SharedScale.Of(used);
        var image = ImageLayout.Of(run.Get(EncodingOptions.Image), pixels, scale);
        if (image is not null)
        {
            // A pixel that never changes is part of the picture all the same.
            (used, ignored) = (pixels, [.. ignored.Where(i => pixels.TrueForAll(p => p.Name != i.Name))]);
        }
        return (used, ignored, scale, image, new() { Scaling = scale is null && image is null ? Scaling.Standard : Scaling.Together, Indicators = image is null, MaxLevels = ColumnChoice.MostLevels });
    }

    /// <summary>The target, where its values are classes. One that was only guessed and holds none is a column like any other.</summary>
    private static string? TargetOf(Table table, string? target, RunContext run)
    {
        if (target is null)
        {
            return null;
        }
        var column = table[target];
        var distinct = ColumnChoice.Distinct(column, out var present);
        var classes = distinct is >= 2 and <= MostClasses && distinct <= present / 2
            && (column is TextColumn || (column is NumberColumn numbers && Array.TrueForAll(numbers.Values, v => double.IsNaN(v) || v == Math.Floor(v))));
        if (classes)
        {
            return target;
        }
        if (run.IsGiven(SharedOptions.Target))
        {
            throw new ScenarioException(ExitCode.Data, "encode.target", target, distinct, present, MostClasses);
        }
        run.Note("encode.no-classes", target, distinct);
        return null;
    }

    /// <summary>Under <c>retrain</c> the earlier files come first; rows of theirs were learned from before.</summary>
    private static int FirstNewRow(CsvData read, IReadOnlyList<string> newData, RunContext run)
    {
        var fresh = CsvFile.Expand([.. newData.Select(run.PathOf)]).Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        long before = 0;
        foreach (var source in read.Sources.TakeWhile(s => !fresh.Contains(run.PathOf(s.Path))))
        {
            before += source.Rows - read.Dropped.Count(d => Path.GetFileName(d.File) == Path.GetFileName(source.Path));
        }
        return (int)before;
    }
}
