using System.Text;
using Pipelines.Models.Encoders;

namespace Pipelines.Packing.Lossy;

/// <summary>The head of the table in a lossy file: its columns, how the numbers of each are kept, how codes are rounded, and which model it takes.</summary>
/// <param name="ModelSha256">Of the model file.</param>
/// <param name="Rows">How many the table has.</param>
/// <param name="Bits">Bits of a rounded code.</param>
/// <param name="Least">The lowest level of each place of a code.</param>
/// <param name="Steps">How far its levels are apart.</param>
/// <param name="Columns">In the order of the table.</param>
internal sealed record LossyLayout(string ModelSha256, long Rows, int Bits, double[] Least, double[] Steps, LossyLayout.Column[] Columns)
{
    /// <summary>From codes to bytes.</summary>
    public UniformQuantizerModel Quantizer { get; } = new(Bits, Least, Steps);

    /// <summary>One column; the numbers are without meaning for other kinds.</summary>
    public readonly record struct Column(string Name, LossyColumnKind Kind, LossyNumber Numbers);

    public byte[] Write()
    {
        var to = new LossyBytes();
        to.Byte(LossyFormat.Version);
        to.Bytes(Convert.FromHexString(ModelSha256));
        to.Long(Rows);
        to.Byte((byte)Bits);
        to.Variable((ulong)Least.Length);
        for (var i = 0; i < Least.Length; i++)
        {
            to.Double(Least[i]);
            to.Double(Steps[i]);
        }
        to.Variable((ulong)Columns.Length);
        foreach (var column in Columns)
        {
            to.Byte((byte)column.Kind);
            to.Variable((ulong)Encoding.UTF8.GetByteCount(column.Name));
            to.Text(column.Name);
            if (column.Kind == LossyColumnKind.Number)
            {
                to.Double(column.Numbers.Bound);
                to.Short((short)column.Numbers.Decimals);
                to.Int(column.Numbers.Step);
            }
        }
        return to.Written.ToArray();
    }

    /// <summary>SHA-256 of the model that a head asks for, before there is a model to hold the rest against.</summary>
    public static string ModelOf(ReadOnlySpan<byte> head, string name)
    {
        var from = new LossySource(head, name);
        var version = from.Byte();
        return version <= LossyFormat.Version
            ? Convert.ToHexStringLower(from.Bytes(32))
            : throw new DataException("lossy.newer", $"{name}: holds a table in format {version}; this program reads up to format {LossyFormat.Version}. Update the program.");
    }

    /// <summary>Reads a head, for a model that is the one it asks for.</summary>
    public static LossyLayout Read(ReadOnlySpan<byte> head, LossyModel model, string name)
    {
        var from = new LossySource(head, name);
        from.Byte();
        var sha = Convert.ToHexStringLower(from.Bytes(32));
        var rows = from.Long();
        var bits = from.Byte();
        var codes = from.Count();
        if (rows < 0 || bits is < 1 or > 16 || codes != model.CodeSize)
        {
            throw from.Wrong();
        }
        var (least, steps) = (new double[codes], new double[codes]);
        for (var i = 0; i < codes; i++)
        {
            (least[i], steps[i]) = (from.Double(), from.Double());
            if (!float.IsFinite((float)least[i]) || !float.IsFinite((float)(least[i] + (steps[i] * ((1 << bits) - 1)))) || !(steps[i] >= 0))
            {
                throw from.Wrong();
            }
        }
        // The count is believed one column at a time: a column takes more room than the byte that it is known to have.
        var (count, columns) = (from.Count(), new List<Column>());
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var kind = (LossyColumnKind)from.Byte();
            var column = from.Text(from.Count());
            if (!Enum.IsDefined(kind) || !names.Add(column) || (kind != LossyColumnKind.Exact && model.KindOf(column) != kind))
            {
                throw from.Wrong();
            }
            LossyNumber numbers = default;
            if (kind == LossyColumnKind.Number)
            {
                numbers = new(from.Double(), from.Short(), from.Int());
                if (!(numbers.Bound >= 0) || numbers.Step < 1 || (numbers.Decimals != LossyNumber.NoGrid && Math.Abs(numbers.Decimals) > LossyNumber.MostDecimals))
                {
                    throw from.Wrong();
                }
            }
            columns.Add(new(column, kind, numbers));
        }
        return from.Left == 0 && columns.Count > 0 ? new(sha, rows, bits, least, steps, [.. columns]) : throw from.Wrong();
    }
}
