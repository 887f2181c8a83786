using Pipelines.Data;

namespace Pipelines.Packing.Lossy;

/// <summary>
/// A packed file that holds a table as the rounded codes of a model, and what it takes to put right what the model guesses wrong: every number within a stated bound of what it was, and categories, texts, ids and
/// empty cells exactly. Rows and columns keep their order. Encrypted as <see cref="PackedFile"/> does it.
/// </summary>
/// <remarks>
/// <para>A number is kept as the steps between the model's guess and itself, of twice its bound, on a grid of decimals; most are 0 where the model is good, and compress to little. One that cannot be so kept is kept as it is.
/// Predictive coding with a bound on every value, as of S. Di, F. Cappello, "Fast error-bounded lossy HPC data compression with SZ", IPDPS 2016; here the prediction is a network's.</para>
/// <para>Three passes over the table: how it spreads, packing, and unpacking what was written to compare each cell with what it was. Memory is that of a block of rows and the model; it does not grow with the table.</para>
/// <para>A file holds as much of a model as unpacking needs (<see cref="Pipelines.Models.ICompactInverse"/>), so that it opens by itself, or only its SHA-256.</para>
/// <para>Networks give other last bits on other processors, so a guess counts only where everything near it would come back right as well.</para>
/// </remarks>
public static class LossyTable
{
    /// <summary>Packs a table. The file appears when every cell was unpacked and found within its bound, or not at all.</summary>
    /// <param name="open">Begins the table anew, block by block, each with all columns in the same order: numbers that the model reads as numbers (NaN is missing), all else as text. At least one block, which may have no rows.</param>
    /// <param name="packed">Where the packed file will be, over an older one.</param>
    /// <param name="model">What guesses the cells.</param>
    /// <param name="key">Encrypts it; null to compress only.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="errors">For single columns of numbers, by name, how far a number may be from what it was, in their unit, 0 or more; null for none.</param>
    /// <param name="packing">How it is compressed and sealed; null for the smallest. Its <see cref="PackOptions.Content"/> is without meaning here.</param>
    /// <param name="control">Progress, cancellation, threads.</param>
    /// <exception cref="DataException">The table lacks a column that the model reads, an error is named for a column that has no numbers, or the file cannot be written.</exception>
    /// <exception cref="OptionException">An option is out of its range.</exception>
    public static LossyFacts Pack(
        Func<IEnumerable<Table>> open, string packed, LossyModel model, PackingKey? key = null, LossyOptions? options = null, IReadOnlyDictionary<string, double>? errors = null, PackOptions? packing = null, FitControl? control = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(model);
        var apart = (options = (options ?? new()).Checked()).ModelApart;
        errors ??= new Dictionary<string, double>(StringComparer.Ordinal);
        packing = (packing ?? new() { Level = 11 }) with { Content = PackedContent.Codes };
        control ??= FitControl.Default;
        foreach (var (name, error) in errors)
        {
            if (model.KindOf(name) != LossyColumnKind.Number || !(error >= 0) || double.IsInfinity(error))
            {
                throw new DataException("lossy.error-of", $"An error of {error} cannot be had for column '{name}'. Name a column of numbers that the model reads ({string.Join(", ", Numbers(model))}), and 0 or more.");
            }
        }
        model = apart ? model : model.Held();
        var rows = LossyFormat.RowsAtOnce(model.Width);
        var layout = LossySurvey.Of(LossySlices.Of(open(), rows), model, options, errors, control);
        using var file = AtomicFile.Create(packed);
        PackedFacts facts;
        using (var frames = LossyPayload.Frames(LossySlices.Of(open(), rows), layout, model, apart, control.Cancellation).GetEnumerator())
        using (var payload = new LossyPayload(frames))
        {
            facts = PackedFile.Pack(payload, file.Stream, key, packing, control);
        }
        file.Stream.Position = 0;
        using var again = open().GetEnumerator();
        var check = new LossyCheck(again, layout);
        var read = Read(file.Stream, apart ? model : null, check.Compare, key, long.MaxValue, control, packed);
        check.Finish();
        file.Commit();
        var held = apart ? 0 : PackedFile.Pack(new MemoryStream(BytePlanes.Split(model.File)), Stream.Null, null, packing, control with { Progress = null }).PackedBytes - PackedHeader.Size;
        return new(facts.Header, layout.Rows, Columns(read, check.Largest), facts.PackedBytes, read.Frames.Held.Length, model.Sha256) { PackedModelBytes = held };
    }

