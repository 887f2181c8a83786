using Pipelines.Packing;
using Pipelines.Packing.Lossy;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;

namespace DataEncoding.Packing;

/// <summary><c>pack --lossy</c>: packs, then says what it cost and gained, beside packing without loss.</summary>
internal static class LossyPacking
{
    public static ExitCode Run(RunContext run, string from, string to, PackOptions packing)
    {
        var bounds = ErrorBounds.Of(run);
        // Of a file that is not there, or is no table, this is the usual refusal.
        var original = File.Exists(from) ? new FileInfo(from).Length : throw new FileNotFoundException(null, from);
        var choice = run.ChooseModel();
        var model = LossyModel.Load(choice.Path);
        var blocks = new TableBlocks(run, from, model);
        var (ids, errors) = Exact(blocks, bounds);
        using var key = KeyChoice.ToSeal(run);
        var options = new LossyOptions { ModelApart = run.Get(CodeOptions.ModelApart), MaxError = bounds.Share ?? new LossyOptions().MaxError };
        LossyFacts facts;
        using (var stage = run.Stage("pack.stage", run.Arguments[0]))
        {
            facts = LossyTable.Pack(blocks.Open, to, model, key, options, errors, packing, stage.Control);
        }
        long lossless;
        using (var stage = run.Stage("lossy.stage-lossless"))
        {
            using var bytes = File.OpenRead(from);
            lossless = PackedFile.Pack(bytes, Stream.Null, null, packing, stage.Control).PackedBytes;
        }
        if (blocks.Dropped > 0)
        {
            run.Note("lossy.dropped", blocks.Dropped);
        }
        if (ids.Count > 0)
        {
            run.Note("lossy.ids", string.Join(", ", ids), CodeOptions.MaxError.Typed, ids[0]);
        }
        LossyView.Packed(run, facts, new(original, lossless, facts.PackedModelBytes), to, bounds.Share is null && bounds.Columns.Count == 0 ? options.MaxError : null);
        return ExitCode.Ok;
    }

    /// <summary>Numbers that are called ids name something, and the next number is another: they are kept exactly unless somebody says otherwise.</summary>
    private static (IReadOnlyList<string> Ids, IReadOnlyDictionary<string, double> Errors) Exact(TableBlocks blocks, ErrorBounds bounds)
    {
        string[] ids = [.. blocks.Numbers.Where(n => ColumnChoice.IsCalledId(n) && !bounds.Columns.ContainsKey(n))];
        var errors = new Dictionary<string, double>(bounds.Columns, StringComparer.Ordinal);
        foreach (var id in ids)
        {
            errors[id] = 0;
        }
        return (ids, errors);
    }
}
