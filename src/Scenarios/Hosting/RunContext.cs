using System.Diagnostics;
using Pipelines;
using Pipelines.Data;
using Pipelines.Reporting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;
using Scenarios.Hosting.Inspection;
using Scenarios.Hosting.Runs;

namespace Scenarios.Hosting;

/// <summary>Everything a verb needs while it runs: its options, the user's language, where results and progress go, the run's folder, the clock.</summary>
public sealed class RunContext : IDisposable
{
    private readonly ParsedCommand _command;
    private readonly Surroundings _surroundings;
    private readonly long _start;
    private readonly List<RunFolder> _open = [];
    private string? _extracted;

    internal RunContext(Scenario scenario, ParsedCommand command, Surroundings surroundings, TextTable texts)
    {
        (Scenario, _command, _surroundings, Texts) = (scenario, command, surroundings, texts);
        _start = surroundings.Clock.GetTimestamp();
        Started = surroundings.Clock.GetUtcNow();
        Output = new(surroundings, Get(SharedOptions.Quiet), Get(SharedOptions.Json));
        Runs = new(surroundings.PathOf(Get(SharedOptions.Runs)!), Get(SharedOptions.Runs)!, surroundings.Folder);
    }

    /// <summary>What is running.</summary>
    public Scenario Scenario { get; }

    /// <summary>Which of its verbs.</summary>
    public Verb Verb => _command.Verb;

    /// <summary>The fixed texts in the user's language: the library's, the host's and the scenario's.</summary>
    public TextTable Texts { get; }

    /// <summary>The user's language.</summary>
    public Language Language => Texts.Language;

    /// <summary>Standard output and standard error.</summary>
    public Output Output { get; }

    /// <summary>Cancelled by Ctrl-C and SIGTERM.</summary>
    public CancellationToken Cancellation => _surroundings.Cancellation;

    /// <summary>How many threads may work.</summary>
    public int Threads => (int)(Get(SharedOptions.Threads) ?? Environment.ProcessorCount);

    /// <summary>The seed of the run.</summary>
    public long Seed => Get(SharedOptions.Seed)!.Value;

    /// <summary>Threads and cancellation, without progress; see <see cref="Stage"/> for work that is shown.</summary>
    public FitControl Control => new() { Threads = Threads, Cancellation = Cancellation };

    /// <summary>What was given without a name.</summary>
    public IReadOnlyList<string> Arguments => _command.Arguments;

    /// <summary>When the run began.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>How long it has taken so far.</summary>
    public TimeSpan Elapsed => _surroundings.Clock.GetElapsedTime(_start);

