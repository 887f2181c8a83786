using System.Globalization;
using System.Text.Json;
using Pipelines.Packing.Lossy;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace DataEncoding.Packing;

/// <summary>What packing with loss did, for people and programs.</summary>
internal static class LossyView
{
    private const int MostColumns = 12;

    /// <summary>The screen after packing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="facts">What was packed.</param>
    /// <param name="sizes">What to hold it against.</param>
    /// <param name="to">The packed file.</param>
    /// <param name="share">The share of the spread that was taken because nobody named one; null where somebody did.</param>
    public static void Packed(RunContext run, LossyFacts facts, LossySizes sizes, string to, double? share)
    {
        var (screen, texts) = (new Screen(run), run.Texts);
        screen.Text(texts["lossy.done", Path.GetFileName(to), facts.Rows, facts.Columns.Count]);
        screen.Text(share is { } taken ? texts["lossy.default", taken, CodeOptions.MaxError.Typed] : texts["lossy.named"]);
        screen.Gap();
        var apart = facts.PackedBytes - sizes.Model;
        var table = new PlainTable(texts["lossy.bytes"], texts["lossy.total"], texts["lossy.row"], texts["lossy.share"]) { AtRight = new HashSet<int> { 1, 2, 3 } };
        void Add(string key, long bytes) => table.Add(texts[key], texts["lossy.count", bytes], facts.Rows == 0 ? "" : texts["lossy.bytes-row", (double)bytes / facts.Rows], sizes.Original == 0 ? "" : texts["lossy.percent", (double)bytes / sizes.Original]);
        Add("lossy.original", sizes.Original);
        Add("lossy.lossless", sizes.Lossless);
        if (sizes.Model > 0)
        {
            Add("lossy.with-model", facts.PackedBytes);
        }
        Add(sizes.Model > 0 ? "lossy.without-model" : "lossy.codes", apart);
        screen.Table(table);
        screen.Gap();
        Columns(run, screen, facts);
        screen.Gap();
        screen.Block(texts["lossy.verdict"], Verdict(texts, facts, sizes, apart));
        screen.Block("", texts[facts.Header.IsEncrypted ? "pack.encrypted" : "pack.open", HeaderView.Opens(run, facts.Header)]);
        if (facts.Header.IsEncrypted)
        {
            screen.Block("", texts["pack.keep"]);
        }
        if (facts.ModelBytes == 0)
        {
            screen.Block("", texts["lossy.apart", facts.ModelSha256[..16], SharedOptions.Model.Typed]);
        }
        run.Output.JsonDocument(json =>
        {
            json.WriteStartObject();
            json.WriteString("to", to);
            json.WriteNumber("originalBytes", sizes.Original);
            json.WriteNumber("losslessBytes", sizes.Lossless);
            json.WriteNumber("packedBytes", facts.PackedBytes);
            json.WriteNumber("packedModelBytes", sizes.Model);
            Write(json, facts);
            json.WriteEndObject();
        });
    }

    /// <summary>The screen after unpacking or verifying.</summary>
    public static void Read(RunContext run, LossyFacts facts, string from, string? to)
    {
        var screen = new Screen(run);
        screen.Text(to is null ? run.Texts[facts.Header.IsEncrypted ? "lossy.verified" : "lossy.undamaged", Path.GetFileName(from), facts.Rows, facts.Columns.Count]
            : run.Texts["lossy.unpacked", Path.GetFileName(from), facts.Rows, facts.Columns.Count, Path.GetFileName(to)]);
        Columns(run, screen, facts);
        run.Output.JsonDocument(json =>
        {
            json.WriteStartObject();
            json.WriteString("from", from);
            json.WriteString("to", to);
            json.WriteNumber("packedBytes", facts.PackedBytes);
            Write(json, facts);
            json.WriteEndObject();
        });
    }

    /// <summary>The columns of numbers with the farthest first, and how the others are kept.</summary>
    private static void Columns(RunContext run, Screen screen, LossyFacts facts)
    {
        var texts = run.Texts;
        LossyColumn[] numbers = [.. facts.Columns.Where(c => c.Kind == LossyColumnKind.Number).OrderByDescending(c => c.MaxError > 0 && !double.IsNaN(c.LargestError) ? c.LargestError / c.MaxError : -1)];
        if (numbers.Length > 0)
        {
            var known = !double.IsNaN(numbers[0].LargestError);
            var table = new PlainTable([texts["lossy.column"], texts["lossy.bound"], .. known ? new[] { texts["lossy.largest"] } : [], texts["lossy.corrected"]]) { AtRight = new HashSet<int> { 1, 2, 3 } };
            foreach (var column in numbers.Take(MostColumns))
            {
                table.Add([DisplayWidth.Cut(column.Name, 32), Number(column.MaxError), .. known ? new[] { Number(column.LargestError) } : [], texts["lossy.percent", Share(column.Corrected, facts.Rows)]]);
            }
            screen.Table(table);
            if (numbers.Length > MostColumns)
            {
                screen.Text(texts["lossy.more", numbers.Length - MostColumns]);
            }
        }
        var (cells, corrected) = facts.Guessed;
        screen.Text(texts["lossy.guessed", Share(corrected, cells), cells]);
        var (categories, exact) = (facts.Columns.Count(c => c.Kind == LossyColumnKind.Category), facts.Columns.Count(c => c.Kind == LossyColumnKind.Exact));
        screen.Text(texts["lossy.exact", categories, exact]);
    }

    private static string Verdict(TextTable texts, LossyFacts facts, LossySizes sizes, long apart)
    {
        if (facts.PackedBytes <= sizes.Lossless)
        {
            return texts[facts.Columns.Any(c => c.LargestError > 0) ? "lossy.verdict-smaller" : "lossy.verdict-exact", 1 - ((double)facts.PackedBytes / sizes.Lossless)];
        }
        if (apart >= sizes.Lossless)
        {
            return texts["lossy.verdict-never", sizes.Lossless, facts.PackedBytes, CodeOptions.Lossy.Typed];
        }
        // What each row saves has to pay for the model.
        var rows = Math.Ceiling(sizes.Model / ((double)(sizes.Lossless - apart) / facts.Rows));
        return texts["lossy.verdict-model", sizes.Lossless, facts.PackedBytes, CodeOptions.Lossy.Typed, rows, CodeOptions.ModelApart.Typed];
    }

    private static void Write(Utf8JsonWriter json, LossyFacts facts)
    {
        json.WriteNumber("rows", facts.Rows);
        json.WriteString("modelSha256", facts.ModelSha256);
        json.WriteBoolean("modelInside", facts.ModelBytes > 0);
        json.WriteStartArray("columns");
        foreach (var column in facts.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("kind", column.Kind switch { LossyColumnKind.Number => "number", LossyColumnKind.Category => "category", _ => "exact" });
            if (column.Kind == LossyColumnKind.Number)
            {
                json.WriteNumber("maxError", column.MaxError);
                if (!double.IsNaN(column.LargestError))
                {
                    json.WriteNumber("largestError", column.LargestError);
                }
            }
            if (column.Kind != LossyColumnKind.Exact)
            {
                json.WriteNumber("corrected", column.Corrected);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        HeaderView.Write(json, facts.Header);
    }

    private static double Share(long part, long of) => of == 0 ? 0 : (double)part / of;

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture) is var text && (text != "0" || value == 0) && Math.Abs(value) < 1e9 ? text : value.ToString("0.###E+0", CultureInfo.InvariantCulture);
}
