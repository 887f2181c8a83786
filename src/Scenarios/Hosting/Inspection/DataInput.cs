using Pipelines.Data;
using Scenarios.Hosting.Commands;

namespace Scenarios.Hosting.Inspection;

/// <summary>
/// The CSV files that <c>--data</c> names, or the bundled one: found, looked at, their columns given the scenario's roles, ready to be read.
/// Only the header is read to give roles by name; where names do not settle it, the rows are looked at too.
/// </summary>
public sealed class DataInput
{
    private readonly RunContext _run;
    private readonly IReadOnlyList<RoleChoice> _roles;

    private DataInput(RunContext run, IReadOnlyList<string> files, CsvOptions options, IReadOnlyList<string> columns, IReadOnlyList<RoleChoice> roles, bool isBundled) =>
        (_run, Files, Options, Columns, _roles, IsBundled) = (run, files, options, columns, roles, isBundled);

    /// <summary>The files, each once.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>How to read them: what the user said, and the id columns as text.</summary>
    public CsvOptions Options { get; }

    /// <summary>The names of all columns, in file order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The roles that were found.</summary>
    public IReadOnlyList<RoleChoice> Roles => _roles;

    /// <summary>True where nobody named data, so that the bundled set is read.</summary>
    public bool IsBundled { get; }

    /// <summary>The column that plays a role, or null.</summary>
    public string? this[Role role] => _roles.FirstOrDefault(r => r.Role == role).Column;

    /// <summary>Finds the files and the roles, and says a guess on standard error.</summary>
    /// <param name="run">The run.</param>
    /// <param name="files">Files, globs and folders as the user named them; empty for the bundled set.</param>
    /// <param name="bundled">Name of the bundled file.</param>
    /// <param name="roles">False where a model says which columns are read: then no role is looked for, and none can be in doubt.</param>
    /// <exception cref="Pipelines.DataException">A file is missing or is no CSV file.</exception>
    /// <exception cref="ScenarioException">A role fits no column, or several.</exception>
    public static DataInput Find(RunContext run, IReadOnlyList<string> files, string? bundled = null, bool roles = true)
    {
        var isBundled = files.Count == 0;
        if (isBundled && bundled is null)
        {
            throw new ScenarioException(ExitCode.Usage, "data.none", SharedOptions.Data.Typed);
        }
        var paths = isBundled ? [run.BundledPath(bundled!)] : Expand(run, files);
        var options = ReadingOf(run);
        var dialect = CsvFile.Dialect(paths[0], options);
        if (!roles)
        {
            return new(run, paths, options, dialect.Columns, [], isBundled);
        }
        string? Named(Role role) => run.IsGiven(role.Option) ? run.Get(role.Option) : null;
        var found = RoleGuess.NamesAreEnough(run.Scenario.Roles, dialect.Columns, Named)
            ? RoleGuess.Of(run.Scenario.Roles, [.. dialect.Columns.Select(c => new ColumnSketch(c))], Named)
            : RoleGuess.Of(run.Scenario.Roles, SketchesOf(CsvFile.Inspect(paths, options, run.Cancellation)), Named);
        if (!isBundled && found.Any(r => r.Reason != RoleReason.Named))
        {
            run.Note("roles.guess", Say(run, found.Where(r => r.Reason != RoleReason.Named)));
        }
        var ids = found.Where(r => r.Role.Content == RoleContent.Id).Select(r => r.Column).ToList();
        return new(run, paths, options with { IdColumns = ids }, dialect.Columns, found, isBundled);
    }

    /// <summary>Reads the files, showing that it does, and says on standard error what was converted and which rows were left out.</summary>
    /// <param name="columns">The columns wanted; null for all.</param>
    /// <param name="numbers">Columns that must hold numbers: a cell that is none is an error with its place, however many there are.</param>
    public CsvData Read(IReadOnlyList<string>? columns = null, params IReadOnlyList<string> numbers) => Read(Options, columns, numbers);

