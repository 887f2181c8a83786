namespace Scenarios.Hosting.Commands;

/// <summary>The verb <c>completion bash|zsh|pwsh</c>: prints the script that makes a shell complete verbs, options and values, by asking the executable itself.</summary>
internal static class CompletionVerb
{
    private static readonly string[] Shells = ["bash", "zsh", "pwsh"];

    public static Verb Make() => new("completion", Run)
    {
        Argument = new("bash|zsh|pwsh", 1, 1, "argument.shell") { Choices = Shells },
        Examples = [new("completion bash >> ~/.bashrc", "example.completion.bash"), new("completion pwsh >> $PROFILE", "example.completion.pwsh")],
    };

    /// <summary>Answers <c>[suggest:POSITION] "LINE"</c>, one suggestion a line.</summary>
    public static ExitCode Suggest(CommandParser parser, string[] args, string defaultVerb, Surroundings surroundings)
    {
        var line = args.Length > 1 ? args[1] : "";
        var position = int.TryParse(args[0].AsSpan().Trim("[]").ToString().Split(':').ElementAtOrDefault(1), out var p) ? p : line.Length;
        // Options without a verb belong to the one that runs when none is named.
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        if (blank >= 0 && line.AsSpan(blank).TrimStart().StartsWith("-"))
        {
            (line, position) = (line.Insert(blank + 1, defaultVerb + " "), position + defaultVerb.Length + 1);
        }
        return (ExitCode)parser.ParseRaw([$"[suggest:{Math.Min(position, line.Length)}]", line]).Invoke(new() { Output = surroundings.Out, Error = surroundings.Error });
    }

    private static ExitCode Run(RunContext run)
    {
        var name = run.Scenario.Name;
        var script = run.Arguments[0] switch
        {
            "bash" => $$"""
                _{{name}}_complete() {
                    local IFS=$'\n'
                    COMPREPLY=( $(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}") )
                }
                complete -o default -F _{{name}}_complete {{name}}
                """,
            "zsh" => $$"""
                _{{name}}_complete() {
                    local found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                    if [[ -n "${found[1]}" ]]; then compadd -- $found; else _files; fi
                }
                compdef _{{name}}_complete {{name}}
                """,
            "pwsh" => $$"""
                Register-ArgumentCompleter -Native -CommandName {{name}} -ScriptBlock {
                    param($word, $ast, $position)
                    & $ast.CommandElements[0].Value "[suggest:$position]" "$ast" 2>$null | Where-Object { $_ -like "$word*" } |
                        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
                }
                """,
            var other => throw new ScenarioException(ExitCode.Usage, "usage.value", "completion", new Need("need.choice", null, Shells), other),
        };
        run.Output.Line(script.ReplaceLineEndings("\n"));
        return ExitCode.Ok;
    }
}