    /// <summary>The most memory the process has held, in megabytes (10^6 bytes).</summary>
    public static double PeakMegabytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 / 1e6;
        }
    }

    /// <summary>The line that repeats this run, quoted for the shell: what was named and changes the result, and the seed.</summary>
    public string RepeatLine => CommandLine(_command.RepeatWords());

    /// <summary>Those of the options that somebody named, as words of a command line: for the next command, which has to read the same data in the same way.</summary>
    public IReadOnlyList<string> NamedWords(IEnumerable<VerbOption> options) =>
        [.. options.Where(IsGiven).SelectMany(_command.WordsOf)];

    /// <summary>The runs there are.</summary>
    public RunStore Runs { get; }

    /// <summary>The run that <c>retrain</c> starts from; null under every other verb.</summary>
    public PreviousRun? Previous { get; internal set; }

    /// <summary>Every option that has a value and changes the result, by name without dashes.</summary>
    public IReadOnlyDictionary<string, string> EffectiveOptions => _command.Effective();

    /// <summary>The clock.</summary>
    public TimeProvider Clock => _surroundings.Clock;

    internal ParsedCommand Command => _command;

    internal Surroundings Surroundings => _surroundings;

    /// <summary>An option's value: from the command line, else the environment, else the config file, else its default. A verb that does not take the option sees the default.</summary>
    public T Get<T>(VerbOption<T> option) => _command.Values(option.Name) is { } values ? option.Parse(values) : option.Default;

    /// <summary>An options record with every setting that was named.</summary>
    public TOptions Get<TOptions>(OptionSet<TOptions> set) where TOptions : class, IOptions<TOptions>, new() => set.From(_command);

    /// <summary>True where somebody named the option.</summary>
    public bool IsGiven(VerbOption option) => _command.SourceOf(option.Name) != OptionSource.Default;

    /// <summary>A line of the result by its text's key; nothing under <c>--json</c>.</summary>
    public void Say(string key, params ReadOnlySpan<object?> facts) => Output.Line(Texts[key, facts]);

    /// <summary>A line beside the result, on standard error, by its text's key; nothing under <c>--quiet</c>.</summary>
    public void Note(string key, params ReadOnlySpan<object?> facts) => Output.Note(Texts[key, facts]);

    /// <summary>The head of a report on standard output; nothing under <c>--json</c>.</summary>
    public void Show(Report report) =>
        Output.Line(ConsoleReport.Render(report, Output.Width, color: _surroundings.OutIsColored ? TerminalColor.Ansi : TerminalColor.None).TrimEnd('\n'));

    /// <summary>A stretch of work that shows its progress until disposed.</summary>
    public Stage Stage(string key, params ReadOnlySpan<object?> facts) => new(Output, Texts, Texts[key, facts], Threads, Cancellation);

    /// <summary>A path as the user wrote it, made absolute.</summary>
    public string PathOf(string path) => _surroundings.PathOf(path);

    /// <summary>Standard input, for what must not stand on a command line; it stays open.</summary>
    public Stream OpenIn() => _surroundings.In();

    /// <summary>Asks for one line that is not shown while it is typed; null where nobody sits at a terminal. The caller overwrites what it gets.</summary>
    public char[]? AskHidden(string key) => _surroundings.AskHidden(Texts[key]);

    /// <summary>An environment variable; null where it is not set.</summary>
    public string? Variable(string name) => _surroundings.Variable(name);

    /// <summary>A command line of this scenario, quoted for the user's shell.</summary>
    public string CommandLine(params IEnumerable<string> words) => ShellQuoting.Line(words.Prepend(Scenario.Name), _surroundings.Windows);

    /// <summary>The model that <c>--model</c> means, said on standard error.</summary>
    /// <exception cref="ScenarioException">There is none, or a run of another scenario made it.</exception>
    public ModelChoice ChooseModel()
    {
        var choice = ModelChoice.Find(this, Get(SharedOptions.Model)!);
        if (choice.Run is { } made && made.Scenario != Scenario.Name)
        {
            throw new ScenarioException(ExitCode.Model, "model.other-scenario", choice.Shown, made.Scenario, Scenario.Name, CommandLine("runs"));
        }
        Note("model.used", choice.Shown);
        return choice;
    }

    /// <summary>A file that came with the executable: <c>data/NAME</c> beside it, or embedded under that name.</summary>
    public BundledFile Bundled(string name) => BundledFile.Find(Scenario, name);

    /// <summary>Where a bundled file lies; one that is embedded is put into a temporary folder until the run ends.</summary>
    public string BundledPath(string name)
    {
        var file = Bundled(name);
        if (file.Path is { } path)
        {
            return path;
        }
        _extracted ??= Directory.CreateTempSubdirectory("pipelines-").FullName;
        var copy = Path.Combine(_extracted, name.Replace('/', Path.DirectorySeparatorChar));
        if (!File.Exists(copy))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            using var from = file.Open();
            using var to = File.Create(copy);
            from.CopyTo(to);
        }
        return copy;
    }

    /// <summary>The data that <c>--data</c> names, or the bundled file, with the scenario's roles, or without any where a model says which columns are read.</summary>
    public DataInput FindData(string? bundled = null, bool roles = true) => DataInput.Find(this, Get(SharedOptions.Data), bundled, roles);

    /// <summary>Where a verb that makes one CSV file writes it: the file of <c>--out</c>, with a byte order mark unless <c>--bom no</c>; else standard output, without.</summary>
    public CsvOut OpenCsv()
    {
        if (Get(SharedOptions.Out) is { } path)
        {
            return CsvOut.Create(PathOf(path), Get(SharedOptions.Bom) == "yes");
        }
        _surroundings.Out.Flush();
        return CsvOut.To(_surroundings.Out.BaseStream);
    }

    /// <summary>The same for a form whose column people fill in: one that has been filled in holds hours of somebody's work and is not written over.</summary>
    /// <param name="column">The column to fill in.</param>
    /// <exception cref="ScenarioException">The file of <c>--out</c> has values in that column.</exception>
    public CsvOut OpenForm(string column)
    {
        if (Get(SharedOptions.Out) is { } path && File.Exists(PathOf(path)) && FilledForm.Rows(PathOf(path), column) is > 0 and var filled)
        {
            throw new ScenarioException(ExitCode.Data, "data.form-filled", path, column, filled, SharedOptions.Out.Typed);
        }
        return OpenCsv();
    }

    /// <summary>Opens the folder of a new run. Dispose it: what is not completed by then leaves nothing.</summary>
    public RunFolder NewRun()
    {
        var folder = RunFolder.Create(this);
        lock (_open)
        {
            _open.Add(folder);
        }
        return folder;
    }

    /// <summary>Takes away what is half-written and what was put into temporary folders.</summary>
    public void Dispose()
    {
        lock (_open)
        {
            _open.ForEach(f => f.Dispose());
        }
        try
        {
            if (_extracted is not null)
            {
                Directory.Delete(_extracted, recursive: true);
                _extracted = null;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A copy of our own data that is still open somewhere; the system clears its temporary folder.
        }
    }
}
