using DataEncoding.Packing;
using Pipelines;
using Pipelines.Data;
using Pipelines.Packing;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DataEncoding.Verbs;

/// <summary>Replaces the values of some columns by keyed pseudonyms, equal for equal, as a stream. A row that cannot be read is never passed on as it is.</summary>
internal static class MaskVerb
{
    private static readonly VerbOption<string?> Columns = VerbOption.Text("cols", "LIST", null, "--columns");
    private static readonly VerbOption<IReadOnlyList<string>> SameAcross = VerbOption.List("same-across", "LIST");
    private static readonly VerbOption<long?> Length = VerbOption.Whole("length", Bounds.Closed(Pseudonyms.LeastLength, Pseudonyms.MostLength), Pseudonyms.DefaultLength);

    /// <summary>Cells are taken as text, so it does not matter which stand for nothing or for a time.</summary>
    private static readonly IReadOnlyList<VerbOption> Without = [SharedOptions.OnBadRow, SharedOptions.Missing, SharedOptions.TimeFormat];

    public static Verb Make() => new("mask", Run)
    {
        Options = [SharedOptions.Data.Explained("option.data-mask"), Columns, KeyOptions.KeyFile, SameAcross, Length, SharedOptions.Out, SharedOptions.Bom, .. SharedOptions.Reading.Except(Without), SharedOptions.OnBadRow.Explained("option.on-bad-row-mask")],
        Examples = [new("mask --data people.csv --cols phone,name --key-file my.key --out masked.csv", "example.mask"), new("mask --data calls.csv --cols caller,called --same-across caller,called --key-file my.key", "example.mask.same")],
    };

    private static ExitCode Run(RunContext run)
    {
        var list = run.Get(Columns) ?? throw new ScenarioException(ExitCode.Usage, "mask.columns", Columns.Typed);
        var file = run.Get(KeyOptions.KeyFile) ?? throw new ScenarioException(ExitCode.Usage, "mask.key", KeyOptions.KeyFile.Typed);
        var bad = run.Get(SharedOptions.OnBadRow);
        if (bad == "quarantine")
        {
            throw new ScenarioException(ExitCode.Usage, "mask.quarantine", SharedOptions.OnBadRow.Typed);
        }
        var input = run.FindData();
        using var key = PackingKey.ReadFile(run.PathOf(file));
        using var to = run.OpenCsv();
        var masked = new SortedSet<string>(StringComparer.Ordinal);
        long rows = 0, dropped = 0;
        using (run.Stage("mask.stage"))
        {
            IReadOnlyList<string>? names = null;
            foreach (var path in input.Files)
            {
                var reader = CsvFile.Open(path, input.Options);
                if (names is null)
                {
                    names = reader.Columns;
                    to.Row(names);
                }
                else if (!names.SequenceEqual(reader.Columns))
                {
                    throw new ScenarioException(ExitCode.Data, "mask.other-columns", Path.GetFileName(path), string.Join(", ", names));
                }
                var columns = Masks(run, key, list, names);
                try
                {
                    masked.UnionWith(names.Where((_, i) => columns[i] is not null));
                    foreach (var record in reader)
                    {
                        if (record.Problem is { } problem)
                        {
                            dropped = bad == "skip" ? dropped + 1 : throw problem;
                            continue;
                        }
                        for (var c = 0; c < columns.Length; c++)
                        {
                            to.Field(columns[c] is { } pseudonyms ? pseudonyms.Of(record.Fields[c]) : record.Fields[c]);
                        }
                        to.EndRow();
                        if ((++rows & 1023) == 0)
                        {
                            run.Cancellation.ThrowIfCancellationRequested();
                        }
                    }
                }
                finally
                {
                    foreach (var pseudonyms in columns)
                    {
                        pseudonyms?.Dispose();
                    }
                }
            }
        }
        run.Cancellation.ThrowIfCancellationRequested();
        to.Commit();
        if (dropped > 0)
        {
            run.Note("mask.dropped", dropped);
        }
        if (run.Get(SharedOptions.Out) is { } place)
        {
            run.Say("mask.done", rows, string.Join(", ", masked), place, key.Id);
            run.Say("mask.is");
        }
        return ExitCode.Ok;
    }

    /// <summary>The pseudonyms of each column, null where it stays as it is. A column listed in --same-across is masked as the first of its list.</summary>
    private static Pseudonyms?[] Masks(RunContext run, PackingKey key, string list, IReadOnlyList<string> names)
    {
        var chosen = ColumnList.Of(list, names);
        var domains = chosen.ToDictionary(c => c, c => c, StringComparer.Ordinal);
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in run.Get(SameAcross).Select(g => ColumnList.Of(g, names)))
        {
            foreach (var column in group)
            {
                if (!domains.ContainsKey(column) || !listed.Add(column))
                {
                    throw new ScenarioException(ExitCode.Usage, domains.ContainsKey(column) ? "mask.twice" : "mask.not-masked", column, SameAcross.Typed, Columns.Typed);
                }
                domains[column] = group[0];
            }
        }
        var length = (int)run.Get(Length)!.Value;
        return [.. names.Select(n => domains.TryGetValue(n, out var domain) ? new Pseudonyms(key, domain, length) : null)];
    }
}