    /// <summary>The same with other options than <see cref="Options"/>, such as a sample of the rows.</summary>
    public CsvData Read(CsvOptions options, IReadOnlyList<string>? columns = null, params IReadOnlyList<string> numbers)
    {
        CsvData data;
        using (_run.Stage("stage.read", string.Join(", ", Files.Select(f => Path.GetFileName(f)))))
        {
            data = CsvFile.Read(Files, options with { Columns = columns, Types = numbers.ToDictionary(c => c, _ => CsvType.Number) }, _run.Cancellation);
        }
        if (!IsBundled)
        {
            foreach (var column in data.Columns.Where(c => c.Facts.Count > 0))
            {
                _run.Note("data.column-facts", column.Name, TextList.Join(_run.Texts, column.Facts.Select(f => _run.Texts[f.Key, [.. f.Arguments]])));
            }
        }
        if (data.Dropped.Count > 0)
        {
            _run.Note("data.dropped", data.Dropped.Count, _run.Texts.Of(data.Dropped[0].Problem));
        }
        return data;
    }

    /// <summary>What the shared options say of how the files are written.</summary>
    /// <exception cref="ScenarioException">An option says nothing sensible.</exception>
    public static CsvOptions ReadingOf(RunContext run)
    {
        var missing = run.Get(SharedOptions.Missing)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new()
        {
            Encoding = run.Get(SharedOptions.Encoding),
            Delimiter = DelimiterOf(run.Get(SharedOptions.Delimiter)),
            HeaderRow = HeaderOf(run.Get(SharedOptions.HeaderRow), run.Get(SharedOptions.HasHeader)),
            SkipRows = (int)(run.Get(SharedOptions.SkipRows) ?? 0),
            SkipLast = (int?)run.Get(SharedOptions.SkipLast),
            Missing = [.. CsvOptions.DefaultMissing, .. missing],
            TimeFormat = run.Get(SharedOptions.TimeFormat),
            OnBadRow = run.Get(SharedOptions.OnBadRow) switch { "skip" => OnBadRow.Skip, "quarantine" => OnBadRow.Quarantine, _ => OnBadRow.Fail },
        };
    }

    internal static IReadOnlyList<ColumnSketch> SketchesOf(CsvProfile profile) => [.. profile.Columns.Select(c => new ColumnSketch(c.Name)
    {
        Type = c.Type,
        Present = profile.Rows - c.Missing,
        Distinct = c.Distinct,
        Low = c.Type == CsvType.Number && c.Low.Length > 0 ? double.Parse(c.Low, System.Globalization.CultureInfo.InvariantCulture) : double.NaN,
        High = c.Type == CsvType.Number && c.High.Length > 0 ? double.Parse(c.High, System.Globalization.CultureInfo.InvariantCulture) : double.NaN,
        Fractions = c.Type == CsvType.Number && c.Samples.Append(c.Low).Append(c.High).Any(s => s.Contains('.', StringComparison.Ordinal)),
    })];

    /// <summary>The files that names, globs and folders mean, as the user would write them.</summary>
    /// <exception cref="Pipelines.DataException">One of them means no file.</exception>
    public static IReadOnlyList<string> Expand(RunContext run, IReadOnlyList<string> files) =>
        CsvFile.Expand([.. files.Select(f => run.Surroundings.Folder == Environment.CurrentDirectory ? f : run.PathOf(f))]);

    internal static string Say(RunContext run, IEnumerable<RoleChoice> roles) =>
        TextList.Join(run.Texts, roles.Select(r => run.Texts[r.Reason == RoleReason.Contents ? "roles.by-contents" : "roles.by-name", run.Texts[$"role.{r.Role.Key}"], r.Column]));

    private static char? DelimiterOf(string? text) => text switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        "blank" or "blanks" or "space" => ' ',
        "comma" => ',',
        "semicolon" => ';',
        "pipe" => '|',
        [var c] when char.IsAscii(c) => c,
        _ => throw SharedOptions.Delimiter.Refuse("need.delimiter", text),
    };

    private static int? HeaderOf(string? row, string? has) => row switch
    {
        null => has == "false" ? CsvOptions.NoHeader : null,
        _ when row.Equals("none", StringComparison.OrdinalIgnoreCase) => CsvOptions.NoHeader,
        _ when int.TryParse(row, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var line) && line >= 1 => line,
        _ => throw SharedOptions.HeaderRow.Refuse("need.header-row", row),
    };
}