    /// <summary>Unpacks a file with codes to CSV: UTF-8, commas, numbers with as many digits as their bound asks for. The result appears when the last byte is proved, or not at all.</summary>
    /// <param name="packed">The packed file.</param>
    /// <param name="path">Where the table will be.</param>
    /// <param name="key">What it was packed with; null where it is not encrypted.</param>
    /// <param name="model">The model, where the file does not hold it; it has to be the one it was packed with. Without meaning where it does.</param>
    /// <param name="bom">Whether the table begins with a byte order mark, by which Excel knows UTF-8.</param>
    /// <param name="mostBytes">Most bytes to unpack, and to write, against files made to fill the disk. Null: 1 GiB, or a thousand times the packed file where that is more.</param>
    /// <param name="control">Progress in MiB, cancellation, threads.</param>
    /// <exception cref="DataException">It is no such file, is damaged or changed in any bit, the key or the model is not the one, or the model is needed.</exception>
    public static LossyFacts Unpack(string packed, string path, PackingKey? key = null, LossyModel? model = null, bool bom = false, long? mostBytes = null, FitControl? control = null)
    {
        using var from = PackedFile.OpenRead(packed);
        using var to = CsvOut.Create(path, bom);
        var most = mostBytes ?? PackedFile.MostOf(from.Length);
        var table = new LossyCsv(to, most, packed);
        var facts = Unpack(from, table.Write, key, model, most, control, packed);
        to.Commit();
        return facts;
    }

    /// <summary>Unpacks a stream to a table, block by block. What was handed on before an exception is only a part and must be thrown away.</summary>
    /// <param name="packed">Stands at the start of a packed file, and is read to its end.</param>
    /// <param name="rows">Receives each block, in order; the first has no rows and names the columns.</param>
    /// <param name="key">What it was packed with; null where it is not encrypted.</param>
    /// <param name="model">The model, where the file does not hold it.</param>
    /// <param name="mostBytes">Most bytes to unpack; null for 1 GiB.</param>
    /// <param name="control">Progress in MiB, cancellation, threads.</param>
    /// <exception cref="DataException">As for a file.</exception>
    public static LossyFacts Unpack(Stream packed, Action<Table> rows, PackingKey? key = null, LossyModel? model = null, long? mostBytes = null, FitControl? control = null) =>
        Unpack(packed, rows, key, model, mostBytes ?? PackedFile.MostOf(0), control, "packed stream");

    private static LossyFacts Unpack(Stream packed, Action<Table> rows, PackingKey? key, LossyModel? model, long most, FitControl? control, string name)
    {
        var read = Read(packed, model, rows, key, most, control ?? FitControl.Default, name);
        var none = new double[read.Frames.Corrected.Length];
        Array.Fill(none, double.NaN);
        return new(read.Facts.Header, read.Frames.Layout!.Rows, Columns(read, none), read.Facts.PackedBytes, read.Frames.Held.Length, read.Frames.Layout.ModelSha256);
    }

    private static (PackedFacts Facts, LossyFrames Frames) Read(Stream packed, LossyModel? model, Action<Table> rows, PackingKey? key, long most, FitControl control, string name)
    {
        var frames = new LossyFrames(model, rows, name, control.Cancellation);
        var facts = PackedFile.Unpack(packed, frames, PackedContent.Codes, key, most, control, name);
        frames.Finish();
        return (facts, frames);
    }

    private static LossyColumn[] Columns((PackedFacts Facts, LossyFrames Frames) read, IReadOnlyList<double> largest) =>
        [.. read.Frames.Layout!.Columns.Select((c, i) => new LossyColumn(c.Name, c.Kind, c.Numbers.Bound, largest[i], read.Frames.Corrected[i]))];

    private static IEnumerable<string> Numbers(LossyModel model) => model.Features.Select(f => f.Name).Where(n => model.KindOf(n) == LossyColumnKind.Number);
}
